"""Secrets that travel in a link or a cookie: 256 random bits outside, their SHA-256 inside."""

import hashlib
import secrets

TOKEN_BYTES = 32


def new_token() -> str:
    """A fresh token: 43 letters, digits, - and _ that nobody can guess."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    """What the database keeps; tokens are random, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
