"""The digits of a text or mail: HOTP (RFC 4226), made anew from what is known at each look.

The secret is derived from SECRET_KEY, the pending login, its purpose and the address that the code
goes to, so the database holds nothing that opens a door, and a code opens nothing but its own door.
The counter is how many codes went out that way: only the newest is right. So is only the one by the
secret that it was made with: were those of all fallbacks right, each would help a blind guesser.
"""

import base64
import hashlib
import hmac

import pyotp

from webapp import keyring

TEST_CODE = "000000"
MARK_LENGTH = 16
# A mail is read on a screen beside the page: longer digits cost nobody anything, and a guesser all.
# Two fours, not one eight: HOTP cuts its digits from 31 bits, where eight would not come out even.
PARTS = {"sms": (6,), "email": (4, 4)}
LENGTHS = {way: sum(parts) for way, parts in PARTS.items()}


def made_now() -> str:
    """A mark of the secret that codes are made with now; it tells nothing of the secret."""
    return _marks()[0]


def code_of(challenge: str, way: str, counter: int, made_by: str | None = None) -> str:
    """The code number `counter` of a challenge, as many digits as its way has."""
    return _code(_key(made_by), challenge, way, counter)


def is_code_of(
    typed: str, challenge: str, way: str, counter: int, made_by: str | None = None
) -> bool:
    """Are these the digits, however people space them? By the secret of that mark alone."""
    code = code_of(challenge, way, counter, made_by)
    return hmac.compare_digest(digits(typed), code)


def is_test_code(typed: str) -> bool:
    """Is it the code that opens every test account?"""
    return hmac.compare_digest(digits(typed), TEST_CODE)


def digits(typed: str) -> str:
    """The digits that somebody typed, and nothing else; digits of other scripts are none."""
    return "".join(character for character in typed if character in "0123456789")


def way_of(typed: str) -> str:
    """How the code came that somebody typed: a mail's is longer than a text's."""
    return "email" if len(digits(typed)) == LENGTHS["email"] else "sms"


def _key(made_by: str | None) -> bytes:
    """The key of that mark; today's if there is none, or if its secret is no longer known."""
    marks = _marks()
    return keyring.keys("code")[marks.index(made_by) if made_by in marks else 0]


def _marks() -> list[str]:
    return [mark[:MARK_LENGTH] for mark in keyring.macs("code.mark", "")]


def _code(key: bytes, challenge: str, way: str, counter: int) -> str:
    parts = PARTS[way]
    secret = base64.b32encode(hmac.new(key, f"{way}:{challenge}".encode(), hashlib.sha256).digest())
    hotp = pyotp.HOTP(secret.decode())
    counters = range(counter * len(parts), (counter + 1) * len(parts))
    return "".join(hotp.at(at)[-length:] for length, at in zip(parts, counters, strict=True))
