"""`/statements/check`: a bank or tax office asks whether a statement's closing balance is ours.

It needs no account of its own. Only who holds the statement has all that is asked for, and learns
no more than what stands on it: the platform, the month, and that the figure is true or not.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask import Blueprint, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp import clock, refusals
from webapp.access.limits.limit import TOO_MANY, Share, TooMany, take
from webapp.access.limits.pace import Most
from webapp.access.limits.place import place_of
from webapp.accounts.account import Account
from webapp.dashboard.lines.days import month_of
from webapp.formatting import money, month_name
from webapp.ledger.statements import monthly
from webapp.ledger.statements.check import is_ours
from webapp.money import AMOUNT_MAX, Money, decimals, is_currency

CHECKS_PER_HOUR = 30  # from one place; a code has 80 bits
FIELDS = ("account", "month", "currency", "closing", "code")
FIELD_MAX = 64
AMOUNT = re.compile(r"-?\d{1,18}(\.\d{1,3})?", re.ASCII)

bp = Blueprint("statements", __name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What we say: a sentence, whether it is a yes, and the facts that we confirm."""

    is_true: bool
    sentence: str
    facts: tuple[tuple[str, str], ...] = ()


@bp.get("/statements/check")
def check() -> Response:
    """Ask for what stands on the statement; with all of it, say whether it is true."""
    typed = {name: request.args.get(name, "").strip()[:FIELD_MAX] for name in FIELDS}
    answer, status = None, 200
    if all(typed.values()):
        try:
            place = place_of(request.remote_addr or "")
            rule = Most(CHECKS_PER_HOUR, clock.HOUR, TOO_MANY)
            take(Share(f"statement-check:{place}", (rule,), "place"))
            answer = _answer(typed)
        except TooMany as error:
            refusals.note(error)
            answer, status = Answer(False, str(error)), error.status
    page = render_template("statements/check.html", typed=typed, answer=answer)
    return make_response(page, status)


def _answer(typed: dict[str, str]) -> Answer:
    month, stated = month_of(typed["month"]), _stated(typed["closing"], typed["currency"].lower())
    if month and stated and is_ours(typed["code"], typed["account"], month, stated):
        account = Account.get_or_none(Account.id == typed["account"])
        if account is not None:
            return _confirmed(account, month, stated)
    return Answer(False, _("We cannot confirm this. Compare each field with the statement."))


def _confirmed(account: Account, month: date, stated: Money) -> Answer:
    facts = (
        (_("Platform"), account.platform.name),
        (_("Month"), month_name(month)),
        (_("Closing balance"), money(stated)),
    )
    sentence = _("This statement is genuine, and its closing balance is the same today.")
    if monthly.closing(account, stated.currency, month) != stated.minor:
        sentence = _(
            "This statement was genuine when it was made, but lines have been recorded for that "
            "time since. Ask for a new one."
        )
    if not account.livemode:
        sentence += " " + _("It is of a test account: no real money moved.")
    return Answer(True, sentence, facts)


def _stated(typed: str, currency: str) -> Money | None:
    """The figure as the statement writes it, or with a comma, spaces or a real minus sign."""
    plain = typed.replace("−", "-").replace(" ", "").replace("\u00a0", "")
    plain = plain.replace(",", "") if "." in plain else plain.replace(",", ".")
    if not AMOUNT.fullmatch(plain) or not is_currency(currency):
        return None
    minor = Decimal(plain).scaleb(decimals(currency))
    is_whole = minor == int(minor) and abs(minor) <= AMOUNT_MAX * AMOUNT_MAX
    return Money(int(minor), currency) if is_whole else None
