"""Our cookies: pending login, session, passkey challenge, device; `__Host-`, partitioned in frames.

All but the device's end with the browser; that one opens nothing.
"""

from typing import Any

from flask import request
from werkzeug.wrappers import Response

SESSION, PENDING, PASSKEY = "__Host-session", "__Host-pending", "__Host-passkey"
DEVICE = "__Host-device"


def keep(
    response: Response, name: str, token: str, *, is_framed: bool, max_age: int | None = None
) -> None:
    """Set the cookie; a cross-site frame gets its own jar, top-level pages another."""
    response.set_cookie(name, token, max_age=max_age, **_attributes(is_framed))


def drop(response: Response, name: str, *, is_framed: bool) -> None:
    """Delete the cookie, with the attributes that it was set with."""
    response.delete_cookie(name, **_attributes(is_framed))


def token(name: str) -> str | None:
    """What the browser sent."""
    return request.cookies.get(name)


def _attributes(is_framed: bool) -> dict[str, Any]:
    return {
        "path": "/",
        "secure": True,
        "httponly": True,
        "samesite": "None" if is_framed else "Lax",
        "partitioned": is_framed,
    }
