"""What holds for each way out: a time after which nobody waits, a count, and discretion.

A provider may hang, answer byte by byte, or fail with a text that names our password. One click
is one message: nothing here tries again.
"""

import logging
import threading
from dataclasses import dataclass, field
from typing import Protocol

from prometheus_client import Counter

from webapp.sms.undelivered import Unanswered, Undelivered

WAIT_SECONDS = 5
UNDERWAY_MAX = 32  # each may hold a request's database connection, and there are 64

# Both tell of a failure where they spoke to; the path may be a password, the last part a number.
for library in ("urllib3", "apprise"):
    logging.getLogger(library).setLevel(logging.CRITICAL)

log = logging.getLogger(__name__)
sent_total = {
    name: Counter(f"{name}_sent_total", f"Messages handed over by {name}, or not", ["result"])
    for name in ("sms", "mail")
}
_underway = threading.BoundedSemaphore(UNDERWAY_MAX)


class Sender(Protocol):
    """Something that carries a short text to a person."""

    def send(self, to: str, body: str) -> None:
        """Hand the text over; raises any exception when that fails."""


@dataclass
class Channel:
    """A sender that is counted; if it goes over a network, also held to a time."""

    name: str
    inner: Sender
    is_remote: bool = True

    def send(self, to: str, body: str) -> None:
        """Hand the text over once; raises `Undelivered`, at the latest after `WAIT_SECONDS`."""
        failure = _Attempt(self.inner, to, body).failure(self.is_remote)
        sent_total[self.name].labels("failed" if failure else "ok").inc()
        if failure:
            log.warning("%s: a message did not go out: %s", self.name, failure)
            raise failure


@dataclass
class _Attempt:
    """One message on its way; what goes wrong is kept in words that name nobody."""

    inner: Sender
    to: str
    body: str
    _outcome: Undelivered | None = field(default=None, init=False)

    def failure(self, is_remote: bool) -> Undelivered | None:
        """What went wrong; nothing if the message was taken."""
        if not is_remote:
            self._run()
            return self._outcome
        places = _underway
        if not places.acquire(blocking=False):
            return Undelivered(f"{UNDERWAY_MAX} others are still waiting for the provider")
        thread = threading.Thread(target=self._run_in, args=(places,), name="message", daemon=True)
        thread.start()
        thread.join(WAIT_SECONDS)
        # It cannot be stopped, but ends by its own timeouts; until then it holds its place.
        late = Unanswered(f"no answer in {WAIT_SECONDS} seconds")
        return late if thread.is_alive() else self._outcome

    def _run_in(self, places: threading.BoundedSemaphore) -> None:
        try:
            self._run()
        finally:
            places.release()

    def _run(self) -> None:
        try:
            self.inner.send(self.to, self.body)
        except Undelivered as error:
            self._outcome = type(error)(str(error))
        except Exception as error:  # its text may hold the number, the code or our password
            self._outcome = Unanswered(type(error).__name__)
