"""Metadata: a platform's own notes on an object, and how an update changes them."""

from dataclasses import dataclass
from typing import Any

from webapp.api.kinds import Kind, Schema, Text, is_storable, shown
from webapp.card_numbers import CardNumberSent, holds_card_number
from webapp.errors import ParameterInvalid

KEYS, KEY_LENGTH, VALUE_LENGTH = 50, 40, 500  # Stripe's limits

Notes = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Metadata(Kind):
    """A platform's own notes: up to 50 pairs of text; an empty value takes its key away."""

    def read(self, value: Any, name: str) -> dict[str, str]:
        """The pairs, numbers and truth values as their text."""
        if not isinstance(value, dict):
            raise ParameterInvalid(f"Invalid {name}: must be pairs of text.", param=name)
        if len(value) > KEYS:
            raise ParameterInvalid(f"You can only specify up to {KEYS} metadata keys.", param=name)
        return {key: _note(key, note, f"{name}[{key}]") for key, note in value.items()}

    def schema(self) -> Schema:
        """An object of strings."""
        return {
            "type": "object",
            "maxProperties": KEYS,
            "additionalProperties": {"type": "string", "maxLength": VALUE_LENGTH},
        }


def _note(key: str, value: Any, name: str) -> str:
    if not 1 <= len(key) <= KEY_LENGTH or "[" in key or "]" in key or not is_storable(key):
        raise ParameterInvalid(
            f"Invalid metadata key: {shown(key)}. "
            f"Keys have 1 to {KEY_LENGTH} characters and no square brackets.",
            param=name,
        )
    if holds_card_number(key):
        raise CardNumberSent(param="metadata")
    if isinstance(value, bool) or value is None:
        value = {True: "true", False: "false", None: ""}[value]
    return Text(max=VALUE_LENGTH).read(str(value) if isinstance(value, int) else value, name)


def written(notes: Notes | None) -> Notes | None:
    """The notes of a new object: pairs without a value say nothing."""
    return {key: note for key, note in (notes or {}).items() if note} or None


def merged(old: Notes | None, new: Notes | None) -> Notes | None:
    """The notes after an update: new pairs replace old ones, empty values and None take away."""
    if new is None:
        return None
    notes = written((old or {}) | new)
    if notes and len(notes) > KEYS:
        raise ParameterInvalid(
            f"You can only specify up to {KEYS} metadata keys.", param="metadata"
        )
    return notes


def renote(row: Any, params: dict[str, Any]) -> None:
    """Change a row's metadata if the request says something of it."""
    if "metadata" in params:
        row.metadata = merged(row.metadata, params["metadata"])
        row.save(only=["metadata"])
