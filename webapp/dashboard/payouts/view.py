"""A payout as pages show it: its two dates, how it stands in plain words, and what to do."""

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from webapp import clock
from webapp.accounts.bank_account import known_bank
from webapp.dashboard.payouts import words
from webapp.dashboard.payouts.words import LATE
from webapp.ledger.payouts import states
from webapp.ledger.payouts.bank_days import WEEKENDS, first_bank_day
from webapp.ledger.payouts.payout import Payout
from webapp.money import Money


@dataclass(frozen=True, slots=True)
class PayoutView:
    """A payout in the page's words."""

    id: str
    url: str
    amount: Money
    status: str
    """Stripe's, or `late` for one that should have arrived."""
    status_label: str
    status_sentence: str
    sent: date
    """When it left, or is to leave."""
    arrival_date: date
    counted: str
    created: int
    automatic: bool
    bank: str | None
    description: str | None
    failure_message: str | None
    trace_id: str | None


def view(found: Payout) -> PayoutView:
    """The payout in the page's words."""
    status = LATE if is_late(found) else found.status
    return PayoutView(
        id=found.id,
        url=url_for("dashboard.payout", payout_id=found.id),
        amount=found.money,
        status=status,
        status_label=words.label(status),
        status_sentence=words.sentence(status, current_user.platform_name),
        sent=sent(found),
        arrival_date=found.arrives,
        counted=words.counted(found.bank_calendar),
        created=found.created,
        automatic=found.automatic,
        bank=bank(found.bank_account),
        description=found.description,
        failure_message=words.failure(found.failure_code, current_user.platform_name),
        trace_id=found.trace_id,
    )


def is_late(found: Payout) -> bool:
    """Is its day over, here and in UTC, and nobody said that it arrived?"""
    now = clock.now()
    today = min(clock.utc_date(now), clock.local_day(now, current_user.timezone))
    return found.status in states.ON_THE_WAY and today > found.arrives


def sent(found: Payout) -> date:
    """The seller's day on which it left, as far as anybody said so; else the first bank day."""
    if found.sent_at is not None:
        day = clock.local_day(found.sent_at, current_user.timezone)
    else:
        began = clock.local_day(found.created, current_user.timezone)
        day = first_bank_day(began, found.bank_calendar or WEEKENDS)
    return min(day, found.arrives)


def bank(account: dict[str, str] | None) -> str | None:
    """A bank account as people recognise it: its bank and last four digits."""
    if not account:
        return None
    return f"{known_bank(account) or _('Bank account')} ••••{account.get('last4') or ''}"
