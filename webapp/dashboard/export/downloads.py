"""Files that are made while they are sent: a few at a time for each account, in small pieces."""

import re
import select
import socket
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import Any

from flask import Response

from webapp import database
from webapp.dashboard.export.aside import give_way
from webapp.errors import TooManyRequests

AT_ONCE = 2  # of one account in one process: each keeps a core busy while it lasts
NAME_MAX = 60
RETRY_IN = 30

_running: Counter[str] = Counter()
_lock = Lock()


class DownloadsTooMany(TooManyRequests):
    """Two of your downloads are still being made. Wait until one is done, then try again."""


def streamed(account_id: str, pieces: Iterable[bytes], mimetype: str, name: str) -> Response:
    """An answer that is a file; raises `DownloadsTooMany`.

    The request's connection goes back to the pool: each piece takes one of its own.
    """
    turn = _Turn(account_id)
    response = Response(turn.over(pieces), mimetype=mimetype)
    response.call_on_close(turn.end)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    database.close_connection()
    return response


def slug(name: str, otherwise: str) -> str:
    """A name as a part of a file's name: plain letters, figures and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:NAME_MAX].strip("-") or otherwise


def is_gone(environ: dict[str, Any]) -> bool:
    """Has whoever asked hung up? Only gunicorn lets us look; elsewhere a write will tell."""
    ours = environ.get("gunicorn.socket")
    if ours is None:
        return False
    try:
        readable, _, _ = select.select([ours], [], [], 0)
        return bool(readable) and not ours.recv(1, socket.MSG_PEEK)
    except (OSError, ValueError):
        return True


class _Turn:
    """One of the few downloads that an account may have at a time; it ends once, however."""

    def __init__(self, account_id: str) -> None:
        self._account_id: str | None = None
        with _lock:
            if _running[account_id] >= AT_ONCE:
                raise DownloadsTooMany(retry_in=RETRY_IN)
            _running[account_id] += 1
        self._account_id = account_id

    def over(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces; others have their turn between them."""
        try:
            for piece in pieces:
                yield piece
                give_way()
        finally:
            self.end()

    def end(self) -> None:
        """Make room for another: all was sent, or whoever asked has hung up."""
        with _lock:
            if self._account_id is None:
                return
            _running[self._account_id] -= 1
            if not _running[self._account_id]:
                del _running[self._account_id]
            self._account_id = None

    def __del__(self) -> None:
        """An answer that nobody began to send ends, too."""
        self.end()
