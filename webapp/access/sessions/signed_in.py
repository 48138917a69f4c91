"""Who holds a cookie: everything that each page needs of them, read in one query."""

import json
from dataclasses import dataclass
from typing import Any

from peewee import fn

from webapp import clock
from webapp.access.sessions.session import IDLE, SEEN_EVERY, Session
from webapp.access.tokens import digest
from webapp.accounts.account import EXPRESS, Account
from webapp.accounts.platform import Platform
from webapp.database import Prepared


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, in which session, and what every page needs of them."""

    digest: str
    seen_at: int
    expires_at: int
    verified_at: int | None
    proof: str | None
    reach: tuple[str, ...]
    account_id: str
    livemode: bool
    timezone: str
    default_currency: str
    language: str | None
    theme: str | None
    revision: int
    display_name: str
    platform_id: str
    platform_name: str
    brand_color: str
    hidden_panels: tuple[str, ...]
    descriptions: str | None
    """As they are kept; read by who writes a line."""
    has_icon: bool
    is_framed: bool
    return_url: str | None
    is_authenticated = True
    is_active = True
    is_anonymous = False

    @property
    def ends_in(self) -> int:
        """Seconds until the session ends if it is not used again."""
        return min(self.seen_at + IDLE, self.expires_at) - clock.now()

    @property
    def lasts(self) -> int:
        """Seconds for which it surely lasts: of two looks within a minute both see the same."""
        return min(self.ends_in, IDLE - SEEN_EVERY)

    @property
    def is_final(self) -> bool:
        """Is the end so near that use puts it off no more?"""
        return self.expires_at - clock.now() <= self.ends_in

    def is_fresh(self, seconds: int) -> bool:
        """Was a factor proven within the last so many seconds?"""
        return self.verified_at is not None and clock.now() - self.verified_at <= seconds


_ALIVE = Prepared(
    lambda mark: (
        Session.select(
            Session.digest,
            Session.seen_at,
            Session.expires_at,
            Session.verified_at,
            Session.proof,
            Session.reach,
            Session.is_framed,
            Session.return_url,
            Account.id,
            Account.livemode,
            Account.timezone,
            Account.default_currency,
            fn.COALESCE(Session.language, Account.language),
            Account.theme,
            Account.revision,
            Platform.id,
            Platform.name,
            Platform.brand_color,
            Platform.hidden_panels,
            Platform.descriptions,
            Platform.icon_type,
            Account.business_name,
            Account.first_name,
            Account.last_name,
            Account.email,
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
            Platform.disabled_at.is_null(),
        )
    )
)


def signed_in(token: str, *, is_background: bool = False) -> SignedIn | None:
    """Who holds this cookie, if the session is alive; counts as use of it.

    What a page asks by itself, with nobody at it, is background and does not keep it alive.
    """
    now = clock.now()
    row = _ALIVE.first(digest(token), now, now - IDLE, EXPRESS)
    if row is None:
        return None
    key, seen_at, *_ = row
    if not is_background and now - seen_at >= SEEN_EVERY:
        Session.update(seen_at=now).where(Session.digest == key).execute()
        seen_at = now
    return _signed_in(seen_at, row)


def _signed_in(seen_at: int, row: tuple[Any, ...]) -> SignedIn:
    key, _, expires_at, verified_at, proof, reach, is_framed, return_url, *whose = row
    account_id, livemode, zone, currency, language, theme, revision, *shown = whose
    platform_id, platform_name, color, hidden, words, icon_type, *named = shown
    business, first, last, email = named
    person = " ".join(filter(None, (first, last)))
    return SignedIn(
        digest=key,
        seen_at=seen_at,
        expires_at=expires_at,
        verified_at=verified_at,
        proof=proof,
        reach=tuple(json.loads(reach)) if reach else (),
        account_id=account_id,
        livemode=bool(livemode),
        timezone=zone,
        default_currency=currency,
        language=language,
        theme=theme,
        revision=revision,
        display_name=business or person or email or account_id,
        platform_id=platform_id,
        platform_name=platform_name,
        brand_color=color,
        hidden_panels=tuple(json.loads(hidden)) if hidden else (),
        descriptions=words,
        has_icon=icon_type is not None,
        is_framed=bool(is_framed),
        return_url=return_url,
    )
