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
LENGTHS = {"sms": 6, "email": 8}


def code_of(challenge: str, way: str, counter: int) -> str:
    """The code number `counter` of a challenge, as many digits as its way has."""
    return _hotp(keyring.keys("code")[0], challenge, way).at(counter)


def is_code_of(typed: str, challenge: str, way: str, counter: int) -> bool:
    """Are these the digits, however people space them? Older secrets count, too."""
    found = [
        _hotp(key, challenge, way).verify(digits(typed), counter) for key in keyring.keys("code")
    ]
    return any(found)


def is_test_code(typed: str) -> bool:
    """Is it the code that opens every test account?"""
    return hmac.compare_digest(digits(typed), TEST_CODE)


def digits(typed: str) -> str:
    """The digits that somebody typed, and nothing else; digits of other scripts are none."""
    return "".join(character for character in typed if character in "0123456789")


def way_of(typed: str) -> str:
    """How the code came that somebody typed: a mail's is longer than a text's."""
    return "email" if len(digits(typed)) == LENGTHS["email"] else "sms"


def _hotp(key: bytes, challenge: str, way: str) -> pyotp.HOTP:
    secret = hmac.new(key, f"{way}:{challenge}".encode(), hashlib.sha256).digest()
    return pyotp.HOTP(base64.b32encode(secret).decode(), digits=LENGTHS[way])
