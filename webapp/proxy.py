"""Who really asks, when proxies stand in front: taken from proxies that we were told of alone.

Anybody may write an `X-Forwarded-For`; each proxy only appends the address that it saw. Of the list
the entry counts that the outermost of our own proxies appended (`FORWARDED_HOPS` from the end), and
only if the connection came from an address in `FORWARDED_ALLOW_IPS`. No other `X-Forwarded-*` is
believed: links and redirects use `BASE_URL`. Werkzeug's ProxyFix counts hops too, but believes any
peer and takes any text for an address.
"""

import re
from collections.abc import Callable, Iterable
from ipaddress import IPv6Address, ip_address
from typing import Any

from flask import Flask

EVERYBODY = "*"
# Some proxies write the port, too: 203.0.113.9:4711 or [2001:db8::1]:4711.
WITH_PORT = re.compile(r"([0-9.]+):\d{1,5}|\[([0-9A-Fa-f:.]+)\](?::\d{1,5})?", re.ASCII)


def install(app: Flask, trusted: frozenset[str], hops: int) -> None:
    """Believe these addresses (`*`: every one) when they say for whom they ask."""
    if trusted:
        app.wsgi_app = BehindProxy(app.wsgi_app, trusted, hops)  # type: ignore[method-assign]


class BehindProxy:
    """Writes the asker's address where the connection's own stood."""

    def __init__(
        self, inner: Callable[..., Iterable[bytes]], trusted: frozenset[str], hops: int
    ) -> None:
        """Wrap an application; `hops` proxies of ours append to the list."""
        self._inner, self._trusted, self._hops = inner, trusted, hops

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Pass the request on."""
        if {EVERYBODY, environ.get("REMOTE_ADDR", "")} & self._trusted:
            asker = self._asker(environ.get("HTTP_X_FORWARDED_FOR", ""))
            environ["REMOTE_ADDR"] = asker or environ.get("REMOTE_ADDR", "")
        return self._inner(environ, start_response)

    def _asker(self, forwarded: str) -> str | None:
        """The entry of our outermost proxy; nothing if the list is shorter than our row of them."""
        entries = forwarded.rsplit(",", self._hops)
        return _address(entries[-self._hops]) if len(entries) >= self._hops else None


def _address(text: str) -> str | None:
    """The address in its one usual form, so that nobody counts twice by writing it otherwise."""
    found = WITH_PORT.fullmatch(text.strip())
    try:
        address = ip_address((found[1] or found[2]) if found else text.strip())
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        # A zone (fe80::1%eth0) may hold any text, and means something on the proxy alone.
        return None if address.scope_id else str(address.ipv4_mapped or address)
    return str(address)
