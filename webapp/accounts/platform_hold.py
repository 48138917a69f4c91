"""Holds by the platform: an account's payouts wait, and its seller reads why and what comes next.

Not to be confused with `payout_hold`, which is ours, for safety, and lets automatic payouts go on.
"""

from peewee import BigIntegerField, CharField, ForeignKeyField, Select, TextField

from webapp import clock
from webapp.accounts import notification
from webapp.accounts.account import Account, begin_write
from webapp.accounts.notification import PAYOUTS_HELD
from webapp.database import BaseModel, db
from webapp.errors import AppError, ParameterInvalid

VERIFICATION, BANK_ACCOUNT, DISPUTE = "verification", "bank_account", "dispute"
NEGATIVE_BALANCE, REVIEW, OTHER = "negative_balance", "review", "other"
REASONS = (VERIFICATION, BANK_ACCOUNT, DISPUTE, NEGATIVE_BALANCE, REVIEW, OTHER)
PLATFORM, SELLER, BANK = "platform", "seller", "bank"
ACTORS = (PLATFORM, SELLER, BANK)
MESSAGE_LENGTH_MAX = 500


class PayoutsOnHold(AppError):
    """The payouts of this account are held for now. Its payouts page says why and until when."""

    code = "payouts_not_allowed"
    refusal = "payouts.held"


class PlatformHold(BaseModel):
    """Why an account's payouts wait, who must act, until when, and the platform's own words."""

    account = ForeignKeyField(Account, primary_key=True)
    reason = CharField()
    acts = CharField()
    until = BigIntegerField(null=True)
    message = TextField(null=True)
    placed_at = BigIntegerField()

    @classmethod
    def live(cls) -> Select:
        """The holds that have not ended by themselves."""
        return cls.select().where(cls.until.is_null() | (cls.until > clock.now()))

    @classmethod
    def of(cls, account_id: str) -> "PlatformHold | None":
        """The account's hold, if there is one now."""
        return cls.live().where(cls.account == account_id).first()


def place(
    account_id: str, reason: str, acts: str, until: int | None = None, message: str | None = None
) -> None:
    """Hold the account's payouts from now on; another hold takes the place of the first."""
    if until is not None and until <= clock.now():
        raise ParameterInvalid(
            "A hold ends in the future; leave `until` out if nobody knows when.",
            param="settings[payouts][hold][until]",
        )
    fields = {"reason": reason, "acts": acts, "until": until, "message": message}
    fields["placed_at"] = clock.now()
    with db.atomic():
        begin_write(account_id)  # a payout that is being made is made before it or not at all
        if PlatformHold.of(account_id) is None:
            notification.note(account_id, PAYOUTS_HELD, str(fields["placed_at"]))
        row = PlatformHold.insert(account=account_id, **fields)
        row.on_conflict(conflict_target=[PlatformHold.account], update=fields).execute()


def lift(account_id: str) -> bool:
    """Let the payouts go on; says whether there was a hold."""
    with db.atomic():
        begin_write(account_id)
        return bool(PlatformHold.delete().where(PlatformHold.account == account_id).execute())


def refuse_if_on_hold(account_id: str) -> None:
    """Raise `PayoutsOnHold` during a hold; call it in the paying transaction."""
    if PlatformHold.of(account_id):
        raise PayoutsOnHold()
