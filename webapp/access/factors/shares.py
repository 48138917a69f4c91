"""How many wrong tries a factor takes of everybody, and how many of these by an e-mail address.

An address is no secret, so anybody can use up what it gives. The rest is always there for whoever
has more: a login link, a session, a first proof.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from webapp import clock
from webapp.access.codes.hotp import LENGTHS
from webapp.access.limits.pace import Most
from webapp.accounts.factor import EMAIL, PASSKEY, RECOVERY, SMS, TOTP

# In a row. A rest is each door's own, so that a stranger's tries bring nobody else to hers sooner;
# the hundred are of both doors together (NIST SP 800-63B, 3.2.2).
LOCKED_AFTER, OFF_AFTER = 10, 100
ADDRESS_LOCKED_AFTER, ADDRESS_OFF_AFTER = 4, 50
MONTH, YEAR = 30 * clock.DAY, 365 * clock.DAY
WHILE = 5 * clock.MINUTE


@dataclass(frozen=True, slots=True)
class Share:
    """How many wrong tries fit in a while, and in a row before a rest, and before the end."""

    windows: tuple[Most, ...]
    locked_after: int = LOCKED_AFTER
    off_after: int = OFF_AFTER

    @property
    def per(self) -> int:
        """How many seconds back the windows look."""
        return max(window.per for window in self.windows)


@dataclass(frozen=True, slots=True)
class Rule:
    """The wrong tries that a factor takes, and how easily a blind one is right."""

    chance: float
    windows: tuple[Most, ...]
    """Of everybody together."""
    by_address: tuple[Most, ...] = ()
    """How much of that is for who knows an e-mail address alone; nothing where all may."""

    def tries_in(self, seconds: int) -> float:
        """Most tries that the windows let pass in a long time."""
        return min(window.most * seconds / window.per for window in self.windows)


# An app's code is right in three steps of 30 s, so it gets fewer tries than a text's. Together
# these leave a blind guesser a chance of less than 0.75 % a year, whatever she has in hand.
RULES: Mapping[str, Rule] = {
    SMS: Rule(
        1 / 10 ** LENGTHS[SMS],
        (Most(5, WHILE), Most(15, clock.DAY)),
        (Most(3, WHILE), Most(7, clock.DAY)),
    ),
    EMAIL: Rule(
        1 / 10 ** LENGTHS[EMAIL],
        (Most(5, WHILE), Most(20, clock.DAY)),
        (Most(3, WHILE), Most(10, clock.DAY)),
    ),
    TOTP: Rule(
        3 / 10**6,
        (Most(5, WHILE), Most(15, clock.DAY), Most(50, MONTH)),
        (Most(3, WHILE), Most(7, clock.DAY), Most(25, MONTH)),
    ),
    RECOVERY: Rule(10 / 2**64, (Most(5, WHILE), Most(20, clock.DAY))),
    PASSKEY: Rule(1 / 2**128, (Most(20, WHILE), Most(100, clock.DAY))),
}
# Long enough to need no counting (NIST SP 800-63B, 3.1.2.2): a lock would be a stranger's weapon.
UNGUESSABLE = {factor for factor, rule in RULES.items() if rule.chance < 1 / 2**60}


def by_address(factor: str) -> str:
    """The name of the share of who knows an e-mail address alone."""
    return f"{factor}:address"


def yearly_chance() -> float:
    """The chance of somebody who guesses all year by every factor, by address and by links."""
    return sum(rule.tries_in(YEAR) * rule.chance for rule in RULES.values())


def _shares() -> dict[str, Share]:
    shares = {}
    for factor, rule in RULES.items():
        shares[factor] = shares[by_address(factor)] = Share(rule.windows)
        if rule.by_address:
            few = ADDRESS_LOCKED_AFTER, ADDRESS_OFF_AFTER
            shares[factor] = Share(rule.windows, off_after=OFF_AFTER - ADDRESS_OFF_AFTER)
            shares[by_address(factor)] = Share(rule.by_address, *few)
    return shares


SHARES: Mapping[str, Share] = _shares()
