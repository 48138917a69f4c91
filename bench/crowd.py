"""A crowd of sellers, each signed in, made by the domain's own verbs: nobody types 5,000 codes."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from webapp import database, keyring
from webapp.access.sessions.session import LIVE_MAX, Session
from webapp.accounts.account import EXPRESS, Account
from webapp.accounts.platform import Platform
from webapp.cookies import SESSION
from webapp.database import db
from webapp.ledger.lines.journal import NewLine, record

AT_ONCE = 100


class Seller(NamedTuple):
    """An account and the cookies of its sessions."""

    account: str
    cookies: Sequence[str]


@contextmanager
def ledger(settings: Mapping[str, str]) -> Iterator[None]:
    """An open connection to the ledger of these settings, in this process."""
    keyring.unlock(settings["SECRET_KEY"])
    database.connect(settings["DATABASE_URL"])
    with db.connection_context():
        yield
    db.close_all()


def gather(settings: Mapping[str, str], sellers: int, sessions: int = 1) -> list[Seller]:
    """So many new sellers with a line each, and so many sessions of each."""
    assert sessions <= LIVE_MAX
    with ledger(settings):
        platform, found = Platform.select().get(), list[Seller]()
        while len(found) < sellers:
            # Neither a wait for the disk for each, nor a row that a transaction rewrites for ever.
            with db.atomic():
                numbers = range(len(found), min(len(found) + AT_ONCE, sellers))
                found += [_seller(platform, number, sessions) for number in numbers]
        return found


def _seller(platform: Platform, number: int, sessions: int) -> Seller:
    account = Account.open(
        platform,
        livemode=False,
        type=EXPRESS,
        email=f"seller{number}@example.com",
        business_name=f"Stall {number}",
        country="DE",
        default_currency="eur",
        timezone="Europe/Berlin",
    )
    record(account.id, NewLine("payment", 1_000, "eur", fee=80, description="Plum tart"))
    tokens = [Session.open(account, proof="sms") for _ in range(sessions)]
    return Seller(account.id, [f"{SESSION}={token}" for token in tokens])
