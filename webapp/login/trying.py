"""A try at what the seller herself has, from the code screen: app, recovery code or passkey."""

from flask import make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp import htmx
from webapp.access.factors.proof import CodeWrong, IsRight, prove
from webapp.access.signin.login_link import LinkDead
from webapp.access.signin.verification import Verification
from webapp.errors import AppError, NotFound
from webapp.login.arrival import arrive
from webapp.login.proving import noted
from webapp.login.verify_page import page, restart_url, shown, ways


def offer(pending: Verification, factor: str, error: AppError | None = None) -> Response:
    """The page that asks for the factor; unknown where it is not offered."""
    if pending.is_proven:
        return redirect(url_for("login.choose"))
    if factor not in ways(pending):
        raise NotFound()
    if pending.tries_left == 0:
        return page(pending, error)
    context = {"verification": shown(pending, error), "restart_url": restart_url(pending)}
    template = "verify/_factor.html" if htmx.wants_fragment() else "verify/factor.html"
    body = render_template(template, factor=factor, **context)
    response = make_response(body, error.status if error else 200)
    response.headers["Vary"] = htmx.FRAGMENT_VARY
    return response


def answer(
    pending: Verification,
    factor: str,
    is_right: IsRight,
    wrong: type[AppError] | None = None,
) -> Response:
    """Sign in if it is right; anything else keeps the form and says why, in `wrong`'s words."""
    if factor not in ways(pending):
        raise NotFound()
    try:
        if pending.link:
            pending.link.spend(pending.digest)
        with noted(pending, factor):
            prove(pending, factor, is_right)
    except LinkDead:
        raise  # another browser was first: nothing can be done on this page
    except AppError as error:
        is_wrong = isinstance(error, CodeWrong)
        return offer(pending, factor, wrong() if is_wrong and wrong else error)
    return arrive(pending)
