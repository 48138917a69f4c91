"""`/payouts?status=&currency=`: which payouts are asked for, and what each choice adds up to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _
from peewee import Expression

from webapp.dashboard.currency import asked_currency
from webapp.languages import N_
from webapp.ledger.payouts import states
from webapp.ledger.payouts.payout import Payout
from webapp.ledger.payouts.sums import COUNTED_MAX, PayoutSum, payout_sums
from webapp.money import Money

ON_THE_WAY = "on_the_way"
CHOICES: dict[str, tuple[str, tuple[str, ...]]] = {
    "": (N_("All"), states.STATUSES),
    ON_THE_WAY: (N_("On its way"), states.ON_THE_WAY),
    states.PAID: (N_("Paid"), (states.PAID,)),
    states.FAILED: (N_("Failed"), (states.FAILED,)),
    states.CANCELED: (N_("Canceled"), (states.CANCELED,)),
}
# Stripe's own words work, too, though no link leads to them.
HIDDEN = {
    states.PENDING: (N_("Scheduled"), (states.PENDING,)),
    states.IN_TRANSIT: (N_("On its way"), (states.IN_TRANSIT,)),
}
KNOWN = CHOICES | HIDDEN


@dataclass(frozen=True, slots=True)
class PayoutFilter:
    """What the address asks for; junk in it asks for everything, with a note."""

    status: str
    currency: str | None
    note: str | None

    @property
    def where(self) -> list[Expression]:
        """The filter as conditions."""
        found: list[Expression] = []
        if self.status:
            found.append(Payout.status.in_(KNOWN[self.status][1]))
        if self.currency:
            found.append(Payout.currency == self.currency)
        return found

    def url(self, **more: str | None) -> str:
        """The address of this filter with something else in it; what is empty is left out."""
        asked = {"status": self.status, "currency": self.currency} | more
        return url_for("dashboard.payouts", **{k: v for k, v in asked.items() if v})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Choice:
    """A link of the filter: its name, what it adds up to in each currency, how many."""

    name: str
    url: str
    is_chosen: bool
    sums: list[Money]
    count: int


def asked() -> PayoutFilter:
    """The filter of this request."""
    status, currency = request.args.get("status", ""), asked_currency()
    is_junk = status not in KNOWN or (currency is None and bool(request.args.get("currency")))
    note = _("Part of that filter is not known here, so it was left out.") if is_junk else None
    return PayoutFilter(status if status in KNOWN else "", currency, note)


def choices(account_id: str, chosen: PayoutFilter) -> list[Choice] | None:
    """Every choice of a status with its sums; None where payouts are too many to be added up."""
    found = payout_sums(account_id, chosen.currency)
    if found is None:
        return None
    shown = [name for name in KNOWN if name in CHOICES or name == chosen.status]
    all_ = [_choice(name, chosen, found) for name in shown]
    return [choice for choice in all_ if choice.count or choice.is_chosen or not choice.name]


def _choice(status: str, chosen: PayoutFilter, found: Iterable[PayoutSum]) -> Choice:
    name, statuses = KNOWN[status]
    sums: dict[str, int] = defaultdict(int)
    for one in found:
        if one.status in statuses:
            sums[one.currency] += one.amount
    return Choice(
        name=_(name),
        url=chosen.url(status=status),
        is_chosen=status == chosen.status,
        sums=[Money(sums[currency], currency) for currency in sorted(sums)],
        count=sum(one.count for one in found if one.status in statuses),
    )


__all__ = ["COUNTED_MAX", "Choice", "PayoutFilter", "asked", "choices"]
