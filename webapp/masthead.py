"""What every page shows around its content: the platform, the seller, the mark of test data."""

from flask import Flask, g, url_for
from flask_login import current_user

from webapp.access.sessions.reach import others
from webapp.access.sessions.signed_in import SignedIn


def install(app: Flask) -> None:
    """Give templates `platform`, `brand_url`, `account`, `hidden_panels` and more."""
    app.context_processor(masthead)


def masthead() -> dict[str, object]:
    """The signed-in seller's platform, or the one that a sign-in page speaks for."""
    user = current_user._get_current_object() if current_user else None
    if isinstance(user, SignedIn):
        more = {"account": user, "signed_in": True, "other_accounts": others(user)}
        return _brand_of(user) | more
    return {
        "platform": g.get("brand"),
        "brand_url": g.get("brand_url"),
        "account": None,
        "signed_in": False,
        "is_test": not g.get("livemode", True),
    }


def _brand_of(user: SignedIn) -> dict[str, object]:
    icon_url = url_for("embed.icon", platform_id=user.platform_id) if user.has_icon else None
    return {
        "platform": {
            "name": user.platform_name,
            "brand_color": user.brand_color,
            "icon_url": icon_url,
        },
        "brand_url": url_for("embed.brand", platform_id=user.platform_id),
        "hidden_panels": user.hidden_panels,
        "is_test": not user.livemode,
    }
