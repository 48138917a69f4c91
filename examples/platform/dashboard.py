"""Everything that Kirschmarkt asks of the dashboard, by the official `stripe` SDK.

The seller's page prints these functions beside its buttons, so what you read there is what ran.
"""

import stripe

from examples.platform.cast import Product

FEE_PERCENT = 8


def connect(api_key: str, dashboard_url: str) -> stripe.StripeClient:
    """The SDK as Stripe ships it; only the address is ours."""
    return stripe.StripeClient(
        api_key, base_addresses={"api": dashboard_url}, max_network_retries=1
    )


def login_link(client: stripe.StripeClient, account: str) -> str:
    """Where to send the seller: works once, for five minutes."""
    link = client.v1.accounts.login_links.create(account)
    return link.url


def make_sale(
    client: stripe.StripeClient, account: str, product: Product, order: str, card: str
) -> str:
    """A customer pays by card; the seller earns the price without our fee."""
    charge = client.v1.charges.create(
        {
            "amount": product.price,
            "currency": product.currency,
            "source": card,
            "application_fee_amount": product.price * FEE_PERCENT // 100,
            "transfer_data": {"destination": account},
            "description": f"Order #{order} · {product.name}",
            "metadata": {"order": order},
        }
    )
    return charge.id


def make_transfer(client: stripe.StripeClient, account: str, amount: int, reason: str) -> str:
    """Money from our own balance to the seller's."""
    transfer = client.v1.transfers.create(
        {
            "amount": amount,
            "currency": "eur",
            "destination": account,
            "description": reason,
        }
    )
    return transfer.id


def make_payout(client: stripe.StripeClient, account: str, currency: str) -> str:
    """Send all that is available in a currency to the seller's bank."""
    seller = stripe.RequestOptions(stripe_account=account)
    balance = client.v1.balance.retrieve(options=seller)
    available = {part.currency: part.amount for part in balance.available}
    payout = client.v1.payouts.create(
        {"amount": available.get(currency, 0), "currency": currency}, seller
    )
    return payout.id


def report_payout(client: stripe.StripeClient, account: str, payout: str, status: str) -> None:
    """Tell the dashboard what the bank said: in_transit, paid or failed."""
    reason = {"failure_code": "account_closed"} if status == "failed" else {}
    client.raw_request(
        "post", f"/v1/payouts/{payout}/mark", stripe_account=account, status=status, **reason
    )
