"""What somebody wrote, without what nobody sees: `exe.png` must not be how `gnp.exe` is shown."""

import re

# Control characters, signs that turn the direction of writing, and no characters at all. Letters
# keep the direction that they have, and what joins letters or emoji (U+200C, U+200D) stays.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


def seen(written: str) -> str:
    """A text without what nobody sees; line ends stay, written in the one way."""
    if written.isascii() and written.isprintable():
        return written
    return UNSEEN.sub("", written.replace("\r\n", "\n").replace("\r", "\n"))
