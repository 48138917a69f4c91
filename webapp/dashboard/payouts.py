"""`/payouts`: what is on its way to the bank, what arrived, and what was stopped and why."""

from dataclasses import dataclass
from datetime import date

from flask import Response, request, url_for

from webapp import clock, htmx
from webapp.dashboard import bp
from webapp.dashboard.seller import seller
from webapp.errors import NotFound
from webapp.ledger import payout_status, payouts_underway
from webapp.ledger.page import page
from webapp.ledger.payouts import Payout
from webapp.money import Money

PAGE_SIZE = 20
STOPPED_SHOWN_FOR = 30 * clock.DAY
LABELS = {
    payout_status.PENDING: "Scheduled",
    payout_status.IN_TRANSIT: "On its way",
    payout_status.PAID: "Paid",
    payout_status.FAILED: "Failed",
    payout_status.CANCELED: "Canceled",
}
SENTENCES = {
    payout_status.PENDING: "We are about to send this to your bank.",
    payout_status.IN_TRANSIT: "Sent to your bank, which needs a little time to book it.",
    payout_status.PAID: "Your bank should have booked this.",
    payout_status.FAILED: "Your bank did not accept this. The money is back in your balance.",
    payout_status.CANCELED: "This was called back. The money is in your balance.",
}


@dataclass(frozen=True, slots=True)
class PayoutView:
    """A payout as the page shows it."""

    id: str
    url: str
    amount: Money
    status: str
    status_label: str
    status_sentence: str
    arrival_date: date
    created: int
    automatic: bool
    bank: str | None
    description: str | None
    failure_message: str | None
    trace_id: str | None


@dataclass(frozen=True, slots=True)
class PayoutsPage:
    """Some payouts, and where the older ones are."""

    items: list[PayoutView]
    next_url: str | None


@bp.get("/payouts", endpoint="payouts")
def all_payouts() -> Response:
    """All payouts, newest first."""
    return htmx.render(
        "payouts/index.html", "payouts/_rows.html", payouts=_page(), **upcoming_panel()
    )


@bp.get("/payouts/<payout_id>")
def payout(payout_id: str) -> Response:
    """One payout; another's is as unknown as none."""
    found = Payout.get_or_none(Payout.account == seller().id, Payout.id == payout_id)
    if found is None:
        raise NotFound()
    return htmx.render("payouts/show.html", "payouts/_payout.html", payout=view(found))


def upcoming_panel() -> dict[str, list[PayoutView]]:
    """What is on its way, and what was stopped lately."""
    account_id = seller().id
    since = clock.now() - STOPPED_SHOWN_FOR
    return {
        "upcoming": [view(found) for found in payouts_underway.upcoming(account_id)],
        "stopped": [view(found) for found in payouts_underway.stopped(account_id, since)],
    }


def view(found: Payout) -> PayoutView:
    """The payout in the page's words."""
    return PayoutView(
        id=found.id,
        url=url_for("dashboard.payout", payout_id=found.id),
        amount=found.money,
        status=found.status,
        status_label=LABELS[found.status],
        status_sentence=SENTENCES[found.status],
        arrival_date=found.arrives,
        created=found.created,
        automatic=found.automatic,
        bank=bank(found.bank_account),
        description=found.description,
        failure_message=found.failure_message,
        trace_id=found.trace_id,
    )


def bank(account: dict[str, str] | None) -> str | None:
    """A bank account as people recognise it: its bank and last four digits."""
    if not account:
        return None
    return f"{account.get('bank_name') or 'Bank account'} ••••{account.get('last4') or ''}"


def _page() -> PayoutsPage:
    account_id = seller().id
    found = page(
        Payout,
        Payout.account == account_id,
        starting_after=request.args.get("starting_after"),
        limit=PAGE_SIZE,
    )
    next_url = found.cursor and url_for("dashboard.payouts", starting_after=found.cursor)
    return PayoutsPage([view(payout) for payout in found.items], next_url)
