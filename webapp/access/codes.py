"""The six digits of a text message: HOTP (RFC 4226), made anew from what is known at each look.

The secret is derived from SECRET_KEY and the pending login, so the database holds nothing that
opens a door. The counter is how many texts went out: only the newest code is right.
"""

import base64
import hashlib
import hmac

import pyotp

TEST_CODE = "000000"


def code_of(secret_key: str, login: str, counter: int) -> str:
    """The code of a pending login's text number `counter`."""
    return _hotp(secret_key, login).at(counter)


def is_code_of(typed: str, secret_key: str, login: str, counter: int) -> bool:
    """Are these the digits, however people space them?"""
    return _hotp(secret_key, login).verify(digits(typed), counter)


def is_test_code(typed: str) -> bool:
    """Is it the code that opens every test account?"""
    return hmac.compare_digest(digits(typed), TEST_CODE)


def digits(typed: str) -> str:
    """The digits that somebody typed, and nothing else; digits of other scripts are none."""
    return "".join(character for character in typed if character in "0123456789")


def _hotp(secret_key: str, login: str) -> pyotp.HOTP:
    key = hmac.new(secret_key.encode(), f"sms-code:{login}".encode(), hashlib.sha256)
    return pyotp.HOTP(base64.b32encode(key.digest()).decode())
