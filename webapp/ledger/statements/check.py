"""A statement's check code: whoever holds the paper can ask us whether the figure on it is ours.

The code is a keyed digest of account, month, currency and closing balance, all of which stand on
the statement; nobody can make one without SECRET_KEY, and the same figures have the same code.
"""

import base64
import hmac
from datetime import date

from webapp import keyring
from webapp.money import Money

PURPOSE = "statement"
LETTERS = 16  # of five bits each: 80 bits that nobody guesses at a few dozen tries an hour
GROUP = 4


def code(account_id: str, month: date, closing: Money) -> str:
    """The code as it is printed: `K7QX-2MPA-…`."""
    return _written(keyring.mac(PURPOSE, _stated(account_id, month, closing)))


def is_ours(typed: str, account_id: str, month: date, closing: Money) -> bool:
    """Is this the code of that figure, by this secret or one that we had before?"""
    bare = "".join(typed.upper().replace("-", " ").split())
    digests = keyring.macs(PURPOSE, _stated(account_id, month, closing))
    codes = [_written(digest).replace("-", "") for digest in digests]
    return any([hmac.compare_digest(own.encode(), bare.encode()) for own in codes])


def _stated(account_id: str, month: date, closing: Money) -> str:
    return f"{account_id}|{month:%Y-%m}|{closing}"


def _written(digest: str) -> str:
    letters = base64.b32encode(bytes.fromhex(digest)).decode()[:LETTERS]
    return "-".join(letters[at : at + GROUP] for at in range(0, LETTERS, GROUP))
