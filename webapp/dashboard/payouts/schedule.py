"""`/payout-schedule`: when money goes to the bank by itself, if the platform lets her choose."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx, notices, refusals
from webapp.access.audit import trail
from webapp.access.audit.events import SELLER
from webapp.accounts import payout_hold
from webapp.accounts.account import INTERVALS, Account
from webapp.accounts.payout_controls import PAY_OUT, SCHEDULE, PayoutControls, refuse_unless_on
from webapp.dashboard import bp
from webapp.dashboard.payouts.holds import holds
from webapp.dashboard.payouts.schedule_words import MANUAL, weekday
from webapp.dashboard.seller import seller
from webapp.database import db
from webapp.errors import AppError, NotFound
from webapp.fresh_proof import fresh, is_fresh
from webapp.languages import N_
from webapp.ledger.automatic_payouts.due import WEEKDAYS
from webapp.sentences import sentence

BANK_WEEKDAYS = WEEKDAYS[:5]
DAYS = range(1, 32)
TOLD = N_("When you are paid out was changed on the dashboard of your account at %(platform)s.")


class ScheduleUnreadable(AppError):
    """Choose how often, and at least one day for it."""

    status = 422


@dataclass(frozen=True, slots=True)
class Schedule:
    """How often, and on which days of a week or month."""

    interval: str
    weekly: list[str]
    monthly: int


@bp.get("/payout-schedule", endpoint="payout_schedule")
def show() -> ResponseReturnValue:
    """The schedule as it is, to be changed."""
    if SCHEDULE not in PayoutControls.of(seller().platform_id):
        raise NotFound()
    return _page(_of(seller()))


@bp.post("/payout-schedule", endpoint="change_payout_schedule")
@fresh("payout_schedule")
def change() -> ResponseReturnValue:
    """Change it from the next payout on."""
    account = seller()
    refuse_unless_on(account, SCHEDULE)
    wanted = _typed()
    try:
        _change(account, wanted)
    except AppError as error:
        refusals.note(error)
        return _page(wanted, error)
    notices.send(notices.of_payouts(account, TOLD))
    return redirect(url_for("dashboard.payouts"), 303)


def _typed() -> Schedule:
    form = request.form
    day = form.get("monthly", "")
    return Schedule(
        interval=form.get("interval", ""),
        weekly=[day for day in BANK_WEEKDAYS if day in form.getlist("weekly")],
        monthly=int(day) if day.isascii() and day.isdigit() and len(day) < 3 else 0,
    )


def _change(account: Account, wanted: Schedule) -> None:
    if wanted.interval not in _intervals(account):
        raise ScheduleUnreadable(param="interval")
    anchors = dict(account.payout_anchors or {})
    if wanted.interval == "weekly":
        anchors["weekly"] = wanted.weekly
    if wanted.interval == "monthly":
        anchors["monthly"] = [wanted.monthly] * (wanted.monthly in DAYS)
    if not all(anchors.values()):
        raise ScheduleUnreadable(param=wanted.interval)
    with db.atomic():
        payout_hold.refuse_if_held(account)
        account.change(payout_interval=wanted.interval, payout_anchors=anchors or None)
        said = {"interval": wanted.interval, "delay_days": account.delay_days}
        trail.record("payout_schedule.changed", account=account, actor=SELLER, **said)


def _of(account: Account) -> Schedule:
    anchors: dict[str, Any] = account.payout_anchors or {}
    weekly, monthly = anchors.get("weekly", ["monday"]), anchors.get("monthly", [1])
    return Schedule(account.payout_interval, weekly, monthly[0])


def _intervals(account: Account) -> list[str]:
    """By hand only where the seller has a hand in it."""
    is_by_hand = PAY_OUT in PayoutControls.of(account.platform_id)
    kept = account.payout_interval
    return [one for one in INTERVALS if one != MANUAL or is_by_hand or kept == MANUAL]


def _page(schedule: Schedule, error: AppError | None = None) -> ResponseReturnValue:
    response = htmx.render(
        "payouts/schedule.html",
        "payouts/_schedule.html",
        is_fresh=is_fresh(),
        holds=[hold for hold in holds(seller()) if hold.is_ours],
        schedule=schedule,
        intervals=_intervals(seller()),
        weekdays=[(day, weekday(day)) for day in BANK_WEEKDAYS],
        days=DAYS,
        error=error and sentence(error),
    )
    response.status_code = 422 if error else 200
    return response
