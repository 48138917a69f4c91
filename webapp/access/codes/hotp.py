"""The digits of a text or mail: HOTP (RFC 4226), made anew from what is known at each look.

The secret is derived from SECRET_KEY, the pending login, its purpose and the address that the code
goes to, so the database holds nothing that opens a door, and a code opens nothing but its own door.
The counter is how many codes went out that way: only the newest is right.
"""

import base64
import hashlib
import hmac

import pyotp

from webapp import keyring

TEST_CODE = "000000"
# A mail is read on a screen beside the page: longer digits cost nobody anything, and a guesser all.
# Two fours, not one eight: HOTP cuts its digits from 31 bits, where eight would not come out even.
PARTS = {"sms": (6,), "email": (4, 4)}
LENGTHS = {way: sum(parts) for way, parts in PARTS.items()}


def code_of(challenge: str, way: str, counter: int) -> str:
    """The code number `counter` of a challenge, as many digits as its way has."""
    return _code(keyring.keys("code")[0], challenge, way, counter)


def is_code_of(typed: str, challenge: str, way: str, counter: int) -> bool:
    """Are these the digits, however people space them? Older secrets count, too."""
    known = [_code(key, challenge, way, counter) for key in keyring.keys("code")]
    return any([hmac.compare_digest(digits(typed), code) for code in known])


def is_test_code(typed: str) -> bool:
    """Is it the code that opens every test account?"""
    return hmac.compare_digest(digits(typed), TEST_CODE)


def digits(typed: str) -> str:
    """The digits that somebody typed, and nothing else; digits of other scripts are none."""
    return "".join(character for character in typed if character in "0123456789")


def way_of(typed: str) -> str:
    """How the code came that somebody typed: a mail's is longer than a text's."""
    return "email" if len(digits(typed)) == LENGTHS["email"] else "sms"


def _code(key: bytes, challenge: str, way: str, counter: int) -> str:
    parts = PARTS[way]
    secret = base64.b32encode(hmac.new(key, f"{way}:{challenge}".encode(), hashlib.sha256).digest())
    hotp = pyotp.HOTP(secret.decode())
    counters = range(counter * len(parts), (counter + 1) * len(parts))
    return "".join(hotp.at(at)[-length:] for length, at in zip(parts, counters, strict=True))
