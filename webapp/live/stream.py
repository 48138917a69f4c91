"""`/live`: the stream of what changes in the seller's money, for as long as she is signed in."""

import re
from collections.abc import Iterator

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock, htmx
from webapp.ledger.lines import arrivals
from webapp.live import bp, events
from webapp.live.connection import keep_small
from webapp.live.watched import Viewer
from webapp.live.watcher import watcher

BEAT_SECONDS = 20
REVISION = re.compile("[0-9]{1,18}", re.ASCII)
# Whoever stands between must neither keep nor gather it.
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@bp.get("/live")
def live() -> ResponseReturnValue:
    """Tell what comes from now on, or from the revision that the browser knows."""
    if not current_user.is_authenticated:
        return _refused()
    if request.method == "HEAD":
        return Response(mimetype="text/event-stream", headers=HEADERS)
    stream = Stream(_viewer(), _known())
    response = Response(stream, mimetype="text/event-stream", headers=HEADERS)
    keep_small(request.environ)
    request.environ.pop("werkzeug.request", None)  # it would be held for hours
    return response


def _refused() -> ResponseReturnValue:
    """A stream that is refused ends for good: it is led nowhere, unless htmx asks for it."""
    if htmx.wants_fragment():
        return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
    return Response(status=401, mimetype="text/event-stream")


def _viewer() -> Viewer:
    user = current_user._get_current_object()
    return watcher.join(user.account_id, user.revision, user.digest, clock.now() + user.ends_in)


def _known() -> int | None:
    """The revision that the browser knows; what cannot be one is none."""
    sent = request.headers.get("Last-Event-ID") or request.args.get("since", "")
    return int(sent) if REVISION.fullmatch(sent) else None


class Stream:
    """What one viewer is sent, event by event; it holds neither the request nor a connection."""

    def __init__(self, viewer: Viewer, known: int | None) -> None:
        """Begin with what the viewer lacks: read once, after nothing that comes can be missed."""
        self._viewer, self._is_over = viewer, False
        try:
            self._first = events.RETRY + self._beginning(known)
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Iterator[bytes]:
        """The events."""
        return self

    def __next__(self) -> bytes:
        """The next event; after a long silence a comment, which shows whether anybody listens."""
        if self._first:
            first, self._first = self._first, b""
            return first
        if self._is_over or (self._viewer.farewell is None and watcher.is_closing()):
            self.close()  # whether or not whoever read it to its end remembers to
            raise StopIteration
        if self._viewer.farewell is None:
            self._viewer.wait(BEAT_SECONDS)
        news = watcher.desk.news(self._viewer)
        if self._viewer.farewell is None:
            return news or events.BEAT
        self._is_over = True
        return news + self._viewer.farewell or events.BEAT

    def close(self) -> None:
        """Nobody listens any more."""
        watcher.leave(self._viewer)

    def _beginning(self, known: int | None) -> bytes:
        of = self._viewer.of
        found = arrivals.since(of.account_id, of.revision if known is None else known)
        assert found is not None, "an account with a session is there"
        watcher.desk.begin(self._viewer, found)
        if known is None or known > found.revision:
            return events.hello(found.revision)
        return events.money(found) if known < found.revision else b""
