"""The seller's own settings: how she signs in, where she is signed in, what happened."""

from flask import Blueprint

from webapp import seller_pages

bp = Blueprint("settings", __name__, url_prefix="/settings")
seller_pages.guard(bp)

from webapp.settings import (  # noqa: E402, F401 (routes)
    authenticator,
    choosing,
    devices,
    email,
    events,
    lasting,
    notifications,
    overview,
    passkeys,
    phone,
    recovery_codes,
    timezone,
)
