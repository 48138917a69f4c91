"""What may be written into the audit log: one line of bounded text, nobody's number in full."""

import json
import re
from collections.abc import Mapping

TEXT_LENGTH, VALUE_LENGTH, VALUES_MAX = 255, 500, 12
REPLACEMENT = "\ufffd"
NUMBER = re.compile(r"\+\d(?:[ ().-]?\d){5,}")
EMAIL = re.compile(r"([^@\s])[^@\s]*@(?=[^@\s]+)")


def clean(text: object, length: int = TEXT_LENGTH) -> str:
    """The text on one line: no control, no colour and no direction that a terminal obeys."""
    short = str(text)[:length]
    return "".join(sign if sign.isprintable() else REPLACEMENT for sign in short)


def told(detail: Mapping[str, object]) -> str:
    """The detail as JSON, always the same for the same detail; None is left out."""
    known = {name: _value(value) for name, value in detail.items() if value is not None}
    assert len(known) <= VALUES_MAX, "the audit log keeps what happened, not all that was said"
    return json.dumps(known, sort_keys=True, separators=(",", ":"))


def masked(text: str) -> str:
    """Phone numbers but for two digits, e-mail addresses but for one letter and the domain."""
    text = NUMBER.sub(lambda found: f"••{found[0][-2:]}", text)
    return EMAIL.sub(r"\1•••@", text)


def _value(value: object) -> int | str:
    if isinstance(value, int):  # a bool, too
        return value
    return masked(clean(value, VALUE_LENGTH))
