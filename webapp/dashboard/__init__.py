"""The seller's pages: one file a panel; each URL answers a whole page or its fragment."""

from flask import Blueprint, Response, request
from flask_login import current_user, login_required

from webapp import headers, htmx
from webapp.accounts.platform import origins_of

bp = Blueprint("dashboard", __name__)


@bp.before_request
@login_required
def require_session() -> None:
    """Nothing in here is for anybody but the signed-in seller."""


@bp.after_request
def frame_policy(response: Response) -> Response:
    """Whole pages may be framed by the platform's own pages; fragments are no documents."""
    if current_user.is_authenticated and request.method == "GET" and not htmx.wants_fragment():
        headers.allow_frames(origins_of(current_user.platform_id))
    return response


from webapp.dashboard import activity, earnings, home, payouts  # noqa: E402, F401 (routes)
