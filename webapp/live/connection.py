"""The connection below a stream: what a slow reader does not take must not pile up."""

import socket
from typing import Any

SENT_BYTES_MAX = 16_384
UNREAD_MS_MAX = 60_000
# Where servers say on which connection a request came: gunicorn, and `flask run`.
NAMES = ("gunicorn.socket", "werkzeug.socket")


def keep_small(environ: dict[str, Any]) -> None:
    """The system holds little of what is unread, and hangs up on who reads nothing for a minute.

    A stream itself keeps no queue; without this, megabytes would wait in the kernel instead.
    """
    found = next((environ[name] for name in NAMES if name in environ), None)
    if found is None:
        return
    found.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENT_BYTES_MAX)
    if found.family in {socket.AF_INET, socket.AF_INET6} and hasattr(socket, "TCP_USER_TIMEOUT"):
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD_MS_MAX)
