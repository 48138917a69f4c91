"""Who asks: the address, browser and number of the request being answered, for the audit log."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a request comes from; a command line has no address."""

    ip: str = ""
    agent: str = ""
    request_id: str = ""
    is_command: bool = False
    """Is it a command of the operator's?"""


NOBODY = Caller()
_asking: ContextVar[Caller] = ContextVar("caller", default=NOBODY)


def answer_for(caller: Caller) -> None:
    """From here on, in this request, we act for this caller."""
    _asking.set(caller)


def now_asking() -> Caller:
    """For whom we act; nobody in particular outside of a request."""
    return _asking.get()
