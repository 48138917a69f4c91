"""What a platform may say about how its sellers' pages look and read, and how each is checked."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from webapp.accounts.description_template import checked_descriptions
from webapp.card_numbers import refuse_card_number
from webapp.errors import AppError

BRAND_COLOR_DEFAULT = "#3b5bdb"
ICON_BYTES_MAX = 512 * 1024  # Stripe: "Icon: JPG or PNG, < 512 kB, >= 128 x 128 px, square"
NAME_LENGTH_MAX = 80
# The balance is why people come: it cannot be hidden.
PANELS = ("payouts", "earnings", "activity")
METADATA_KEYS_MAX, METADATA_KEY_LENGTH_MAX = 50, 40  # as many and as long as Stripe's may be
# Line ends, control characters, and signs that turn the direction of what follows.
UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
ICON_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class BrandColorInvalid(AppError):
    """A brand colour is written as six hex digits, for example #0a7f5a."""


class IconInvalid(AppError):
    """An icon is a PNG or JPG file of less than 512 kB."""


class NameMissing(AppError):
    """A platform has a name: its sellers see it on every page."""


class NameInvalid(AppError):
    """A platform's name is one line of at most 80 letters: it stands in every text message."""


class PanelUnknown(AppError):
    """Only the panels payouts, earnings and activity can be hidden."""


class MetadataKeyInvalid(AppError):
    """A metadata key that sellers see has 1 to 40 letters on one line; name at most 50 of them."""


def checked_name(value: str) -> str:
    """The name without space around it; raises `NameMissing`, `NameInvalid`."""
    name = value.strip()
    if not name:
        raise NameMissing(param="name")
    if len(name) > NAME_LENGTH_MAX or UNWRITABLE.search(name):
        raise NameInvalid(param="name")
    refuse_card_number(name, "name")
    return name


def checked_color(value: str) -> str:
    """The colour in lower case; raises `BrandColorInvalid`."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise BrandColorInvalid(param="brand_color")
    return value.lower()


def icon_type(content: bytes) -> str:
    """The icon's media type, by its first bytes; raises `IconInvalid`."""
    kinds = [kind for head, kind in ICON_SIGNATURES.items() if content.startswith(head)]
    if not kinds or len(content) >= ICON_BYTES_MAX:
        raise IconInvalid(param="icon")
    return kinds[0]


def checked_panels(names: Iterable[str]) -> list[str]:
    """The panels to hide, in our order; raises `PanelUnknown`."""
    hidden = set(names)
    if not hidden <= set(PANELS):
        raise PanelUnknown(param="hidden_panels")
    return [panel for panel in PANELS if panel in hidden]


def checked_keys(keys: Iterable[str]) -> list[str]:
    """The keys of metadata that sellers see, each once; raises `MetadataKeyInvalid`."""
    named = list(dict.fromkeys(keys))
    if len(named) > METADATA_KEYS_MAX or not all(map(_is_key, named)):
        raise MetadataKeyInvalid(param="shown_metadata")
    for key in named:
        refuse_card_number(key, "shown_metadata")
    return named


def _is_key(key: str) -> bool:
    return 1 <= len(key) <= METADATA_KEY_LENGTH_MAX and not UNWRITABLE.search(key)


CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "name": checked_name,
    "brand_color": checked_color,
    "brand_color_dark": checked_color,
    "icon": lambda content: content,
    "icon_type": icon_type,
    "hidden_panels": checked_panels,
    "descriptions": checked_descriptions,
    "shown_metadata": checked_keys,
}
