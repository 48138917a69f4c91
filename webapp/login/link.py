"""`/login/<token>`: binds a pending login to this browser; spends nothing, sends nothing."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from webapp import cookies
from webapp.access import audit
from webapp.access.login_link import LoginLink
from webapp.access.verification import Verification
from webapp.login import bp
from webapp.login.platform_page import name_platform
from webapp.origin import is_cross_site_frame


@bp.get("/login/<path:token>")
def link(token: str) -> Response:
    """Go on to `/verify`; a scanner's HEAD or a prefetch binds nothing."""
    found = LoginLink.find(token)
    name_platform(found.account.platform, livemode=found.account.livemode)
    found.refuse_if_dead()
    response = redirect(url_for("login.verify"))
    if request.method == "GET" and not _is_prefetch():
        is_framed = is_cross_site_frame()
        audit.record("link.opened", account=found.account)
        pending = Verification.begin(found.account, found, is_framed=is_framed)
        cookies.keep(response, cookies.PENDING, pending, is_framed=is_framed)
    return response


def _is_prefetch() -> bool:
    return "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
