"""How often is too often: rules over the moments of earlier attempts."""

from dataclasses import dataclass
from typing import Protocol

from webapp.clock import DAY, HOUR, MINUTE

TIMES_MAX = 100  # a rule looks at each moment: it is for small numbers


class Rule(Protocol):
    """Says how long to wait after earlier attempts."""

    @property
    def per(self) -> int:
        """How many seconds back the rule looks."""

    @property
    def says(self) -> str:
        """The sentence of a refusal, with `%(when)s` in it."""

    def wait(self, times: list[int], now: int) -> int:
        """Seconds until the next attempt may be made; the times are in order and not after now."""


@dataclass(frozen=True)
class Most:
    """At most so many attempts in any `per` seconds."""

    most: int
    per: int
    says: str = ""

    def __post_init__(self) -> None:
        """Refuse what would make a long list, or no sense."""
        assert 0 < self.most <= TIMES_MAX

    def wait(self, times: list[int], now: int) -> int:
        """Until the oldest of the latest `most` attempts lies `per` seconds back."""
        if len(times) < self.most:
            return 0
        return max(0, times[-self.most] + self.per - now)


@dataclass(frozen=True)
class Doubling:
    """Each attempt waits twice as long as the one before it: `first` seconds, at last `longest`."""

    first: int
    longest: int
    per: int
    says: str = ""

    def wait(self, times: list[int], now: int) -> int:
        """Until the pause behind the latest attempt is over."""
        recent = [at for at in times if at > now - self.per]
        if not recent:
            return 0
        pause = min(self.first * 2 ** (len(recent) - 1), self.longest)
        return max(0, recent[-1] + pause - now)


def still_counting(times: list[int], now: int, per: int) -> list[int]:
    """The moments of the last `per` seconds, none of them after now.

    Time that a clock went back is no time that has passed, but nobody waits for it to come again.
    """
    return [min(at, now) for at in times if at > now - per]


@dataclass(frozen=True, slots=True)
class Wait:
    """How long to wait, as a sentence names it: `in 3 minutes`."""

    seconds: int

    def __str__(self) -> str:
        """In English; `sentences` says it in other languages."""
        return f"in {in_words(self.seconds)}"


def in_words(seconds: int) -> str:
    """How long that is, as one would say it: rounded up, so that who waits so long has waited."""
    for size, name in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute")):
        if seconds >= size:
            return _plural(-(-seconds // size), name)
    return _plural(seconds, "second")


def _plural(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
