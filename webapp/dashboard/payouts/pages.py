"""`/payouts`: what comes next, what is on its way to the bank, what arrived, what was stopped."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Response, request
from flask_login import current_user

from webapp import clock, htmx
from webapp.accounts.payout_controls import PayoutControls
from webapp.dashboard import bp
from webapp.dashboard.currency import currency_switch
from webapp.dashboard.payouts import filter, words
from webapp.dashboard.payouts.asking import way_to_ask
from webapp.dashboard.payouts.earlier import earlier_url
from webapp.dashboard.payouts.filter import PayoutFilter
from webapp.dashboard.payouts.holds import holds
from webapp.dashboard.payouts.makeup import makeup
from webapp.dashboard.payouts.next_payout import next_payout
from webapp.dashboard.payouts.timeline import timeline
from webapp.dashboard.payouts.view import PayoutView, view
from webapp.dashboard.place import PLACE, lost_note
from webapp.dashboard.seller import seller
from webapp.errors import NotFound
from webapp.ledger.lines.journal import BalanceTransaction
from webapp.ledger.page import CursorUnknown, page
from webapp.ledger.payouts import underway
from webapp.ledger.payouts.payout import Payout
from webapp.money import Money

PAGE_SIZE = 20
STOPPED_SHOWN_FOR = 30 * clock.DAY


@dataclass(frozen=True, slots=True)
class PayoutsPage:
    """Some payouts, and where the older ones are."""

    items: list[PayoutView]
    next_url: str | None = None
    note: str | None = None
    lost_url: str | None = None


@bp.get("/payouts", endpoint="payouts")
def all_payouts() -> Response:
    """The payouts that are asked for, newest first, under what they add up to."""
    chosen = filter.asked()
    page_ = _page_asked(chosen)
    if htmx.wants_fragment():
        return htmx.render("payouts/index.html", "payouts/_rows.html", payouts=page_)
    return htmx.render(
        "payouts/index.html",
        "payouts/_rows.html",
        payouts=page_,
        chosen=chosen,
        choices=filter.choices(seller().id, chosen),
        counted_max=filter.COUNTED_MAX,
        earlier_url=None if chosen.status else earlier_url(chosen.currency),
        controls=PayoutControls.of(current_user.platform_id),
        currency_choices=currency_switch(
            lambda code: chosen.url(currency=code), chosen.currency, chosen.url(currency=None)
        ),
        **upcoming_panel(chosen.currency),
    )


@bp.get("/payouts/<payout_id>")
def payout(payout_id: str) -> Response:
    """One payout; another's is as unknown as none."""
    found = Payout.get_or_none(Payout.account == seller().id, Payout.id == payout_id)
    if found is None:
        raise NotFound()
    return htmx.render(
        "payouts/show.html",
        "payouts/_payout.html",
        payout=view(found),
        timeline=timeline(found),
        makeup=makeup(found),
        fee=_fee(found),
        receipt_of=current_user.display_name,
        way_to_ask=way_to_ask,
    )


def upcoming_panel(currency: str | None = None) -> dict[str, Any]:
    """What holds payouts, what was stopped lately, what is on its way, and what comes next."""
    account, since = seller(), clock.now() - STOPPED_SHOWN_FOR
    upcoming = [view(found) for found in underway.upcoming(account.id, currency)]
    next_ = next_payout(account, currency)
    calendars = [one.calendar for one in next_.payouts]
    return {
        "holds": holds(account),
        "way_to_ask": way_to_ask,
        "upcoming": upcoming,
        "stopped": [view(found) for found in underway.stopped(account.id, since)],
        "next_payout": next_,
        "counted": sorted({*map(words.counted, calendars), *(p.counted for p in upcoming)}),
    }


def _page_asked(chosen: PayoutFilter) -> PayoutsPage:
    """The page that the address asks for; the first, if it goes on from no payout of hers."""
    try:
        return _page(chosen, request.args.get(PLACE))
    except CursorUnknown:
        if htmx.wants_fragment():  # it would stand below rows that are there already
            return PayoutsPage([], lost_url=chosen.url())
        return replace(_page(chosen, None), note=lost_note())


def _page(chosen: PayoutFilter, after: str | None) -> PayoutsPage:
    found = page(
        Payout,
        Payout.account == seller().id,
        where=chosen.where,
        starting_after=after,
        limit=PAGE_SIZE,
    )
    next_url = found.cursor and chosen.url(starting_after=found.cursor)
    return PayoutsPage([view(payout) for payout in found.items], next_url)


def _fee(found: Payout) -> Money:
    """What the payout itself cost; its line says so."""
    mine = BalanceTransaction.account == found.account_id
    fee = BalanceTransaction.select(BalanceTransaction.fee).where(
        mine, BalanceTransaction.id == found.balance_transaction
    )
    return Money(fee.scalar() or 0, found.currency)
