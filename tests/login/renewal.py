"""The way to a new phone without the old one: what is clicked and typed, step by step."""

import re

from tests.cast import Seller
from tests.login.visitor import Visitor
from tests.outbox import Outbox
from webapp.accounts.account import Account

NEW, OTHER = "+4915112999001", "+4915112999002"


def mailed(outbox: Outbox, seller: Seller) -> str:
    """The newest code that was mailed."""
    found = re.search(r"\b\d{8}\b", outbox.to(seller.email)[-1].body)
    assert found
    return found.group()


def begin(someone: Visitor, seller: Seller, way: str) -> None:
    """Come to the code screen by a link or by the e-mail address."""
    if way == "link":
        someone.follow(seller.login_link())
    else:
        someone.post("/signin", email=seller.email)


def prove_by_mail(someone: Visitor, seller: Seller, outbox: Outbox) -> None:
    """*I no longer have this phone*, *Mail me a code*, and the code."""
    assert "I no longer have this phone" in someone.get("/verify").text
    assert "Mail me a code" in someone.get("/verify/lost-phone").text
    assert someone.post("/verify/lost-phone").location == "/verify"
    entered = someone.enter(mailed(outbox, seller))
    assert entered.location.startswith("/verify/phone"), entered.text


def change_phone(someone: Visitor, seller: Seller, outbox: Outbox, number: str = NEW) -> None:
    """All the way, from a link to the dashboard."""
    begin(someone, seller, "link")
    prove_by_mail(someone, seller, outbox)
    someone.post("/verify/phone", phone=number)
    assert someone.enter(outbox.code(number)).location == "/"


def phone_of(seller: Seller) -> str | None:
    """Where the account's codes go."""
    number: str | None = Account.get_by_id(seller.id).phone
    return number
