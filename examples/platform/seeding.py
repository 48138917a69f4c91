"""Open the sellers' accounts and tell the dashboard what they have earned so far."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import stripe

from examples.platform import dashboard
from examples.platform.cast import Seller
from examples.platform.history import Line, history

LINES_A_CALL = 1000  # as many as POST /v1/balance_transactions takes at once
SPLIT = 3  # the share of the balance that each of the latest payouts sends


def open_account(client: stripe.StripeClient, seller: Seller) -> str:
    """Open the seller's express account. The dashboard texts its codes to this mobile number."""
    account = client.v1.accounts.create(
        {
            "type": "express",
            "country": "DE",
            "default_currency": "eur",
            "email": seller.email,
            "business_profile": {"name": seller.shop},
            "individual": {
                "first_name": seller.first_name,
                "last_name": seller.last_name,
                "phone": seller.phone,
            },
            "external_account": _bank_account(seller),
            "settings": _settings(),
        }
    )
    return account.id


def record_history(client: stripe.StripeClient, account: str, seller: Seller) -> int:
    """Write the years before today into the seller's ledger; answers how many lines."""
    lines = history(seller, datetime.now(UTC))
    for some in _portions(lines):
        client.raw_request("post", "/v1/balance_transactions", stripe_account=account, lines=some)
    return len(lines)


def make_latest_payouts(client: stripe.StripeClient, account: str, seller: Seller) -> None:
    """Send some payouts on their way, and say what the bank answered."""
    options = stripe.RequestOptions(stripe_account=account)
    for status in seller.payouts:
        available = client.v1.balance.retrieve(options=options).available[0]
        payout = client.v1.payouts.create(
            {"amount": available.amount // SPLIT, "currency": available.currency}, options
        )
        for step in dict.fromkeys(("in_transit", status)):
            dashboard.report_payout(client, account, payout.id, step)


# Two things that Stripe's own API does not take here, so the SDK's types do not know them.


def _bank_account(seller: Seller) -> Any:
    """What people know a bank account by; its whole number is nobody's business here."""
    place = {"object": "bank_account", "country": "DE", "currency": "eur"}
    return place | {"bank_name": seller.bank, "last4": seller.last4}


def _settings() -> Any:
    """The seller's own time zone, and when the money goes to the bank."""
    return {
        "dashboard": {"timezone": "Europe/Berlin"},
        "payouts": {"schedule": {"interval": "weekly", "weekly_anchor": "friday"}},
    }


def _portions(lines: list[Line]) -> Iterator[list[Line]]:
    for start in range(0, len(lines), LINES_A_CALL):
        yield lines[start : start + LINES_A_CALL]
