"""What all pages of the signed-in seller share: no stranger enters, her platform may frame them."""

from flask import Blueprint, Response, current_app
from flask_login import current_user

from webapp import headers, htmx
from webapp.accounts.platform import origins_of


def guard(bp: Blueprint) -> None:
    """Keep these pages for the signed-in seller."""
    bp.before_request(require_session)
    bp.before_request(allow_her_platform)


def require_session() -> Response | None:
    """Nothing in here is for anybody but the signed-in seller."""
    if current_user.is_authenticated:
        return None
    return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]


def allow_her_platform() -> None:
    """Whole pages may be framed by the platform's own pages; fragments are no documents."""
    if current_user.is_authenticated and not htmx.wants_fragment():
        headers.allow_frames(origins_of(current_user.platform_id))
