"""Passkeys (WebAuthn): a key pair in the seller's device, of which we keep the public half.

A false site cannot ask for it: the browser signs whose page it was on. A passkey names its account
itself, so it signs in without an e-mail address, too.
"""

from peewee import BigIntegerField, BlobField, CharField, CompositeKey, ForeignKeyField
from webauthn.helpers import bytes_to_base64url

from webapp import clock
from webapp.access.factors.passkey_challenge import PasskeyChallenge
from webapp.access.factors.relying_party import (
    PasskeyRefused,
    Person,
    RelyingParty,
    challenge_in,
    signer_in,
)
from webapp.accounts.account import Account
from webapp.card_numbers import refuse_card_number
from webapp.database import BaseModel
from webapp.errors import AppError

ID_LENGTH_MAX = 1_364  # WebAuthn 6.1: at most 1,023 bytes, here in base 64
NAME_LENGTH_MAX = 60
NAME_DEFAULT = "Passkey"
PASSKEYS_MAX = 20


class PasskeyThere(AppError):
    """This passkey is on your account already. Choose another device or security key."""

    status = 409


class PasskeysFull(AppError):
    """You have 20 passkeys. Remove one before you add another."""

    status = 409


class Passkey(BaseModel):
    """One passkey of an account."""

    account = ForeignKeyField(Account, index=False)
    id = CharField(max_length=ID_LENGTH_MAX)
    public_key = BlobField()
    sign_count = BigIntegerField()
    name = CharField()
    created = BigIntegerField()
    used_at = BigIntegerField(null=True)

    class Meta:
        """An account's passkeys lie together."""

        primary_key = CompositeKey("account", "id")

    @classmethod
    def of(cls, account_id: str) -> "list[Passkey]":
        """The account's passkeys, the newest first."""
        mine = cls.select().where(cls.account == account_id)
        return list(mine.order_by(cls.created.desc(), cls.id))

    @classmethod
    def creation_options(cls, account: Account, party: RelyingParty, bound_to: str) -> str:
        """What the browser is to make, as JSON; bound to the session that asks."""
        name = account.email or account.display_name
        person = Person(account.id, name, account.display_name, account.platform.name)
        known = [passkey.id for passkey in cls.of(account.id)]
        return party.creation_options(PasskeyChallenge.issue(bound_to), person, known)

    @classmethod
    def add(
        cls, account_id: str, answer: str, name: str, party: RelyingParty, bound_to: str
    ) -> "Passkey":
        """Keep the public half of what the browser made; raises `PasskeyRefused` and its like."""
        made = party.made(answer, _taken_challenge(answer, bound_to))
        known = {passkey.id for passkey in cls.of(account_id)}
        passkey_id = bytes_to_base64url(made.credential_id)
        if passkey_id in known:
            raise PasskeyThere()
        if len(known) >= PASSKEYS_MAX:
            raise PasskeysFull()
        return cls.create(
            account=account_id,
            id=passkey_id,
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
            name=_tidy(name),
            created=clock.now(),
        )

    @classmethod
    def request_options(
        cls, party: RelyingParty, bound_to: str, account_id: str | None = None
    ) -> str:
        """What the browser is to sign, as JSON; without an account it tells of none."""
        known = [passkey.id for passkey in cls.of(account_id)] if account_id else []
        return party.request_options(PasskeyChallenge.issue(bound_to), known)

    @classmethod
    def prove(
        cls, answer: str, party: RelyingParty, bound_to: str, account_id: str | None = None
    ) -> "Passkey":
        """The passkey that signed our challenge, the account's if one is named; else raises."""
        challenge = _taken_challenge(answer, bound_to)
        named, passkey_id = signer_in(answer)
        owner = account_id or named
        passkey = cls.get_or_none(cls.account == owner, cls.id == passkey_id)
        if passkey is None or (named and named != owner):
            raise PasskeyRefused()
        used = party.signed(answer, challenge, bytes(passkey.public_key), passkey.sign_count)
        passkey._count_use(used.new_sign_count)
        return passkey

    @classmethod
    def remove(cls, account_id: str, passkey_id: str) -> bool:
        """Refuse the passkey from now on; was there one?"""
        mine = (cls.account == account_id) & (cls.id == passkey_id)
        return cls.delete().where(mine).execute() == 1

    def _count_use(self, sign_count: int) -> None:
        """Keep the device's own count, unless it moved or the passkey was removed meanwhile."""
        row = Passkey
        mine = (row.account == self.account_id) & (row.id == self.id)
        used = {row.sign_count: sign_count, row.used_at: clock.now()}
        if row.update(used).where(mine, row.sign_count == self.sign_count).execute() != 1:
            raise PasskeyRefused()


def _taken_challenge(answer: str, bound_to: str) -> bytes:
    """The answer's challenge, used up: it was ours, for this browser, and not too long ago."""
    challenge = challenge_in(answer)
    if not PasskeyChallenge.take(challenge, bound_to):
        raise PasskeyRefused()
    return challenge


def _tidy(name: str) -> str:
    tidy = " ".join(name.replace("\0", " ").split())[:NAME_LENGTH_MAX]
    refuse_card_number(tidy, "name")
    return tidy or NAME_DEFAULT
