"""The keys that never lie in the database: derived from SECRET_KEY, one for each purpose.

Behind the newest secret stand those of SECRET_KEY_FALLBACKS: what they sealed or signed still
opens, but nothing new is made with them.
"""

import base64
import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12  # NIST SP 800-38D, 8.2.2: 96 random bits

_secrets: tuple[str, ...] = ()


class SealBroken(Exception):
    """What is sealed in the database was sealed with another SECRET_KEY, or was changed."""


def unlock(*secret_keys: str) -> None:
    """Take the secrets to derive from, the newest first; done once when the app starts."""
    global _secrets
    _secrets = secret_keys
    keys.cache_clear()
    _ciphers.cache_clear()


@lru_cache(maxsize=64)
def keys(purpose: str) -> tuple[bytes, ...]:
    """A key of 32 bytes for the purpose from each secret, the newest first (HKDF, RFC 5869)."""
    assert _secrets, "the keyring is unlocked when the app starts"
    return tuple(
        HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(secret.encode())
        for secret in _secrets
    )


def mac(purpose: str, text: str) -> str:
    """A fingerprint of the text, in hex, that nobody can make or check without the secret."""
    return hmac.new(keys(purpose)[0], text.encode(), hashlib.sha256).hexdigest()


def macs(purpose: str, text: str) -> tuple[str, ...]:
    """The fingerprints by each secret, the newest first: what older rows may hold."""
    return tuple(hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for key in keys(purpose))


def seal(text: str, purpose: str) -> str:
    """The text encrypted and signed (AES-256-GCM); the same text looks different each time."""
    return base64.urlsafe_b64encode(seal_bytes(text.encode(), purpose)).decode()


def unseal(sealed: str, purpose: str) -> str:
    """The text that was sealed for this purpose; raises `SealBroken`."""
    try:
        raw = base64.urlsafe_b64decode(sealed)
    except ValueError as error:
        raise SealBroken(SealBroken.__doc__) from error
    return unseal_bytes(raw, purpose).decode()


def seal_bytes(plain: bytes, purpose: str) -> bytes:
    """The same for bytes."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _ciphers(purpose)[0].encrypt(nonce, plain, purpose.encode())


def unseal_bytes(sealed: bytes, purpose: str) -> bytes:
    """The bytes that were sealed for this purpose; raises `SealBroken`."""
    for cipher in _ciphers(purpose):
        try:
            return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode())
        except (InvalidTag, ValueError):  # a ValueError: too short to hold a nonce
            continue
    raise SealBroken(SealBroken.__doc__)


@lru_cache(maxsize=64)
def _ciphers(purpose: str) -> tuple[AESGCM, ...]:
    return tuple(AESGCM(key) for key in keys(purpose))
