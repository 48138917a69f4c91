"""What a platform's sellers read of a line that nobody described: a sentence with places.

The places are `{platform}`, `{type}` and `{metadata.order_id}`, or any other key of the line's
metadata. What stands in them is put in as it is and never read again, so it stays inert.
"""

import re
from collections.abc import Mapping

from webapp.card_numbers import refuse_card_number
from webapp.errors import AppError

TEMPLATE_LENGTH_MAX, TEMPLATES_MAX = 200, 50
VALUE_LENGTH_MAX = 100
METADATA = "metadata."
TYPE = re.compile(r"[a-z][a-z_]{0,59}")
PLACE = re.compile(r"\{([^{}]*)\}")
METADATA_PLACE = re.compile(r"metadata\.[A-Za-z0-9_.-]{1,40}")
UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class DescriptionInvalid(AppError):
    """A description is one line of at most 200 letters: for example charge=Sale at {platform}."""


class PlaceUnknown(AppError):
    """A description may hold {platform}, {type} and metadata, as in {metadata.order_id}.

    It holds no other braces.
    """


def checked_descriptions(templates: Mapping[str, str]) -> dict[str, str]:
    """The templates by type, without space around; raises `DescriptionInvalid`, `PlaceUnknown`."""
    if len(templates) > TEMPLATES_MAX:
        raise DescriptionInvalid(f"At most {TEMPLATES_MAX} types can have a description.")
    return {_type(name): _template(text) for name, text in templates.items()}


def described(
    template: str, *, platform: str, type_: str, metadata: Mapping[str, str] | None
) -> str | None:
    """The sentence with its places filled; None if the line has no such metadata."""
    known = {"platform": platform, "type": type_}
    known |= {METADATA + key: str(value) for key, value in (metadata or {}).items() if value}
    if any(place not in known for place in PLACE.findall(template)):
        return None
    return PLACE.sub(lambda found: _short(known[found[1]]), template)


def _type(name: str) -> str:
    if not TYPE.fullmatch(name):
        raise DescriptionInvalid(param="descriptions")
    return name


def _template(text: str) -> str:
    kept = text.strip()
    if not kept or len(kept) > TEMPLATE_LENGTH_MAX or UNWRITABLE.search(kept):
        raise DescriptionInvalid(param="descriptions")
    places = PLACE.findall(kept)
    is_known = all(p in {"platform", "type"} or METADATA_PLACE.fullmatch(p) for p in places)
    if not is_known or set(PLACE.sub("", kept)) & set("{}"):
        raise PlaceUnknown(param="descriptions")
    refuse_card_number(kept, "descriptions")
    return kept


def _short(value: str) -> str:
    return value if len(value) <= VALUE_LENGTH_MAX else value[: VALUE_LENGTH_MAX - 1] + "…"
