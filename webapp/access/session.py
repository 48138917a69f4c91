"""Sessions: a row for each signed-in browser, so that any can be ended at once."""

from dataclasses import dataclass

from peewee import BigIntegerField, BooleanField, CharField, ForeignKeyField

from webapp import clock
from webapp.access.tokens import digest, new_token
from webapp.accounts.account import EXPRESS, Account
from webapp.accounts.platform import Platform
from webapp.database import BaseModel, Prepared

IDLE = 15 * clock.MINUTE
LIFETIME = 12 * clock.HOUR
SEEN_EVERY = clock.MINUTE  # how exactly the last use is known; saves a write a request


class Session(BaseModel):
    """A browser that proved who it is; the cookie's SHA-256 is the key."""

    digest = CharField(primary_key=True)
    account = ForeignKeyField(Account, index=False)
    created = BigIntegerField()
    seen_at = BigIntegerField()
    expires_at = BigIntegerField()
    ended_at = BigIntegerField(null=True)
    is_framed = BooleanField(default=False)
    return_url = CharField(null=True)
    ip = CharField(null=True)
    agent = CharField(null=True)

    class Meta:
        """All sessions of an account can be listed and ended."""

        indexes = ((("account", "created"), False),)

    @classmethod
    def open(cls, account: Account, **browser: object) -> str:
        """Sign a browser in; returns the token for its cookie."""
        token, now = new_token(), clock.now()
        cls.create(
            digest=digest(token),
            account=account,
            created=now,
            seen_at=now,
            expires_at=now + LIFETIME,
            **browser,
        )
        return token

    @classmethod
    def end(cls, token: str) -> None:
        """Sign the browser out: its cookie is refused from the very next request on."""
        cls.update(ended_at=clock.now()).where(cls.digest == digest(token)).execute()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, and what every page needs of them: read in one query."""

    digest: str
    account_id: str
    livemode: bool
    timezone: str
    default_currency: str
    revision: int
    display_name: str
    platform_id: str
    platform_name: str
    brand_color: str
    has_icon: bool
    is_framed: bool
    return_url: str | None
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Flask-Login's name for who this is."""
        return self.account_id


_ALIVE = Prepared(
    lambda mark: (
        Session.select(
            Session.digest,
            Session.seen_at,
            Session.is_framed,
            Session.return_url,
            Account.id,
            Account.livemode,
            Account.timezone,
            Account.default_currency,
            Account.revision,
            Account.business_name,
            Account.first_name,
            Account.last_name,
            Account.email,
            Platform.id,
            Platform.name,
            Platform.brand_color,
            Platform.icon_type,
        )
        .join(Account, on=Session.account == Account.id)
        .join(Platform, on=Account.platform == Platform.id)
        .where(
            Session.digest == mark,
            Session.ended_at.is_null(),
            Session.expires_at > mark,
            Session.seen_at > mark,
            Account.type == mark,
            Account.deleted_at.is_null(),
        )
    )
)


def signed_in(token: str) -> SignedIn | None:
    """Who holds this cookie, if the session is alive; counts as use of it."""
    now = clock.now()
    row = _ALIVE.first(digest(token), now, now - IDLE, EXPRESS)
    if row is None:
        return None
    key, seen_at, is_framed, return_url, account_id, livemode, zone, currency, revision, *names = (
        row
    )
    if now - seen_at >= SEEN_EVERY:
        Session.update(seen_at=now).where(Session.digest == key).execute()
    business, first, last, email, platform_id, platform_name, color, icon_type = names
    person = " ".join(filter(None, (first, last)))
    return SignedIn(
        digest=key,
        account_id=account_id,
        livemode=bool(livemode),
        timezone=zone,
        default_currency=currency,
        revision=revision,
        display_name=business or person or email or account_id,
        platform_id=platform_id,
        platform_name=platform_name,
        brand_color=color,
        has_icon=icon_type is not None,
        is_framed=bool(is_framed),
        return_url=return_url,
    )
