"""What a list of lines is to hold: one value that the feed, its sums and its export share."""

from dataclasses import dataclass

AVAILABLE, PENDING = "available", "pending"


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Every condition holds at once; what is left empty is no condition.

    `start` is the first second and `end` the one after the last (UTC); `least` and `most` bound
    the net's magnitude in minor units of `currency`; lines of a `payout` settle after the first of
    `settles` and by the second, `besides` its own line; a line has all `words`, each folded by
    `line_terms.folded`; `reference` is the id of a line or of what made it.
    """

    types: tuple[str, ...] = ()
    currency: str | None = None
    start: int | None = None
    end: int | None = None
    least: int | None = None
    most: int | None = None
    status: str | None = None
    payout: str | None = None
    settles: tuple[int, int] | None = None
    besides: str | None = None
    words: tuple[str, ...] = ()
    reference: str | None = None

    @property
    def is_everything(self) -> bool:
        """Does it leave nothing out?"""
        return self == EVERYTHING

    @property
    def has_rollups(self) -> bool:
        """Do the rollups know what such lines add up to, however many they are?"""
        free = (self.least, self.most, self.settles, self.reference, self.status)
        return not self.words and all(value is None for value in free)

    @property
    def is_status_alone(self) -> bool:
        """Is it what the balance calls available or pending, of one currency or all?"""
        return self == LineFilter(status=self.status, currency=self.currency)

    @property
    def is_payout_alone(self) -> bool:
        """Is it the lines of one payout, all of them?"""
        return self == LineFilter(
            payout=self.payout, currency=self.currency, settles=self.settles, besides=self.besides
        )


EVERYTHING = LineFilter()
