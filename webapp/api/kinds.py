"""Kinds of parameters: each reads one value as it was sent, or refuses it by name."""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from webapp import clock
from webapp.api.errors import IntegerInvalid
from webapp.card_numbers import CardNumberSent, holds_card_number
from webapp.errors import ParameterInvalid
from webapp.money import AMOUNT_MAX, CurrencyInvalid, is_currency

Schema = dict[str, Any]

INTEGER_MAX = 2**53 - 1  # beyond it, JavaScript's numbers lose units
TIMESTAMP_MAX = 7_258_118_400  # the year 2200: every zone's calendar can still write it
INTEGER = re.compile(r"-?[0-9]{1,16}", re.ASCII)
TEXT_LENGTH, DESCRIPTION_LENGTH = 255, 5_000


@dataclass(frozen=True, kw_only=True)
class Kind(ABC):
    """What may be sent as one parameter."""

    required: bool = False

    @abstractmethod
    def read(self, value: Any, name: str) -> Any:
        """The value in our terms; raises an `AppError` that names the parameter."""

    def schema(self) -> Schema:
        """The kind in OpenAPI's words."""
        return {"type": "string"}


@dataclass(frozen=True, kw_only=True)
class Integer(Kind):
    """A whole number; text of digits in a form."""

    min: int = -INTEGER_MAX
    max: int = INTEGER_MAX

    def read(self, value: Any, name: str) -> int:
        """The number, within its bounds."""
        if isinstance(value, str) and INTEGER.fullmatch(value):
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise IntegerInvalid(f"Invalid integer: {shown(value)}", param=name)
        if value < self.min:
            raise IntegerInvalid(
                f"Invalid {name}: must be greater than or equal to {self.min}.", param=name
            )
        if value > self.max:
            raise IntegerInvalid(
                f"Invalid {name}: must be less than or equal to {self.max}.", param=name
            )
        return value

    def schema(self) -> Schema:
        """An integer with the bounds that we chose, not those of the machine."""
        bounds = {"minimum": self.min, "maximum": self.max}
        return {"type": "integer"} | {k: v for k, v in bounds.items() if abs(v) != INTEGER_MAX}


def amount(*, required: bool = False) -> Integer:
    """A positive amount in minor units."""
    return Integer(min=1, max=AMOUNT_MAX, required=required)


def timestamp() -> Integer:
    """A moment in seconds since the Unix epoch."""
    return Integer(min=0, max=TIMESTAMP_MAX)


@dataclass(frozen=True, kw_only=True)
class Boolean(Kind):
    """True or false, also spelt out."""

    def read(self, value: Any, name: str) -> bool:
        """The truth value."""
        if value in ("true", "false"):
            return value == "true"
        if not isinstance(value, bool):
            raise ParameterInvalid(f"Invalid boolean: {shown(value)}", param=name)
        return value

    def schema(self) -> Schema:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True, kw_only=True)
class Text(Kind):
    """Text of a limited length that every database can keep."""

    max: int = TEXT_LENGTH
    pattern: str | None = None
    is_number: bool = False
    """Are its digits a number of another kind, such as a phone's, that may look like a card's?"""

    def read(self, value: Any, name: str) -> str:
        """The text as it was sent."""
        if not isinstance(value, str) or not is_storable(value):
            raise ParameterInvalid(f"Invalid string: {shown(value)}", param=name)
        if len(value) > self.max:
            raise ParameterInvalid(
                f"Invalid {name}: must be at most {self.max} characters.", param=name
            )
        if self.pattern and not re.fullmatch(self.pattern, value, re.ASCII):
            raise ParameterInvalid(f"Invalid {name}: {shown(value)}", param=name)
        if not self.is_number and holds_card_number(value):
            raise CardNumberSent(param=name)
        return value

    def schema(self) -> Schema:
        """A string with its greatest length."""
        return {"type": "string", "maxLength": self.max}


@dataclass(frozen=True, kw_only=True)
class Choice(Kind):
    """One of some words."""

    of: tuple[str, ...]

    def read(self, value: Any, name: str) -> str:
        """The word."""
        if value not in self.of:
            words = ", ".join(self.of)
            raise ParameterInvalid(f"Invalid {name}: must be one of {words}.", param=name)
        return value

    def schema(self) -> Schema:
        """A string of an enumeration."""
        return {"type": "string", "enum": list(self.of)}


@dataclass(frozen=True, kw_only=True)
class Currency(Kind):
    """A three-letter ISO code in either case."""

    def read(self, value: Any, name: str) -> str:
        """The code in lower case."""
        code = value.lower() if isinstance(value, str) else ""
        if not is_currency(code):
            raise CurrencyInvalid(
                f"Invalid currency: {shown(value)}. Use a three-letter ISO code such as eur.",
                param=name,
            )
        return code

    def schema(self) -> Schema:
        """Three letters."""
        return {"type": "string", "minLength": 3, "maxLength": 3}


@dataclass(frozen=True, kw_only=True)
class Zone(Kind):
    """The name of an IANA time zone."""

    def read(self, value: Any, name: str) -> str:
        """The name, if this machine knows the zone."""
        if not isinstance(value, str) or not clock.is_zone(value):
            raise ParameterInvalid(
                f"Invalid {name}: {shown(value)} is no IANA zone such as Europe/Berlin.", param=name
            )
        return value


def is_storable(text: str) -> bool:
    """Can every database keep this text? (PostgreSQL refuses NUL, and UTF-8 half characters.)"""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return False
    return "\0" not in text


def shown(value: Any) -> str:
    """The value as an error may quote it: short, and on one line."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(c if c.isprintable() else "?" for c in text[:41])
    return text if len(text) <= 40 else text[:39] + "…"
