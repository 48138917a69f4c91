"""A payout's way, step by step: what happened, what is expected, and what went another way."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from webapp.dashboard.payouts.view import is_late, sent
from webapp.ledger.payouts import states
from webapp.ledger.payouts.payout import Payout

DONE, COMING, BAD = "done", "coming", "bad"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a moment if it is known to the second, else a day."""

    name: str
    state: str
    at: int | None = None
    day: date | None = None
    note: str | None = None


def timeline(found: Payout) -> list[Step]:
    """The steps in their order."""
    by = _("By your payout schedule") if found.automatic else _("By hand")
    made = Step(_("Made"), DONE, at=found.created, note=by)
    return [made, *_sent(found), *_arrived(found), *_stopped(found)]


def _sent(found: Payout) -> list[Step]:
    if found.sent_at is not None:
        return [Step(_("Sent to your bank"), DONE, at=found.sent_at)]
    if found.status == states.PENDING:
        return [Step(_("Leaves for your bank"), COMING, day=sent(found))]
    if found.status == states.CANCELED or found.paid_at is None:
        return []
    return [Step(_("Sent to your bank"), DONE, day=sent(found))]


def _arrived(found: Payout) -> list[Step]:
    if found.status == states.PAID:
        return [Step(_("In your bank"), DONE, day=found.arrives)]
    if found.paid_at is not None:  # and it failed after that
        return [Step(_("Reported as arrived"), DONE, at=found.paid_at)]
    if found.status in states.ON_THE_WAY:
        state = BAD if is_late(found) else COMING
        return [Step(_("Expected in your bank"), state, day=found.arrives)]
    return []


def _stopped(found: Payout) -> list[Step]:
    if found.status == states.FAILED:
        return [Step(_("Came back"), BAD, at=found.changed_at)]
    if found.status == states.CANCELED:
        back = _("The money is in your balance.")
        return [Step(_("Called back"), DONE, at=found.changed_at, note=back)]
    return []
