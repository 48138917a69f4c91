"""A signed-in seller's pages: the way to the dashboard, and buttons that move money."""

import secrets
from inspect import getsource
from pathlib import Path

import stripe
from flask import (
    Blueprint,
    current_app,
    flash,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.wrappers import Response

from examples.platform import dashboard, phone
from examples.platform.looks import LOOKS
from examples.platform.prices import priced

CARDS = {
    "tok_visa": "a card; settles in some days",
    "tok_bypassPending": "a card; settles at once",
    "tok_chargeDeclined": "a card that is declined",
}
BANK_ANSWERS = {"pending": "says nothing yet", "paid": "pays it out", "failed": "sends it back"}
BONUSES = {
    "Market day bonus": 2500,
    "Delivery costs refunded": 640,
    "Prize: stall of the year": 10000,
}
FRAME = """<script src="http://localhost:4242/embed.js" async></script>
<express-dashboard data-links="/shop/earnings/link"></express-dashboard>
"""
CODE = {
    "frame": FRAME + "\n" + (Path(__file__).parent / "static" / "earnings.js").read_text(),
    "login_link": getsource(dashboard.login_link),
    "make_sale": getsource(dashboard.make_sale),
    "make_transfer": getsource(dashboard.make_transfer),
    "make_payout": getsource(dashboard.make_payout) + "\n\n" + getsource(dashboard.report_payout),
}

bp = Blueprint("shop", __name__, url_prefix="/shop")


@bp.before_request
def require_seller() -> Response | None:
    """Everything here belongs to one signed-in seller."""
    extensions = current_app.extensions
    g.seller = extensions["sellers"].get(session.get("seller"))
    if g.seller is None:
        return redirect(url_for("pages.signin"), 303)
    g.account = extensions["settings"].accounts[g.seller.slug]
    g.stripe = extensions["stripe"]
    return None


@bp.errorhandler(stripe.StripeError)
def show_refusal(error: stripe.StripeError) -> Response:
    """The dashboard's own sentence is what the seller reads."""
    if isinstance(error, stripe.APIConnectionError):
        return _answer("The dashboard does not answer. Is it running?", "refused")
    return _answer(error.user_message or str(error), "refused")


@bp.get("/")
def overview() -> str:
    """The seller's page."""
    return _page("overview.html")


@bp.get("/earnings")
def framed() -> str:
    """The dashboard inside our page: an element of the dashboard's own script."""
    dashboard_url = current_app.extensions["settings"].dashboard_url
    return _page("framed.html", dashboard_url=dashboard_url, looks=LOOKS)


@bp.post("/earnings/link")
def earnings_link() -> dict[str, str]:
    """What that element asks us for: a login link of whoever is signed in here."""
    return {"url": dashboard.login_link(g.stripe, g.account)}


@bp.post("/earnings")
def view_earnings() -> Response:
    """The button: make a login link on our server and go there at once."""
    return redirect(dashboard.login_link(g.stripe, g.account), 303)


@bp.get("/earnings/again")
def view_earnings_again() -> Response:
    """Our `refresh_url`: who comes back with an expired link gets a fresh one."""
    return redirect(dashboard.login_link(g.stripe, g.account), 303)


@bp.post("/sales")
def sell() -> Response:
    """A customer buys."""
    product = g.seller.products[_chosen("product", range(len(g.seller.products)))]
    order = str(secrets.randbelow(90_000) + 10_000)
    card = request.form.get("card", "tok_visa")
    charge = dashboard.make_sale(g.stripe, g.account, product, order, card)
    return _answer(f"Sold: {product.name}, {priced(product.price, product.currency)}", charge)


@bp.post("/transfers")
def transfer() -> Response:
    """Kirschmarkt gives."""
    reason = list(BONUSES)[_chosen("bonus", range(len(BONUSES)))]
    made = dashboard.make_transfer(g.stripe, g.account, BONUSES[reason], reason)
    return _answer(f"{reason}: {priced(BONUSES[reason], 'eur')}", made)


@bp.post("/payouts")
def pay_out() -> Response:
    """The seller's money goes to the bank, and the bank answers."""
    currency = g.seller.currencies[_chosen("currency", range(len(g.seller.currencies)))]
    answer = request.form.get("bank", "pending")
    payout = dashboard.make_payout(g.stripe, g.account, currency)
    if answer != "pending":
        dashboard.report_payout(g.stripe, g.account, payout, answer)
    return _answer(f"Paid out in {currency.upper()}; the bank {BANK_ANSWERS[answer]}", payout)


@bp.get("/phone")
def phone_alone() -> str:
    """The drawn phone in a window of its own, to keep beside the dashboard."""
    return render_template("phone.html")


@bp.get("/messages")
def messages() -> dict[str, list[str]]:
    """The texts on the drawn phone, for the script that watches them."""
    outbox = current_app.extensions["settings"].outbox
    return {"messages": phone.messages(outbox, g.seller.phone, g.seller.email)}


def _page(template: str, **context: object) -> str:
    choices = {"cards": CARDS, "bank_answers": BANK_ANSWERS, "bonuses": BONUSES, "code": CODE}
    return render_template(template, **choices, **context)


def _chosen(name: str, choices: range) -> int:
    """The number that a form chose; junk means the first."""
    text = request.form.get(name, "")
    number = int(text) if text.isdecimal() else 0
    return number if number in choices else 0


def _answer(sentence: str, reference: str) -> Response:
    """Say what happened: to our script as JSON, to a browser without it on the page."""
    if request.accept_mimetypes.best == "application/json":
        return jsonify(sentence=sentence, reference=reference)
    flash(sentence, reference)
    return redirect(url_for("shop.overview"), 303)
