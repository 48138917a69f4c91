"""Identifiers in Stripe's shape: a prefix that names the kind, then letters and digits."""

import os
import time

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
TIME_LENGTH, RANDOM_LENGTH = 8, 16


def new(prefix: str) -> str:
    """A fresh id such as `txn_0Tz3kQ…`; ids made later sort later, so new rows lie together.

    Eight digits of milliseconds (good to the year 8,888), then sixteen random ones (95 bits).
    """
    milliseconds = time.time_ns() // 1_000_000
    chance = int.from_bytes(os.urandom(12), "big")
    return f"{prefix}_{base62(milliseconds, TIME_LENGTH)}{base62(chance, RANDOM_LENGTH)}"


def base62(number: int, length: int) -> str:
    """The lowest `length` base-62 digits of a number, highest first."""
    digits = [""] * length
    for place in range(length - 1, -1, -1):
        number, digit = divmod(number, 62)
        digits[place] = ALPHABET[digit]
    return "".join(digits)
