"""Who really asks, when a proxy stands in front: taken from a proxy that we were told of alone.

Anybody may write an `X-Forwarded-For`. What counts is its last entry, which the proxy itself
appended, and only if the connection came from an address in `FORWARDED_ALLOW_IPS`.
"""

from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

from flask import Flask

EVERYBODY = "*"


def install(app: Flask, trusted: frozenset[str]) -> None:
    """Believe these addresses (`*`: every one) when they say for whom they ask."""
    if trusted:
        app.wsgi_app = BehindProxy(app.wsgi_app, trusted)  # type: ignore[method-assign]


class BehindProxy:
    """Writes the asker's address where the connection's own stood."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], trusted: frozenset[str]) -> None:
        """Wrap an application."""
        self._inner, self._trusted = inner, trusted

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Pass the request on."""
        if {EVERYBODY, environ.get("REMOTE_ADDR", "")} & self._trusted:
            asker = _address(environ.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2])
            environ["REMOTE_ADDR"] = asker or environ.get("REMOTE_ADDR", "")
        return self._inner(environ, start_response)


def _address(text: str) -> str | None:
    try:
        return str(ip_address(text.strip()))
    except ValueError:
        return None
