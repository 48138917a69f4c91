"""What a machine made at random is taken for a secret, always."""

import os
import secrets
from base64 import urlsafe_b64encode
from random import Random

from webapp.guessable import is_guessable


def test_a_random_secret_is_never_called_guessable() -> None:
    """F6: neither what `openssl rand -hex 32` makes, nor tokens in letters of both cases."""
    for seed in range(20_000):
        bits = Random(seed).randbytes(32)
        for secret in (bits.hex(), bits.hex()[:32], urlsafe_b64encode(bits).decode().rstrip("=")):
            assert not is_guessable(secret), secret


def test_nor_is_any_of_today() -> None:
    """F6: of this machine's own randomness."""
    for _ in range(2_000):
        assert not is_guessable(secrets.token_urlsafe(32))
        assert not is_guessable(os.urandom(32).hex())
