"""Secrets that somebody made up or copied: others would try them, too.

What `openssl rand -hex 32` and the like make is never among them (a chance below one in a million).
"""

import re

CHARACTERS_MIN = 8  # different ones: xxxx… is nobody's secret
ROW_LENGTH = 10
WORDS = re.compile(
    "change|secret|example|insecure|password|passwort|default|placeholder|production|dashboard"
)
ROWS: tuple[str, ...] = ("0123456789abcdef" * 2, "1234567890" * 2, "abcdefghijklmnopqrstuvwxyz")
ROWS += ("qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn")
IN_A_ROW = frozenset(
    row[at : at + ROW_LENGTH]
    for line in ROWS
    for row in (line, line[::-1])
    for at in range(len(line) - ROW_LENGTH + 1)
)


def is_guessable(secret: str) -> bool:
    """Is it of few characters, a known word or row of keys, or a block again and again?"""
    small = secret.lower()
    parts = {small[at : at + ROW_LENGTH] for at in range(len(small))}
    return (
        len(set(secret)) < CHARACTERS_MIN
        or bool(WORDS.search(small) or parts & IN_A_ROW)
        or any(small[at:] == small[:-at] for at in range(1, len(small) // 2 + 1))
    )
