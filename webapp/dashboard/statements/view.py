"""A statement in the reader's words: page and PDF print these very texts, so they cannot differ."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from webapp.access.sessions.signed_in import SignedIn
from webapp.dashboard.export import cells as export_cells
from webapp.dashboard.lines.groups import types_of
from webapp.dashboard.lines.words import label
from webapp.formatting import day_of_month, full_date, instant, money, month_name, number
from webapp.ledger.buckets import Sums
from webapp.ledger.statements.check import code
from webapp.ledger.statements.monthly import Part, Statement
from webapp.money import Money
from webapp.unseen import seen


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures: how many lines, gross, fee, net and the balance behind them."""

    label: str
    count: str = ""
    gross: str = ""
    fee: str = ""
    net: str = ""
    balance: str = ""
    url: str = ""
    is_frame: bool = False
    """Is it an opening or closing balance?"""

    @property
    def cells(self) -> tuple[str, ...]:
        """All of it in the order of the columns."""
        return (self.label, self.count, self.gross, self.fee, self.net, self.balance)


@dataclass(frozen=True, slots=True)
class PartView:
    """A statement's tables in one currency, and the code that proves its closing balance."""

    code: str
    movements: tuple[Row, ...]
    days: tuple[Row, ...]
    check_code: str
    check_url: str


@dataclass(frozen=True, slots=True)
class StatementView:
    """All that a statement says."""

    month: str
    title: str
    platform: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[PartView, ...]
    columns: tuple[str, ...]
    by_type: str
    by_day: str
    notes: tuple[str, ...]
    check: str
    pages: str


def view(found: Statement, user: SignedIn) -> StatementView:
    """The statement as it is printed for this seller."""
    return StatementView(
        month=f"{found.first:%Y-%m}",
        title=_("Statement for %(month)s", month=month_name(found.first)),
        platform=user.platform_name,
        facts=_facts(found, user),
        parts=tuple(_part(found, part, user) for part in found.parts),
        columns=("", _("Lines"), _("Gross"), _("Fee"), _("Net"), _("Balance")),
        by_type=_("Movements by type"),
        by_day=_("Movements by day"),
        notes=_notes(found),
        check=_("Check code of the closing balance"),
        pages=_("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
    )


def _facts(found: Statement, user: SignedIn) -> tuple[tuple[str, str], ...]:
    period = _("%(first)s to %(last)s", first=full_date(found.first), last=full_date(found.last))
    return (
        (_("Seller"), seen(user.display_name)),
        (_("Account"), user.account_id),
        (_("Platform"), user.platform_name),
        (_("Period"), period),
        (_("Time zone"), user.timezone),
        (_("Made at"), instant(found.made_at)),
    )


def _notes(found: Statement) -> tuple[str, ...]:
    running = _("This month is still running: the closing balance is that of now.")
    test = _("All of these lines, one by one, are in the CSV file, with the same sums.")
    later = _(
        "A line that is recorded later with a date of this month is added to it; "
        "the closing balance and its check code then change."
    )
    return (*((running,) if found.is_running else ()), test, later)


def _part(found: Statement, part: Part, user: SignedIn) -> PartView:
    currency = part.currency
    of_types = [
        _row(label(type_), sums, currency, url=_type_url(found, currency, type_))
        for type_, sums in part.movements.items()
    ]
    of_days = [
        _row(day_of_month(day), sums, currency, balance=balance, url=_url(day, day, currency))
        for day, sums, balance in part.days
    ]
    first = Row(_("Opening balance"), balance=_money(part.opening, currency), is_frame=True)
    total_url = _url(found.first, found.last, currency)
    total = _row(_("All movements"), part.total, currency, url=total_url)
    stated = Money(part.closing, currency)
    last = Row(_("Closing balance"), balance=money(stated), is_frame=True)
    check_code = code(user.account_id, found.first, stated)
    return PartView(
        code=currency.upper(),
        movements=(first, *of_types, total, last),
        days=(first, *of_days, last),
        check_code=check_code,
        check_url=_check_url(user.account_id, found.first, stated, check_code),
    )


def _row(name: str, sums: Sums, currency: str, balance: int | None = None, url: str = "") -> Row:
    return Row(
        name,
        number(sums.count),
        _money(sums.gross, currency),
        _money(sums.fee, currency),
        _money(sums.net, currency),
        "" if balance is None else _money(balance, currency),
        url,
    )


def _money(minor: int, currency: str) -> str:
    return money(Money(minor, currency))


def _type_url(found: Statement, currency: str, type_: str) -> str:
    """The lines of a type; none for a type that the list cannot be asked for."""
    return _url(found.first, found.last, currency, type=type_) if types_of(type_) else ""


def _url(first: date, last: date, currency: str, **asked: Any) -> str:
    """The lines of some days, whose sums are those of the row."""
    days: dict[str, Any] = {"from": first.isoformat(), "to": last.isoformat()}
    return url_for("dashboard.activity", **asked, currency=currency, **days)


def _check_url(account_id: str, month: date, closing: Money, check_code: str) -> str:
    """An address with all that the check asks for, which stands on the statement anyway."""
    path = url_for(
        "statements.check",
        account=account_id,
        month=f"{month:%Y-%m}",
        currency=closing.currency,
        closing=export_cells.amount(closing.minor, closing.currency),
        code=check_code,
    )
    return f"{current_app.config['BASE_URL'].rstrip('/')}{path}"
