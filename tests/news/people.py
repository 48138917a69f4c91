"""What the tests of news do over and over: mark a payout, look into a mailbox, choose."""

from typing import Any

from tests.cast import Seller
from tests.outbox import Outbox
from webapp.accounts import notification


def mark(alice: Seller, payout: str, status: str, **more: str) -> Any:
    """What the bank said of it, as the platform records it."""
    return alice.api.post(f"/v1/payouts/{payout}/mark", status=status, **more)


def mails(outbox: Outbox, seller: Seller) -> list[str]:
    """What she got by mail."""
    return [message.body for message in outbox.to(seller.email)]


def wants(seller: Seller, **ways: str) -> None:
    """She chooses by which ways she hears of what."""
    notification.choose(seller.id, ways)
