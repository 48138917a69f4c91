"""How fast one key may ask: a bucket a key in each process, which costs a request next to nothing.

It keeps one platform's runaway loop from taking the machine from all others; it is no lock, so
each process counts for itself and a restart begins anew.
"""

import time
from dataclasses import dataclass, field

from flask import current_app

from webapp.accounts.key_holder import KnownKey
from webapp.errors import TooManyRequests

BURST_SECONDS = 2


class KeyTooFast(TooManyRequests):
    """This key asks too often. Nothing was done; wait a moment, then try again more slowly."""


@dataclass(slots=True)
class Bucket:
    """What a key may still ask at once; it fills evenly up to two seconds' worth."""

    tokens: float
    filled: float = field(default_factory=time.monotonic)

    def take(self, rate: float) -> bool:
        """Take one token, if there is one."""
        now = time.monotonic()
        elapsed = max(0.0, now - self.filled)
        self.tokens = min(rate * BURST_SECONDS, self.tokens + elapsed * rate)
        self.filled = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


def take(key: KnownKey, *, is_write: bool) -> None:
    """Count one request of the key; raises `KeyTooFast`."""
    rate = current_app.config["API_WRITES_PER_SECOND" if is_write else "API_READS_PER_SECOND"]
    buckets: dict[tuple[str, bool], Bucket] = current_app.extensions.setdefault("throttle", {})
    bucket = buckets.get((key.digest, is_write))
    if bucket is None:
        bucket = buckets[key.digest, is_write] = Bucket(rate * BURST_SECONDS)
    if not bucket.take(rate):
        raise KeyTooFast()
