"""E-mail addresses of the tests: what an account has, what was mailed there, and another one."""

from tests.cast import Seller
from tests.login.visitor import Visitor
from tests.outbox import Outbox
from webapp.accounts.account import Account

NEW = "carla.new@example.org"


def email_of(seller: Seller) -> str | None:
    """The address of the account now."""
    return Account.get_by_id(seller.id).email


def mailed(outbox: Outbox, address: str) -> str:
    """The eight digits of the newest mail."""
    return outbox.to(address)[-1].body.split()[0]


def change(someone: Visitor, outbox: Outbox, address: str = NEW) -> str:
    """Name the address and type its code; returns where that leads."""
    assert someone.post("/email", email=address).location == "/verify"
    return str(someone.enter(mailed(outbox, address.lower())).location)
