"""`/activity/<txn>`: all of one line: fee, notes, payout, what it takes back, and its way."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from webapp import clock, htmx
from webapp.dashboard import bp
from webapp.dashboard.activity.rows import Row, row
from webapp.dashboard.hidden import PAYOUTS, is_shown
from webapp.dashboard.lines.address import asked, list_url
from webapp.dashboard.lines.own_words import with_own_words
from webapp.dashboard.payouts.timeline import COMING, DONE, Step, timeline
from webapp.dashboard.seller import seller
from webapp.errors import NotFound
from webapp.formatting import short_day
from webapp.ledger.activity.feed import FeedLine
from webapp.ledger.activity.filter import PENDING
from webapp.ledger.automatic_payouts import of_line
from webapp.ledger.automatic_payouts.of_line import Fate
from webapp.ledger.lines.journal import BalanceTransaction
from webapp.ledger.lines.notes import shown_notes
from webapp.ledger.payments import kin
from webapp.ledger.payouts.payout import Payout


@bp.get("/activity/<line_id>")
def activity_line(line_id: str) -> Response:
    """One line in full; another's is as unknown as none."""
    line = BalanceTransaction.get_or_none(
        BalanceTransaction.account == seller().id, BalanceTransaction.id == line_id
    )
    if line is None:
        raise NotFound()
    back = asked(request.args, current_user._get_current_object()).query
    story = _story(line) | {"back_url": list_url(back), "back_query": back and f"?{back}"}
    return htmx.render("activity/show.html", "activity/_line.html", **story)


def _story(line: BalanceTransaction) -> dict[str, Any]:
    fate = of_line.fate(seller(), line)
    payout = _payout(fate.payout or line.source)
    before = kin.made_before(line)
    return {
        "line": _shown(line),
        "notes": shown_notes(seller(), line.metadata),
        "fee_to": current_user.platform_name,
        "payout": payout and {"url": _url(payout), "money": payout.money},
        "before": before and _shown(before),
        "after": [_shown(it) for it in kin.made_after(line)],
        "timeline": _timeline(line, fate, payout),
    }


def _shown(line: BalanceTransaction) -> Row:
    user = current_user._get_current_object()
    (found,) = with_own_words([FeedLine(*(getattr(line, name) for name in FeedLine._fields))], user)
    return row(found, user.timezone, user.platform_name, line.status)


def _payout(id_: str | None) -> Payout | None:
    """The payout that the line is part of, or that it made."""
    return Payout.get_or_none(Payout.account == seller().id, Payout.id == id_) if id_ else None


def _url(payout: Payout) -> str | None:
    return url_for("dashboard.payout", payout_id=payout.id) if is_shown(PAYOUTS) else None


def _timeline(line: BalanceTransaction, fate: Fate, payout: Payout | None) -> list[Step]:
    """What happened and what is expected, in its order."""
    if payout and line.id in (payout.balance_transaction, payout.failure_balance_transaction):
        return timeline(payout)
    steps = [Step(_("Recorded"), DONE, at=line.created)]
    if line.available_on > line.created:
        day = clock.local_day(line.available_on, seller().timezone)
        if line.status == PENDING:
            note = _("By itself: you need not do anything.")
            steps.append(Step(_("Becomes available"), COMING, day=day, note=note))
        else:
            steps.append(Step(_("Available"), DONE, day=day))
    if payout:
        steps += _with(payout)
    elif fate.is_next:
        steps.append(Step(_("Goes with a coming payout"), COMING, note=_next_note(line)))
    return steps


def _with(payout: Payout) -> list[Step]:
    """The payout's own way, as its page tells it, with another beginning."""
    made, *way = timeline(payout)
    return [Step(_("Part of a payout"), DONE, at=made.at), *way]


def _next_note(line: BalanceTransaction) -> str:
    if line.status != PENDING:
        return _("It is part of your available balance.")
    day = clock.local_day(line.available_on, seller().timezone)
    return _("Not before %(day)s, when it becomes available.", day=short_day(day))
