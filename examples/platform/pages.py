"""Signing in and out. A demonstration needs no password; a real platform does."""

from flask import Blueprint, abort, current_app, g, redirect, render_template, session, url_for
from flask import request as browser
from werkzeug.wrappers import Response

from examples.platform import phone
from examples.platform.cast import Seller

bp = Blueprint("pages", __name__)


@bp.get("/")
def signin() -> str | Response:
    """Choose who to be."""
    sellers = current_app.extensions["sellers"]
    if session.get("seller") in sellers:
        return redirect(url_for("shop.overview"))
    return render_template("signin.html", sellers=sellers.values())


@bp.post("/signin")
def signin_as() -> Response:
    """Remember who is here."""
    slug = browser.form.get("seller", "")
    if slug not in current_app.extensions["sellers"]:
        abort(404)
    session["seller"] = slug
    return redirect(url_for("shop.overview"), 303)


@bp.post("/signout")
def signout() -> Response:
    """Forget who was here."""
    session.clear()
    return redirect(url_for("pages.signin"), 303)


@bp.get("/healthz")
def healthz() -> dict[str, bool]:
    """Are we there?"""
    return {"ok": True}


@bp.app_context_processor
def seller_here() -> dict[str, object]:
    """What every template may show: the seller, and the texts on the drawn phone."""
    seller: Seller | None = g.get("seller")
    if seller is None:
        return {"seller": None}
    outbox = current_app.extensions["settings"].outbox
    return {"seller": seller, "messages": phone.messages(outbox, seller.phone, seller.email)}
