"""The probe: a frame whose cookie was dropped says so at once, and offers a window of its own."""

from flask import g, make_response, render_template, request
from werkzeug.wrappers import Response

from webapp import cookies, framing
from webapp.access.signin.verification import VerificationGone
from webapp.accounts.platform import Platform
from webapp.languages import TAG_LENGTH_MAX, spoken
from webapp.login import bp
from webapp.login.platform_page import name_platform
from webapp.sentences import sentence


class CookieBlocked(VerificationGone):
    """Your browser keeps no cookies of ours in this page. A tab of its own opens your earnings."""

    def __init__(self, platform: Platform) -> None:
        """Know whose page is around the frame."""
        super().__init__()
        self.platform = platform


def refuse_if_blocked() -> None:
    """Raise `CookieBlocked` where a link has just led into a frame and its cookie is missing."""
    is_framed = request.headers.get("Sec-Fetch-Dest", "iframe") in framing.FRAMES
    name = request.args.get("of")
    if not name or not is_framed or cookies.token(cookies.PENDING) is not None:
        return
    platform = Platform.get_or_none(Platform.id == name, Platform.disabled_at.is_null())
    if platform is not None:
        raise CookieBlocked(platform)


@bp.errorhandler(CookieBlocked)
def say_blocked(error: CookieBlocked) -> Response:
    """The page around us is told, and may send a fresh link for a new tab; nothing redirects."""
    name_platform(error.platform, livemode=True)
    language = spoken(request.args.get("language", "")[:TAG_LENGTH_MAX])
    if language:
        g.language = language
    g.is_framed = True
    framing.tell(framing.BLOCKED)
    return make_response(
        render_template("verify/blocked.html", message=sentence(error)), error.status
    )
