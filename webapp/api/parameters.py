"""Parameters with parts: objects with declared fields, lists, maps, and ranges of moments."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from webapp.api.errors import ParameterEmpty, ParametersExclusive, ParameterUnknown
from webapp.api.kinds import Integer, Kind, Schema, Text, is_storable, shown
from webapp.card_numbers import CardNumberSent, holds_card_number
from webapp.errors import ParameterInvalid, ParameterMissing

Values = dict[str, Any]
INDEX = re.compile("[0-9]{1,9}")
BOUNDS = ("gt", "gte", "lt", "lte")


@dataclass(frozen=True, kw_only=True)
class Object(Kind):
    """Named fields, each of its kind; any other name is refused."""

    fields: Mapping[str, Kind] = field(default_factory=dict)
    is_whole: bool = False
    """Is it always answered with all its fields, null where nothing was said?"""

    def read(self, value: Any, name: str) -> Values:
        """The fields that were sent; one sent empty is None, which unsets it."""
        if not isinstance(value, dict):
            raise ParameterInvalid("Invalid object", param=name)
        self._refuse_unknown(value, name)
        found = {}
        for key, kind in self.fields.items():
            if key in value:
                found[key] = _field(kind, value[key], inside(name, key))
            elif kind.required:
                path = inside(name, key)
                raise ParameterMissing(f"Missing required param: {path}.", param=path)
        return found

    def schema(self) -> Schema:
        """An object without other properties."""
        schema: Schema = {
            "type": "object",
            "properties": {key: kind.schema() for key, kind in self.fields.items()},
            "additionalProperties": False,
        }
        required = [key for key, kind in self.fields.items() if kind.required]
        return schema | ({"required": required} if required else {})

    def _refuse_unknown(self, value: Values, name: str) -> None:
        unknown = [inside(name, key) for key in value if key not in self.fields]
        if unknown:
            plural = "s" if len(unknown) > 1 else ""
            listed = ", ".join(shown(path) for path in unknown[:5])
            raise ParameterUnknown(
                f"Received unknown parameter{plural}: {listed}", param=shown(unknown[0])
            )


@dataclass(frozen=True, kw_only=True)
class Array(Kind):
    """Several values of one kind, by index in a form."""

    of: Kind
    max: int
    min: int = 0

    def read(self, value: Any, name: str) -> list[Any]:
        """The values in the order of their indices."""
        if isinstance(value, dict) and all(map(INDEX.fullmatch, value)):
            value = [value[key] for key in sorted(value, key=int)]
        if not isinstance(value, list):
            raise ParameterInvalid("Invalid array", param=name)
        if not self.min <= len(value) <= self.max:
            raise ParameterInvalid(
                f"Invalid {name}: must have {self.min} to {self.max} items.", param=name
            )
        return [self.of.read(item, f"{name}[{place}]") for place, item in enumerate(value)]

    def schema(self) -> Schema:
        """An array with its greatest length."""
        bounds = {"minItems": self.min} if self.min else {}
        return {"type": "array", "items": self.of.schema(), "maxItems": self.max} | bounds


@dataclass(frozen=True, kw_only=True)
class Map(Kind):
    """Values of one kind under names that the sender chooses."""

    of: Kind
    max: int = 100

    def read(self, value: Any, name: str) -> Values:
        """The values by name."""
        if not isinstance(value, dict) or len(value) > self.max:
            raise ParameterInvalid("Invalid object", param=name)
        for key in value:
            if not is_storable(key) or len(key) > self.max:
                raise ParameterInvalid(f"Invalid name: {shown(key)}", param=name)
            if holds_card_number(key):
                raise CardNumberSent(param=name)
        return {key: _field(self.of, item, inside(name, key)) for key, item in value.items()}

    def schema(self) -> Schema:
        """An object of such values."""
        return {"type": "object", "additionalProperties": self.of.schema()}


@dataclass(frozen=True, kw_only=True)
class TextOr(Kind):
    """Either a word, such as a token or `minimum`, or a value of another kind."""

    other: Kind
    text: Text = Text()  # noqa: RUF009 (frozen)

    def read(self, value: Any, name: str) -> Any:
        """What was sent; objects and digits are the other kind's."""
        is_other = not isinstance(value, str) or value.lstrip("-").isdecimal()
        return (self.other if is_other else self.text).read(value, name)

    def schema(self) -> Schema:
        """One of the two."""
        return {"anyOf": [self.text.schema(), self.other.schema()]}


@dataclass(frozen=True, kw_only=True)
class Range(Kind):
    """An exact moment, or bounds: `gt`, `gte`, `lt`, `lte`."""

    def read(self, value: Any, name: str) -> Values:
        """The bounds by name; an exact moment is both `gte` and `lte`."""
        if isinstance(value, dict):
            bounds = _BOUNDS.read(value, name)
            return {bound: moment for bound, moment in bounds.items() if moment is not None}
        moment = Integer().read(value, name)
        return {"gte": moment, "lte": moment}

    def schema(self) -> Schema:
        """A moment or its bounds."""
        return {"anyOf": [Integer().schema(), _BOUNDS.schema()]}


_BOUNDS = Object(fields={bound: Integer() for bound in BOUNDS})


def inside(name: str, key: str) -> str:
    """How a form writes a field of a field: `settings[payouts]`."""
    return f"{name}[{key}]" if name else key


def refuse_together(params: Values, one: str, other: str) -> None:
    """Raise `ParametersExclusive` if both were given."""
    if params.get(one) is not None and params.get(other) is not None:
        raise ParametersExclusive(
            f"You may only specify one of these parameters: {one}, {other}.", param=other
        )


def _field(kind: Kind, value: Any, name: str) -> Any:
    if value is not None and value != "":
        return kind.read(value, name)
    if kind.required:
        raise ParameterEmpty(
            f"You passed an empty value for '{name}', which cannot be unset. "
            f"Leave it out or send a value.",
            param=name,
        )
    return None
