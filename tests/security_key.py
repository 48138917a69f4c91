"""A security key and the browser around it, in software: what WebAuthn's two ceremonies answer.

It may be told to do wrong what a real one never does, to see that we notice.
"""

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40
ES256 = -7


@dataclass
class SecurityKey:
    """A key of one owner; `origin` is where the browser believes to be."""

    origin: str = "http://localhost"
    rp_id: str = "localhost"
    flags: int = PRESENT | VERIFIED
    count: int = 0
    id: bytes = field(default_factory=lambda: os.urandom(32))
    owner: str = ""
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, options: str) -> str:
        """The answer to a request to make a passkey."""
        asked = json.loads(options)
        self.owner = asked["user"]["id"]
        key = b"\0" * 16 + len(self.id).to_bytes(2, "big") + self.id + self.public
        attestation = {
            "fmt": "none",
            "attStmt": {},
            "authData": self._state(self.flags | WITH_KEY) + key,
        }
        return self._answer(
            clientDataJSON=self._client("webauthn.create", asked["challenge"]),
            attestationObject=cbor2.dumps(attestation),
        )

    def sign(self, options: str) -> str:
        """The answer to a request to sign in."""
        self.count += 1
        client = self._client("webauthn.get", json.loads(options)["challenge"])
        state = self._state(self.flags)
        signed = state + hashlib.sha256(client).digest()
        return self._answer(
            clientDataJSON=client,
            authenticatorData=state,
            signature=self.private.sign(signed, ec.ECDSA(SHA256())),
            userHandle=base64url_to_bytes(self.owner),
        )

    def _client(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def _state(self, flags: int) -> bytes:
        rp = hashlib.sha256(self.rp_id.encode()).digest()
        return rp + bytes([flags]) + self.count.to_bytes(4, "big")

    @property
    def public(self) -> bytes:
        """The public half, as a database keeps it."""
        point = self.private.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (point.x, point.y))
        return cbor2.dumps({1: 2, 3: ES256, -1: 1, -2: x, -3: y})

    def _answer(self, **response: bytes) -> str:
        named: dict[str, Any] = {"id": bytes_to_base64url(self.id), "type": "public-key"}
        texts = {name: bytes_to_base64url(value) for name, value in response.items()}
        return json.dumps(named | {"rawId": named["id"], "response": texts})
