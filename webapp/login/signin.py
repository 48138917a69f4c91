"""`/signin`: people of live accounts come by themselves, with their e-mail address."""

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp import clock, cookies, refusals
from webapp.access.limits.limit import TOO_MANY, Share, take
from webapp.access.limits.pace import Most
from webapp.access.limits.place import place_of
from webapp.access.signin.verification import Verification
from webapp.accounts.email import LENGTH_MAX, normal
from webapp.errors import AppError
from webapp.login import bp
from webapp.login.place import wanted_place
from webapp.origin import is_cross_site_frame
from webapp.sentences import sentence

SIGNINS_PER_HOUR = 60  # from one place


class EmailMissing(AppError):
    """Enter the e-mail address of your account."""

    status = 422


@bp.get("/signin")
def signin() -> str:
    """Ask for the e-mail address."""
    return render_template("signin/index.html", email="", error=None)


@bp.post("/signin")
def begin_signin() -> Response:
    """Go on to `/verify`, whether or not anybody has this address."""
    typed = request.form.get("email", "").strip()
    try:
        email = _asked(typed)
    except AppError as error:
        refusals.note(error)
        page = render_template("signin/index.html", email=typed[:LENGTH_MAX], error=sentence(error))
        return make_response(page, 422 if error.status == 400 else error.status)
    is_framed = is_cross_site_frame()
    token = Verification.begin(email=email, is_framed=is_framed, place=wanted_place())
    response = redirect(url_for("login.verify"), 303)
    cookies.keep(response, cookies.PENDING, token, is_framed=is_framed)
    return response


def _asked(typed: str) -> str:
    """The address as we keep it; what is refused has no address's form, whoever may be known."""
    if not typed:
        raise EmailMissing()
    email = normal(typed)
    place = place_of(request.remote_addr or "")
    take(Share(f"signin:{place}", (Most(SIGNINS_PER_HOUR, clock.HOUR, TOO_MANY),), "place"))
    return email
