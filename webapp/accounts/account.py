"""Accounts: the connected accounts of sellers, and a platform's own, one for each mode."""

from typing import NamedTuple

from peewee import BigIntegerField, BooleanField, CharField, ForeignKeyField, IntegerField, Select

from webapp import clock, ids
from webapp.accounts.platform import Platform
from webapp.changes import announce, told_by_returning
from webapp.database import BaseModel, JSONText, db
from webapp.errors import AppError
from webapp.sealed import SealedJSON, SealedText

EXPRESS, STANDARD, CUSTOM, NONE = "express", "standard", "custom", "none"
TYPES = (EXPRESS, STANDARD, CUSTOM)
# Stripe's controller.stripe_dashboard.type says the same thing in newer words.
DASHBOARD_BY_TYPE = {EXPRESS: "express", STANDARD: "full", CUSTOM: "none"}
TYPE_BY_DASHBOARD = {"express": EXPRESS, "full": STANDARD, "none": CUSTOM}
DELAY_DAYS_DEFAULT = 2
INTERVALS = ("daily", "weekly", "monthly", "manual")


class AccountInvalid(AppError):
    """This key has no access to that account, or the account does not exist."""

    status = 403
    code = "account_invalid"
    refusal = "access.refused"


class Account(BaseModel):
    """Whose money it is: a seller's connected account, or a platform's own ledger account."""

    id = CharField(primary_key=True)
    platform = ForeignKeyField(Platform, backref="accounts", index=False)
    livemode = BooleanField()
    is_platform = BooleanField(default=False)
    type = CharField()
    created = BigIntegerField()
    deleted_at = BigIntegerField(null=True)
    email = CharField(null=True)
    phone = SealedText("account.phone", null=True)
    business_name = CharField(null=True)
    first_name = CharField(null=True)
    last_name = CharField(null=True)
    country = CharField()
    default_currency = CharField()
    timezone = CharField(default=clock.UTC_ZONE)
    payout_interval = CharField(default="daily")
    payout_anchors = JSONText(null=True)
    delay_days = IntegerField(default=DELAY_DAYS_DEFAULT)
    bank_account = JSONText(null=True)
    details = SealedJSON("account.details", null=True)
    metadata = JSONText(null=True)
    revision = BigIntegerField(default=0)
    """Counts the changes of the account's money."""
    payouts_held_until = BigIntegerField(null=True)
    """Until then the money goes where it went before; see `payout_hold`."""
    phone_reset_at = BigIntegerField(null=True)
    """While it is set, the phone is forgotten, and who signs in enrols a new one."""
    language = CharField(null=True)
    """A code of `languages`; null asks the browser."""
    theme = CharField(null=True)
    """`light` or `dark`; null follows the system."""

    class Meta:
        """Lists are newest first within a platform and mode; sign-in looks an e-mail up."""

        only_save_dirty = True  # another's revision is never written over
        indexes = ((("platform", "livemode", "created", "id"), False), (("email",), False))

    @classmethod
    def open(cls, platform: Platform, *, livemode: bool, **fields: object) -> "Account":
        """Open a connected account."""
        return cls.create(
            id=ids.new("acct"), platform=platform, livemode=livemode, created=clock.now(), **fields
        )

    @classmethod
    def of_platform(cls, platform: Platform, *, livemode: bool) -> "Account":
        """The platform's own account in a mode; `platform create` opened it."""
        return cls.get(
            cls.platform == platform,
            cls.livemode == livemode,
            cls.is_platform,
            cls.deleted_at.is_null(),
        )

    @classmethod
    def connected(cls, platform: Platform, *, livemode: bool) -> Select:
        """The query of a platform's living connected accounts in a mode."""
        return cls.select().where(
            cls.platform == platform,
            cls.livemode == livemode,
            ~cls.is_platform,
            cls.deleted_at.is_null(),
        )

    @property
    def display_name(self) -> str:
        """What to call the seller: the business, else the person, else the e-mail."""
        person = " ".join(filter(None, (self.first_name, self.last_name)))
        return self.business_name or person or self.email or self.id

    @property
    def has_dashboard(self) -> bool:
        """Do its people sign in here? Only those of express accounts do, on a living platform."""
        is_open = self.deleted_at is None and self.platform.disabled_at is None
        return self.type == EXPRESS and not self.is_platform and is_open

    @property
    def has_enrolled(self) -> bool:
        """Did it ever have a phone, even if that is forgotten by now?"""
        return self.phone is not None or self.phone_reset_at is not None

    @property
    def awaits_phone(self) -> bool:
        """Is its person to enrol a new phone, because the platform had the old one forgotten?"""
        return self.phone is None and self.phone_reset_at is not None

    def change(self, **fields: object) -> None:
        """Change some of the account's fields, and those alone."""
        for name, value in fields.items():
            setattr(self, name, value)
        if fields:
            self.save(only=list(fields))

    def close(self) -> None:
        """Close the account: nobody signs in or pays in any more; the ledger stays."""
        with db.atomic():
            self.deleted_at = clock.now()
            self.save(only=[Account.deleted_at])
            announce(self.id)


class Held(NamedTuple):
    """An account that a transaction holds: its zone, and the revision that it is making."""

    timezone: str
    revision: int


def begin_write(account_id: str) -> Held:
    """Hold the account until the transaction ends and count its revision on.

    Every change of an account's money begins here: writers of one account go one by one, no
    rollup lands in a day of an old zone, and what was rendered at a revision is known to be stale.
    Whoever watches the account is told when the transaction is committed.
    """
    assert db.in_transaction(), "an account is held until its transaction ends"
    told = told_by_returning("id")
    rows = db.execute_sql(_COUNT_ON.format(mark=db.param, told=told), (account_id,)).fetchall()
    assert rows, "money is written for an account that exists"
    if not told:
        announce(account_id)
    timezone, revision, *_ = rows[0]
    return Held(timezone, revision)


_COUNT_ON = (
    "UPDATE account SET revision = revision + 1 WHERE id = {mark} "
    "RETURNING timezone, revision{told}"
)
