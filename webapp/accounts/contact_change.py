"""Changes of a seller's phone or e-mail address: when, by whom, and what it was before."""

from peewee import BigIntegerField, CharField, CompositeKey, ForeignKeyField

from webapp import clock, ids
from webapp.accounts.account import Account
from webapp.database import BaseModel
from webapp.sealed import SealedText

PHONE, EMAIL = "phone", "email"
# Who changed it: signed in, by the platform's key, with a code to the e-mail address, or a reset.
SELLER, PLATFORM, RECOVERY, RESET = "seller", "platform", "recovery", "reset"


class ContactChange(BaseModel):
    """One change; rows are only added."""

    account = ForeignKeyField(Account, index=False)
    id = CharField()
    what = CharField()
    by = CharField()
    at = BigIntegerField()
    old = SealedText("contact_change.old", null=True)

    class Meta:
        """Keyed and looked up by account."""

        primary_key = CompositeKey("account", "id")
        indexes = ((("account", "what", "at"), False),)

    @classmethod
    def note(cls, account: Account, what: str, by: str, old: str | None) -> None:
        """Keep that it was changed now."""
        cls.create(account=account, id=ids.new("cc"), what=what, by=by, at=clock.now(), old=old)

    @classmethod
    def newest(cls, account: Account, what: str) -> "ContactChange | None":
        """The last change; none is that it is as it was at first."""
        mine = cls.select().where(cls.account == account.id, cls.what == what)
        return mine.order_by(cls.at.desc(), cls.id.desc()).first()
