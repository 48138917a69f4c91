"""`/login/<token>`: binds a pending login to this browser; spends nothing, sends nothing."""

from flask import g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from webapp import cookies, framing
from webapp.access.audit import trail
from webapp.access.contacts.new_phone import nameable
from webapp.access.sessions.session import Session
from webapp.access.signin.login_link import LoginLink
from webapp.access.signin.verification import Verification
from webapp.languages import LANGUAGES, TAG_LENGTH_MAX, spoken
from webapp.login import bp
from webapp.login.platform_page import name_platform
from webapp.origin import is_cross_site_frame


@bp.get("/login/<path:token>")
def link(token: str) -> Response:
    """Go on to `/verify`; a scanner's HEAD or a prefetch binds nothing.

    The script of a platform's page adds `place`, where to go on, and `language`.
    """
    found = LoginLink.find(token)
    name_platform(found.account.platform, livemode=found.account.livemode)
    place, language = _asked_for(found.account_id)
    if _is_in_already(found):
        return _straight_on(place, language)
    found.refuse_if_dead()
    if request.method != "GET" or _is_prefetch():
        return redirect(url_for("login.verify"))
    is_framed = is_cross_site_frame() or _is_unsaid()
    trail.record("link.opened", account=found.account)
    more = {"is_framed": is_framed, "place": place, "language": language}
    pending = Verification.begin(found.account, found, **more)
    response = redirect(_next_page(pending, found, language))
    cookies.keep(response, cookies.PENDING, pending, is_framed=is_framed)
    return response


def _asked_for(account_id: str) -> tuple[str | None, str | None]:
    """The place and the language of the address, if we know them; this answer speaks it, too."""
    place = framing.opened_place(request.args.get("place"), account_id)
    language = spoken(request.args.get("language", "")[:TAG_LENGTH_MAX])
    if language:
        g.language = language
    return place, language


def _is_in_already(found: LoginLink) -> bool:
    """Does the frame's own session show the very account that the link is for?"""
    is_in = current_user.is_authenticated and "place" in request.args
    return bool(is_in and current_user.account_id == found.account_id)


def _straight_on(place: str | None, language: str | None) -> Response:
    """No code for who is in: a frame that opens once more shows its page, the link unspent."""
    if language and language != current_user.language:
        Session.read_in(current_user.digest, language)
    return redirect(place or url_for("dashboard.home"))


def _next_page(token: str, found: LoginLink, language: str | None) -> str:
    """The page that comes next, at once; a framed one finds out there whether its cookie came.

    It names the platform, whose page is told if there is none: one redirect, and never a second.
    """
    asks_number = found.account.awaits_phone and nameable(Verification.find(token))
    endpoint = "login.ask_number" if asks_number else "login.verify"
    if not framing.is_framed() and not _is_unsaid():
        return url_for(endpoint)
    tag = LANGUAGES[language].tag if language else None
    return url_for(endpoint, of=found.account.platform_id, language=tag)


def _is_unsaid() -> bool:
    """Does an older browser, which does not say what it loads, come from a platform's script?"""
    return "place" in request.args and "Sec-Fetch-Dest" not in request.headers


def _is_prefetch() -> bool:
    return "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
