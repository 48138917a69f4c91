"""Text messages of the last day: to which dial code, and whether their codes were entered."""

from peewee import BigIntegerField, Case, CharField, fn

from webapp import clock, keyring
from webapp.access.limits.holding import sweep
from webapp.database import BaseModel

TYPED_WITHIN = 2 * clock.MINUTE  # what is younger, and not yet entered, says nothing


class SentText(BaseModel):
    """One code that went to a number, which only its fingerprint names."""

    dial_code = CharField()
    phone = CharField()
    sent_at = BigIntegerField()
    entered_at = BigIntegerField(null=True)

    class Meta:
        """Counted by dial code; found by number when its code is entered."""

        indexes = ((("dial_code", "sent_at"), False), (("phone", "sent_at"), False))

    @classmethod
    def note(cls, phone: str, dial_code: str) -> None:
        """Write down that a text goes out."""
        now = clock.now()
        cls.create(dial_code=dial_code, phone=_fingerprint(phone), sent_at=now)
        sweep(cls, cls.id, cls.sent_at < now - clock.DAY)

    @classmethod
    def note_entered(cls, phone: str) -> None:
        """The code of the number's newest text was entered."""
        newest = cls._newest(phone)
        cls.update(entered_at=clock.now()).where(cls.id == newest).execute()

    @classmethod
    def withdraw(cls, phone: str) -> None:
        """The number's newest text did not go out."""
        cls.delete().where(cls.id == cls._newest(phone)).execute()

    @classmethod
    def conversion(cls, dial_code: str, since: int) -> tuple[int, int]:
        """How many codes could have been entered by now, and how many were."""
        told = Case(None, [(cls.sent_at <= clock.now() - TYPED_WITHIN, 1)])
        row = cls.select(fn.COUNT(fn.COALESCE(cls.entered_at, told)), fn.COUNT(cls.entered_at))
        return row.where(cls.dial_code == dial_code, cls.sent_at > since).tuples().get()

    @classmethod
    def _newest(cls, phone: str) -> object:
        mine = (cls.phone == _fingerprint(phone)) & cls.entered_at.is_null()
        newest = cls.select(cls.id).where(mine).order_by(cls.sent_at.desc(), cls.id.desc())
        return newest.limit(1)


def _fingerprint(phone: str) -> str:
    return keyring.mac("limit", f"sms:sent:{phone}")
