"""Our side of WebAuthn, without a memory: what we ask of browsers, and if answers are sound."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

import webauthn
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from webapp.errors import AppError

PORTS = {"http": 80, "https": 443}
# A passkey is both steps at once: the device, and the finger, face or PIN of whoever holds it.
VERIFIED = UserVerificationRequirement.REQUIRED

T = TypeVar("T")


class PasskeyRefused(AppError):
    """This passkey was not accepted. Try once more, or choose another way."""

    status = 422


@dataclass(frozen=True, slots=True)
class Person:
    """How a device names whose passkey it keeps."""

    account_id: str
    name: str
    display_name: str
    platform_name: str


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """Where passkeys are made and used: on the dashboard's own origin and nowhere else."""

    id: str
    origin: str

    @classmethod
    def at(cls, base_url: str) -> "RelyingParty":
        """The one of that address, written as browsers write an origin."""
        url = urlsplit(base_url)
        host = url.hostname or ""
        port = "" if url.port in {None, PORTS.get(url.scheme)} else f":{url.port}"
        return cls(host, f"{url.scheme}://{host}{port}")

    def creation_options(self, challenge: bytes, person: Person, known: Iterable[str]) -> str:
        """What a browser is to make, as JSON; a device that made one before makes no second."""
        options = webauthn.generate_registration_options(
            rp_id=self.id,
            rp_name=person.platform_name,
            user_id=person.account_id.encode(),
            user_name=person.name,
            user_display_name=person.display_name,
            challenge=challenge,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
            ),
            exclude_credentials=_descriptors(known),
        )
        return webauthn.options_to_json(options)

    def request_options(self, challenge: bytes, known: Iterable[str]) -> str:
        """What a browser is to sign, as JSON; with none known it offers all that it has of ours."""
        options = webauthn.generate_authentication_options(
            rp_id=self.id,
            challenge=challenge,
            allow_credentials=_descriptors(known),
            user_verification=VERIFIED,
        )
        return webauthn.options_to_json(options)

    def made(self, answer: str, challenge: bytes) -> VerifiedRegistration:
        """The new passkey in an answer to `creation_options`; raises `PasskeyRefused`."""
        return _sound(
            lambda: webauthn.verify_registration_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=self.id,
                expected_origin=self.origin,
                require_user_verification=True,
            )
        )

    def signed(
        self, answer: str, challenge: bytes, public_key: bytes, sign_count: int
    ) -> VerifiedAuthentication:
        """The use of a passkey in an answer to `request_options`; raises `PasskeyRefused`."""
        return _sound(
            lambda: webauthn.verify_authentication_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=self.id,
                expected_origin=self.origin,
                credential_public_key=public_key,
                credential_current_sign_count=sign_count,
                require_user_verification=True,
            )
        )


def challenge_in(answer: str) -> bytes:
    """The challenge that an answer says it answers, believed by nobody yet."""
    return _sound(lambda: base64url_to_bytes(_client(answer)["challenge"]))


def signer_in(answer: str) -> tuple[str | None, str]:
    """The account and the passkey that an answer names, believed by nobody yet."""
    return _sound(lambda: _signer(json.loads(answer)))


def _client(answer: str) -> dict[str, Any]:
    client: dict[str, Any] = json.loads(
        base64url_to_bytes(json.loads(answer)["response"]["clientDataJSON"])
    )
    return client


def _signer(answer: dict[str, Any]) -> tuple[str | None, str]:
    handle = answer["response"].get("userHandle")
    return base64url_to_bytes(handle).decode() if handle else None, _text(answer["id"])


def _text(value: object) -> str:
    """A word that can be looked up; PostgreSQL knows no NUL."""
    if not isinstance(value, str) or "\0" in value:
        raise ValueError("no passkey has such an id")
    return value


def _sound(read: Callable[[], T]) -> T:
    try:
        return read()
    except Exception as error:  # whatever trips over a stranger's bytes, they are no passkey
        raise PasskeyRefused() from error


def _descriptors(known: Iterable[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known]
