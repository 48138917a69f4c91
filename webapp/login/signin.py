"""`/signin`: people of live accounts come by themselves, with their e-mail address."""

from ipaddress import IPv4Address, ip_address, ip_network

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp import clock, cookies
from webapp.access.limits import Limit
from webapp.access.verification import TooMany, Verification
from webapp.accounts.account import EXPRESS, Account
from webapp.errors import AppError
from webapp.login import bp
from webapp.origin import is_cross_site_frame

SIGNINS_PER_HOUR = 60  # from one place
HOUSEHOLD = 64  # bits of an IPv6 address; whoever has one has all that begin with them


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
    email = request.form.get("email", "").strip()[:254]
    try:
        _refuse(email)
    except AppError as error:
        page = render_template("signin/index.html", email=email, error=str(error))
        return make_response(page, error.status)
    is_framed = is_cross_site_frame()
    token = Verification.begin(_live_account(email), is_framed=is_framed)
    response = redirect(url_for("login.verify"), 303)
    cookies.keep(response, cookies.PENDING, token, is_framed=is_framed)
    return response


def _refuse(email: str) -> None:
    if "@" not in email or "\0" in email:  # PostgreSQL knows no NUL
        raise EmailMissing()
    if not Limit.spend(f"signin:{_place()}", limit=SIGNINS_PER_HOUR, per=clock.HOUR):
        raise TooMany()


def _place() -> str:
    """Where the request comes from; a socket's or a broken address is a place, too."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return request.remote_addr or ""
    if isinstance(address, IPv4Address) or address.ipv4_mapped:
        return str(address)
    return str(ip_network((address, HOUSEHOLD), strict=False))


def _live_account(email: str) -> Account | None:
    """The newest live express account with this address; test accounts come by a link only."""
    return (
        Account.select()
        .where(
            Account.email == email.lower(),
            Account.livemode,
            Account.type == EXPRESS,
            Account.deleted_at.is_null(),
        )
        .order_by(Account.created.desc(), Account.id.desc())
        .first()
    )
