"""A platform that asks for two proofs, and the steps of a sign-in there."""

from collections.abc import Callable
from dataclasses import replace

from tests.cast import Platform, Seller, open_account
from tests.login.renewal import mailed
from tests.login.visitor import PENDING, Visitor
from tests.outbox import Outbox
from tests.security_key import SecurityKey

PASSKEY = "/verify/passkey"


def demand(cli: Callable[..., str], platform: Platform, proofs: str = "two") -> None:
    """The operator's command."""
    cli("platform", "update", platform.id, "--signin-proofs", proofs)


def open_beside(seller: Seller, platform: Platform) -> Seller:
    """An account of the same person on another platform: one e-mail address, one phone."""
    name = seller.email.partition("@")[0]
    person = {"first_name": name.title(), "phone": seller.phone}
    account = open_account(platform, name, livemode=True, individual=person)
    return replace(account, phone=seller.phone)


def by_text(one: Visitor, seller: Seller, outbox: Outbox) -> str:
    """By e-mail address and the code of a text; returns where that leads."""
    one.post("/signin", email=seller.email)
    one.ask()
    return str(one.enter(outbox.code(seller.phone)).location)


def ask_mail(one: Visitor, seller: Seller, outbox: Outbox) -> str:
    """*Mail me a code*; returns it."""
    assert one.post("/verify/send", way="email").status_code == 303
    return mailed(outbox, seller)


def copied(one: Visitor, other: Visitor) -> Visitor:
    """Another browser with the same pending sign-in."""
    other.plant(str(one.token(PENDING)), PENDING)
    return other


def sign(one: Visitor, key: SecurityKey) -> str:
    """What the key answers to this sign-in's page; the status and place of the answer."""
    signed = key.sign(one.post(f"{PASSKEY}/options").text)
    return str(one.post(PASSKEY, credential=signed).location)
