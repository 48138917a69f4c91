"""Login links: the platform asks for one, one browser may spend it, once, for five minutes.

An account has five that can be spent: a sixth takes the oldest's place, so that a seller who
clicks once more is never turned away, and who collects links collects no more than five.
"""

from dataclasses import dataclass

from peewee import BigIntegerField, CharField, ForeignKeyField

from webapp import clock
from webapp.access.audit import trail
from webapp.access.tokens import digest, new_token
from webapp.accounts.account import Account
from webapp.database import BaseModel, db, for_update
from webapp.errors import AppError, TooManyRequests

LIFETIME = 5 * clock.MINUTE
UNSPENT_MAX = 5  # of one account
MINTED_PER_MINUTE = 60  # for one account


class NoExpressDashboard(AppError):
    """Only express accounts have a dashboard to log in to."""

    code = "account_has_no_dashboard"


class LinkUnknown(AppError):
    """This link is not one of ours, or it is too old. Ask for a new one where you found it."""

    status = 404


class LinkDead(AppError):
    """This link no longer works. Ask for a new one where you found it."""

    status = 410
    reason = "nobody may sign in"


class LinkExpired(LinkDead):
    """This link has expired: links work for five minutes. Ask for a new one where you found it."""

    reason = "expired"


class LinkSpent(LinkDead):
    """This link has been used: each link works once. Ask for a new one where you found it."""

    reason = "used"


class LinkReplaced(LinkDead):
    """This link was replaced by newer ones. Ask for a new one where you found it."""

    reason = "replaced by newer ones"


class LinksTooMany(TooManyRequests):
    """Too many login links were made for this account. Make one when the seller asks for it."""


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """A link just made: the only moment at which its token is known."""

    token: str
    created: int
    expires_at: int


class LoginLink(BaseModel):
    """A way in for one account; the database keeps the token's SHA-256 alone."""

    digest = CharField(primary_key=True)
    account = ForeignKeyField(Account, index=False)
    number = BigIntegerField(default=0)
    """Counts the account's links: two of one second still have an order."""
    created = BigIntegerField()
    expires_at = BigIntegerField()
    redirect_url = CharField(null=True)
    spent_at = BigIntegerField(null=True)
    spent_by = CharField(null=True)
    replaced_at = BigIntegerField(null=True)

    class Meta:
        """The newest links of an account lie together."""

        indexes = ((("account", "number"), False),)

    @classmethod
    def issue(cls, account: Account, redirect_url: str | None = None) -> IssuedLink:
        """Make a link; raises `NoExpressDashboard` for other types of account, `LinksTooMany`."""
        if not account.has_dashboard:
            raise NoExpressDashboard(
                f"Cannot create a login link for the account {account.id}, "
                "which is not an Express account."
            )
        now = clock.now()
        issued = IssuedLink(new_token(), now, now + LIFETIME)
        with db.atomic():
            number = cls._make_room(account, now)
            cls.create(
                digest=digest(issued.token),
                account=account,
                number=number,
                created=now,
                expires_at=issued.expires_at,
                redirect_url=redirect_url,
            )
        return issued

    @classmethod
    def find(cls, token: str) -> "LoginLink":
        """The link of a token, spent or not; raises `LinkUnknown`."""
        link = cls.get_or_none(cls.digest == digest(token))
        if link is None:
            trail.record("link.refused", result=trail.REFUSED, reason="unknown")
            raise LinkUnknown()
        return link

    def refuse_if_dead(self) -> None:
        """Raise the reason, a `LinkDead`, unless the link can still be spent."""
        error = self._end()
        if error:
            trail.record(
                "link.refused",
                account=self.account_id,
                result=trail.REFUSED,
                reason=error.reason,
            )
            raise error

    def spend(self, by: str) -> None:
        """Spend the link for one pending login; of many that try at once exactly one may."""
        link = LoginLink
        unspent = (
            (link.digest == self.digest)
            & link.spent_at.is_null()
            & link.replaced_at.is_null()
            & (link.expires_at > clock.now())
        )
        won = link.update(spent_at=clock.now(), spent_by=by).where(unspent).execute() == 1
        if won:
            trail.record("link.spent", account=self.account_id)
            return
        fresh = link.get(link.digest == self.digest)
        if fresh.spent_by != by:
            fresh.refuse_if_dead()

    def _end(self) -> LinkDead | None:
        """What ended the link, if something did."""
        if self.spent_at is not None:
            return LinkSpent()
        if self.replaced_at is not None:
            return LinkReplaced()
        if self.expires_at <= clock.now():
            return LinkExpired()
        return None if self.account.has_dashboard else LinkDead()

    @classmethod
    def _make_room(cls, account: Account, now: int) -> int:
        """End all unspent links but the newest four; returns the number of the link to come."""
        # Two that mint at once go one by one, so that neither overlooks the other's link.
        for_update(Account.select(Account.id).where(Account.id == account.id)).get()
        mine = cls.account == account
        newest = list(cls.select().where(mine).order_by(cls.number.desc()).limit(MINTED_PER_MINUTE))
        if len(newest) == MINTED_PER_MINUTE and newest[-1].created > now - clock.MINUTE:
            raise LinksTooMany(retry_in=newest[-1].created + clock.MINUTE - now)
        unspent = [link for link in newest if link.spent_at is None and link.replaced_at is None]
        for old in unspent[UNSPENT_MAX - 1 :]:
            cls.update(replaced_at=now).where(cls.digest == old.digest).execute()
        return newest[0].number + 1 if newest else 1
