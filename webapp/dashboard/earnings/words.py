"""The chart's words: what its ranges are called, and its hours, days and months."""

from datetime import date, datetime

from babel.dates import format_skeleton

from webapp.formatting import short_day
from webapp.languages import N_
from webapp.ledger.statements.monthly import last_day
from webapp.reading import locale

DAY_LENGTH, HOUR_LENGTH = len("YYYY-MM-DD"), len("YYYY-MM-DDTHH:MM")
NAMES = {
    "24h": N_("24 hours"),
    "7d": N_("7 days"),
    "4w": N_("4 weeks"),
    "3m": N_("3 months"),
    "1y": N_("Year"),
    "all": N_("Lifetime"),
}
# As short as a phone's six tabs need them; read out, they have the long names.
SHORT_NAMES = {
    "24h": N_("24h"),
    "7d": N_("7d"),
    "4w": N_("4w"),
    "3m": N_("3m"),
    "1y": N_("1y"),
    "all": N_("All"),
}
LABELS = {
    "24h": N_("Last 24 hours, after fees"),
    "7d": N_("Last 7 days, after fees"),
    "4w": N_("Last 4 weeks, after fees"),
    "3m": N_("Last 3 months, after fees"),
    "1y": N_("Last 12 months, after fees"),
    "all": N_("Since your first sale, after fees"),
}
COMPARED = {
    "24h": N_("Same part of the 24 hours before: %(amount)s"),
    "7d": N_("Same part of the 7 days before: %(amount)s"),
    "4w": N_("Same part of the 4 weeks before: %(amount)s"),
    "3m": N_("Same part of the 3 months before: %(amount)s"),
    "1y": N_("Same part of the 12 months before: %(amount)s"),
}
# The last stretch of the line, which is drawn dashed.
SO_FAR = {
    HOUR_LENGTH: N_("This hour so far"),
    DAY_LENGTH: N_("Today so far"),
    len("YYYY-MM"): N_("This month so far"),
}


def so_far(label: str) -> str:
    """What to call the bucket that still runs; not translated yet."""
    return SO_FAR[len(label)]


def tick(label: str) -> str:
    """A bucket's start in little room: `4 PM`, `Nov 3`, `Nov 2026`."""
    start = start_of(label)
    if len(label) == HOUR_LENGTH:
        return hour(start)
    return format_skeleton("MMMd" if len(label) == DAY_LENGTH else "yMMM", start, locale=locale())


def name(label: str) -> str:
    """A bucket in full: `Mon, Nov 23, 4 PM`, `Mon, Nov 23`, `November 2026`."""
    start = start_of(label)
    if len(label) == DAY_LENGTH:
        return short_day(start.date())
    if len(label) != HOUR_LENGTH:
        return format_skeleton("yMMMM", start, locale=locale())
    both = locale().datetime_formats["medium"]
    return str(both.format(hour(start), short_day(start.date())))


def hour(start: datetime) -> str:
    """A time of day by the clock that readers have: `4 PM`, `4:30 PM`, `16:00`."""
    has_halves = "h" in locale().time_formats["short"].pattern
    skeleton = ("h" if start.minute == 0 else "hm") if has_halves else "Hm"
    return format_skeleton(skeleton, start, locale=locale())


def start_of(label: str) -> datetime:
    """The bucket's start on the seller's wall clock."""
    return datetime.fromisoformat(label if len(label) != len("YYYY-MM") else f"{label}-01")


def last_day_of(label: str) -> date:
    """The last day of a bucket of days: itself, or the month's last."""
    first = start_of(label).date()
    return first if len(label) == DAY_LENGTH else last_day(first)
