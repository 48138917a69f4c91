"""Who asks: the key's platform and mode, and the account that the request acts for."""

from dataclasses import dataclass, replace

from flask import g, request

from webapp.accounts import key_holder
from webapp.accounts.account import Account
from webapp.accounts.api_key import ApiKeyMissing
from webapp.accounts.key_holder import Holder, KnownKey, Reached
from webapp.errors import AppError


class PlatformOnly(AppError):
    """Only the platform itself can do this. Leave out the Stripe-Account header."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose objects can be seen: those of one account, of a platform, in one mode."""

    platform_id: str
    livemode: bool
    account_id: str
    is_platform: bool
    """Is the account the platform's own?"""

    def of(self, account_id: str) -> "Scope":
        """The same key's view of one of its platform's sellers."""
        return replace(self, account_id=account_id, is_platform=False)

    def of_platform(self) -> "Scope":
        """The same key's view of the platform's own account, looked up once a request."""
        who = Holder(self.platform_id, self.livemode)
        owns: dict[Holder, Reached] = g.setdefault("own_accounts", {})
        if who not in owns:
            owns[who] = key_holder.own(who)
        return replace(self, account_id=owns[who].account_id, is_platform=True)


def authenticate() -> KnownKey:
    """Find out who asks by the key alone, or refuse; cookies say nothing here."""
    g.key = key_holder.known(_key())
    return g.key


def act() -> Scope:
    """Find the account that the request acts for; raises `AccountInvalid`."""
    who: Holder = g.key.holder
    account_id = request.headers.get("Stripe-Account")
    reached = key_holder.own(who) if account_id is None else key_holder.named(who, account_id)
    g.scope = Scope(*who, *reached)
    return g.scope


def acting_account() -> Account:
    """The account that the request acts for."""
    return Account.get(Account.id == g.scope.account_id)


def connected_account(account_id: str) -> Account | None:
    """A living connected account of the key's platform and mode."""
    sellers = Account.connected(g.scope.platform_id, livemode=g.scope.livemode)
    return sellers.where(Account.id == account_id).first()


def refuse_connected() -> None:
    """Raise `PlatformOnly` if the request acts for a connected account."""
    if not g.scope.is_platform:
        raise PlatformOnly()


def _key() -> str:
    sent = request.authorization
    key = sent and (sent.username if sent.type == "basic" else sent.token)
    if not key:
        raise ApiKeyMissing()
    return key
