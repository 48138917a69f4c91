"""Open the sellers' accounts and tell the dashboard what they have earned so far."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import stripe

from examples.platform import dashboard
from examples.platform.cast import Seller
from examples.platform.history import DAY, Line, history

LINES_A_CALL = 1000  # as many as POST /v1/balance_transactions takes at once
SPLIT = 3  # the share of the balance that a payout by hand sends
PAID_UNTIL = 2 * DAY  # what has settled later than that ago is left for the next payout
DAILY = {"interval": "daily"}
WEEKLY = {"interval": "weekly", "weekly_anchor": "friday"}


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
            "settings": _settings(DAILY),
        }
    )
    return account.id


def record_history(
    client: stripe.StripeClient, account: str, seller: Seller, run_payouts: Callable[[], None]
) -> int:
    """Write the years before today into the seller's ledger; answers how many lines.

    Before the last ones come the automatic payouts, so that they are made of lines, and the
    balance is not empty after them. From then on they come on Fridays.
    """
    now = datetime.now(UTC)
    lines, until = history(seller, now), now.timestamp() - PAID_UNTIL
    settled = [line for line in lines if line["available_on"] <= until]
    _record(client, account, settled)
    if settled:
        run_payouts()
    _record(client, account, [line for line in lines if line["available_on"] > until])
    client.v1.accounts.update(account, {"settings": _settings(WEEKLY)})
    return len(lines)


def make_latest_payouts(client: stripe.StripeClient, account: str, seller: Seller) -> None:
    """Say what the bank answered to the automatic payouts, and make some by hand."""
    options = stripe.RequestOptions(stripe_account=account)
    made = [payout.id for payout in client.v1.payouts.list(options=options).data]
    for status in seller.payouts:
        for payout in made or [_pay_out(client, options)]:
            for step in dict.fromkeys(("in_transit", status)):
                dashboard.report_payout(client, account, payout, step)
        made = []


def _pay_out(client: stripe.StripeClient, options: stripe.RequestOptions) -> str:
    """Send a part of what is available."""
    available = client.v1.balance.retrieve(options=options).available[0]
    payout = client.v1.payouts.create(
        {"amount": available.amount // SPLIT, "currency": available.currency}, options
    )
    return payout.id


def _record(client: stripe.StripeClient, account: str, lines: list[Line]) -> None:
    for some in _portions(lines):
        client.raw_request("post", "/v1/balance_transactions", stripe_account=account, lines=some)


# Two things that Stripe's own API does not take here, so the SDK's types do not know them.


def _bank_account(seller: Seller) -> Any:
    """What people know a bank account by; its whole number is nobody's business here."""
    place = {"object": "bank_account", "country": "DE", "currency": "eur"}
    return place | {"bank_name": seller.bank, "last4": seller.last4}


def _settings(schedule: dict[str, str]) -> Any:
    """The seller's own time zone, and when the money goes to the bank."""
    return {"dashboard": {"timezone": "Europe/Berlin"}, "payouts": {"schedule": schedule}}


def _portions(lines: list[Line]) -> Iterator[list[Line]]:
    for start in range(0, len(lines), LINES_A_CALL):
        yield lines[start : start + LINES_A_CALL]
