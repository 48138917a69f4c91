"""Countries: what an account's country says of its currency and its time zone."""

from babel.core import get_global
from babel.numbers import get_territory_currencies

from webapp import clock
from webapp.money import is_currency

CURRENCY_DEFAULT = "usd"


def is_country(code: str) -> bool:
    """Is this the two-letter code (ISO 3166, upper case) of a country?"""
    return len(code) == 2 and code.isalpha() and code in get_global("territory_zones")


def currency_of(country: str) -> str:
    """What is paid with there today; US dollars where we do not carry the country's own."""
    codes = (code.lower() for code in get_territory_currencies(country))
    return next(filter(is_currency, codes), CURRENCY_DEFAULT)


def zone_of(country: str) -> str:
    """The country's time zone if it has one only; else nobody but the seller knows, so UTC."""
    zones = get_global("territory_zones").get(country, [])
    return zones[0] if len(zones) == 1 and clock.is_zone(zones[0]) else clock.UTC_ZONE
