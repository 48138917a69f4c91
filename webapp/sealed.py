"""Columns that a thief of the database cannot read: sealed on the way in, opened on the way out.

A sealed column is never searched or compared: the same text looks different in every row.
"""

from typing import Any

from peewee import BlobField, CharField, Field

from webapp import keyring
from webapp.database import JSONText


class Sealed(Field):
    """A field that seals with the keyring; nothing stays nothing."""

    def __init__(self, purpose: str, **options: Any) -> None:
        """The purpose names the key; another column's content does not open with it."""
        self.purpose = purpose
        super().__init__(**options)

    def db_value(self, value: Any) -> Any:
        """Seal what the column would have kept."""
        plain = super().db_value(value)
        return None if plain is None else keyring.seal(plain, self.purpose)

    def python_value(self, value: Any) -> Any:
        """Open what the column keeps; raises `SealBroken`."""
        plain = None if value is None else keyring.unseal(value, self.purpose)
        return super().python_value(plain)

    def resealed(self, value: str) -> str:
        """What the column keeps, sealed again with the newest secret; raises `SealBroken`."""
        return keyring.seal(keyring.unseal(value, self.purpose), self.purpose)


class SealedText(Sealed, CharField):
    """A short text, such as a phone number."""


class SealedJSON(Sealed, JSONText):
    """A small JSON object."""


class SealedBytes(BlobField):
    """Bytes; the same promise."""

    def __init__(self, purpose: str, **options: Any) -> None:
        """The purpose names the key."""
        self.purpose = purpose
        super().__init__(**options)

    def db_value(self, value: bytes | None) -> Any:
        """Seal."""
        return super().db_value(value and keyring.seal_bytes(value, self.purpose))

    def python_value(self, value: Any) -> Any:
        """Open; raises `SealBroken`."""
        return None if value is None else keyring.unseal_bytes(bytes(value), self.purpose)

    def resealed(self, value: Any) -> bytes:
        """The same."""
        return keyring.seal_bytes(self.python_value(value), self.purpose)


def columns(model: Any) -> list[Any]:
    """The sealed fields of a model."""
    return [f for f in model._meta.sorted_fields if isinstance(f, Sealed | SealedBytes)]
