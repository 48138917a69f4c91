"""Recovery codes: ten on a sheet of paper, each of which opens the door once."""

import secrets

from peewee import BigIntegerField, CharField, CompositeKey, ForeignKeyField

from webapp import clock, keyring
from webapp.accounts.account import Account
from webapp.database import BaseModel, db, for_update

SET_SIZE = 10
FEW = 3
# Crockford's base 32: no I, L, O or U, so what is read off paper is typed right.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans("ILO", "110")
GROUPS, GROUP_LENGTH = 6, 4  # 24 letters of five bits: 120 bits, too many to try, also offline
PURPOSE = "recovery-code"


class RecoveryCode(BaseModel):
    """One code of an account's newest set; the database keeps its keyed fingerprint."""

    account = ForeignKeyField(Account, index=False)
    mark = CharField()
    created = BigIntegerField()
    used_at = BigIntegerField(null=True)

    class Meta:
        """An account's codes lie together."""

        primary_key = CompositeKey("account", "mark")

    @classmethod
    def renew(cls, account_id: str) -> list[str]:
        """Ten fresh codes, which nobody can read again later; the old ones stop at once."""
        codes, now = [new_code() for _ in range(SET_SIZE)], clock.now()
        with db.atomic():
            for_update(Account.select(Account.id).where(Account.id == account_id)).get()
            cls.delete().where(cls.account == account_id).execute()
            for code in codes:
                mark = keyring.mac(PURPOSE, _bound(account_id, code))
                cls.create(account=account_id, mark=mark, created=now)
        return codes

    @classmethod
    def spend(cls, account_ids: list[str], typed: str) -> set[str]:
        """Use a code up; whose was it? Of many at once with the same code exactly one gets in."""
        marks = [mark for one in account_ids for mark in keyring.macs(PURPOSE, _bound(one, typed))]
        unspent = cls.account.in_(account_ids) & cls.mark.in_(marks) & cls.used_at.is_null()
        spent = cls.update(used_at=clock.now()).where(unspent).returning(cls.account)
        return {account_id for (account_id,) in spent.tuples().execute()}

    @classmethod
    def left(cls, account_id: str) -> int:
        """How many codes of the newest set still work."""
        return cls.select().where(cls.account == account_id, cls.used_at.is_null()).count()

    @classmethod
    def remove(cls, account_id: str) -> bool:
        """Throw the whole set away; was there one?"""
        return cls.delete().where(cls.account == account_id).execute() > 0


def new_code() -> str:
    """A code that nobody can guess, such as `7K2MP-QW9XR-4TZ8B`."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP_LENGTH))
    starts = range(0, len(letters), GROUP_LENGTH)
    return "-".join(letters[start : start + GROUP_LENGTH] for start in starts)


def is_whole(typed: str) -> bool:
    """Are these as many letters as a code has?"""
    return len(_letters(typed)) == GROUPS * GROUP_LENGTH


def _bound(account_id: str, typed: str) -> str:
    return f"{account_id}:{_letters(typed)}"


def _letters(typed: str) -> str:
    """The letters of a code, however people write and space them."""
    return "".join(typed.split()).replace("-", "").upper().translate(LOOKALIKES)
