"""A try to prove oneself, noted in the audit log whatever comes of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from webapp.access import asking, audit
from webapp.access.attempts import FactorLocked, FactorOff
from webapp.access.people import accounts_of
from webapp.access.proof import CodeMalformed, CodeNotAsked
from webapp.access.sent_code import CodeExpired
from webapp.access.verification import TriesSpent, Verification
from webapp.accounts.account import Account
from webapp.errors import AppError

NO_TRIES = (CodeMalformed, CodeNotAsked)
EVENT_OF = {
    FactorLocked: "code.locked",
    FactorOff: "code.locked",
    TriesSpent: "code.locked",
    CodeExpired: "code.expired",
}


@contextmanager
def noted(pending: Verification, factor: str) -> Iterator[None]:
    """Note how the try inside came out, for each account that it was a try at."""
    try:
        yield
    except NO_TRIES:
        raise
    except AppError as error:
        event = EVENT_OF.get(type(error), "code.wrong")
        for account in accounts_of(pending):
            audit.record(event, account=account, result=audit.REFUSED, way=factor)
        raise
    opened = reached(pending)
    asking.entered(pending, factor, opened)
    for account in opened:
        audit.record("code.accepted", account=account, way=factor)


def reached(pending: Verification) -> list[Account]:
    """The accounts that the proof opened and that may still be opened, the last used first."""
    ids: list[str] = list(pending.reach or ())
    return [account for account in accounts_of(pending) if account.id in ids]
