"""What all pages of the signed-in seller share: no stranger enters, her platform may frame them."""

from flask import Blueprint, Response, current_app, request
from flask_login import current_user

from webapp import headers, htmx
from webapp.accounts.platform import origins_of


def guard(bp: Blueprint) -> None:
    """Keep these pages for the signed-in seller."""
    bp.before_request(require_session)
    bp.after_request(frame_policy)


def require_session() -> Response | None:
    """Nothing in here is for anybody but the signed-in seller."""
    if current_user.is_authenticated:
        return None
    return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]


def frame_policy(response: Response) -> Response:
    """Whole pages may be framed by the platform's own pages; fragments are no documents."""
    is_page = request.method in {"GET", "HEAD"} and not htmx.wants_fragment()
    if is_page and current_user.is_authenticated:
        headers.allow_frames(origins_of(current_user.platform_id))
    return response
