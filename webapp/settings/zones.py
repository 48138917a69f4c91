"""Time zones as people look for them: by city or country, in their language or as IANA has it."""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from babel import Locale
from babel.dates import get_timezone_location

from webapp import clock
from webapp.reading import LOCALES

TABLE = "zoneinfo/zone.tab"  # of the package tzdata: country, place, zone
MATCHES_MAX = 30  # no country has more
FEW = 6


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone, its largest city and country in the reader's language, and its present offset."""

    name: str
    city: str
    country: str
    offset: str

    @property
    def label(self) -> str:
        """What stands beside the name in a list."""
        return ", ".join(filter(None, (self.city, self.country))) + f" (UTC{self.offset})"


def offset(name: str) -> str:
    """How far the zone is from UTC now, such as `+05:45`."""
    written = clock.local(clock.now(), name).strftime("%z")
    return f"{written[:3]}:{written[3:5]}"


def is_alike(one: str, other: str) -> bool:
    """Do two zones' clocks show the same from now on, in each month of a year?"""
    months = [clock.now() + month * 30 * clock.DAY for month in range(13)]
    return all(
        clock.local(at, one).utcoffset() == clock.local(at, other).utcoffset() for at in months
    )


def offered(language: str) -> list[Zone]:
    """Every zone that people live by, by the city's name in that language."""
    return [Zone(name, city, country, offset(name)) for name, city, country in _places(language)]


def found(typed: str, language: str) -> list[Zone]:
    """The zones that somebody may mean: the one of that name, else by city or country."""
    if clock.is_zone(typed):
        return [Zone(typed, typed, "", offset(typed))]
    wanted = _plain(typed)
    if not wanted:
        return []
    near = [zone for zone in offered(language) if wanted in _words(zone.name, zone.city)]
    exact = [zone for zone in near if wanted in (_plain(zone.city), _plain(zone.name))]
    if not near:
        near = [zone for zone in offered(language) if wanted in _plain(zone.country)]
    return (exact if len(exact) == 1 else near)[:MATCHES_MAX]


def of_country(country: str, language: str) -> list[Zone]:
    """The zones of a country that has few of them."""
    names = {name for place, name in _table() if place == country}
    return [zone for zone in offered(language) if zone.name in names] if len(names) <= FEW else []


@cache
def _table() -> list[tuple[str, str]]:
    """Country and name of each zone, one a place where clocks differ or once did."""
    lines = (files("tzdata") / TABLE).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row[0], row[2]) for row in rows if clock.is_zone(row[2])]


@lru_cache(maxsize=len(LOCALES))
def _places(language: str) -> list[tuple[str, str, str]]:
    locale: Locale = LOCALES[language]
    rows = [
        (
            name,
            get_timezone_location(name, locale=locale, return_city=True),
            locale.territories.get(country, ""),
        )
        for country, name in _table()
    ]
    utc = (clock.UTC_ZONE, "UTC", "")
    return [utc, *sorted(rows, key=lambda row: _plain(row[1]))]


@lru_cache(maxsize=8_192)
def _plain(text: str) -> str:
    """Without accents, case, and what stands between words."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(kept.replace("_", " ").replace("/", " ").replace("-", " ").split())


def _words(*texts: str) -> str:
    return " | ".join(_plain(text) for text in texts)
