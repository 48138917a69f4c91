"""The accounts that one proof opened: a session may go from one to another of them."""

from peewee import Case

from webapp.access.sessions.session import Session, SessionOver, is_alive
from webapp.access.sessions.signed_in import SignedIn
from webapp.access.tokens import digest, new_token
from webapp.accounts.account import EXPRESS, Account
from webapp.accounts.factor import EMAIL, SMS
from webapp.accounts.platform import Platform

SENT = (SMS, EMAIL)


def others(user: SignedIn) -> list[Account]:
    """The accounts that this session may go over to, by name.

    What was proven must still hold: an account that has another e-mail address by now is somebody
    else's, and so is one with another number, if it was a text that proved it.
    """
    if not user.reach:
        return []
    here = Account.get_by_id(user.account_id)
    rows = (
        Account.select(Account, Platform)
        .join(Platform)
        .where(
            Account.id.in_(user.reach),
            Account.id != user.account_id,
            Account.livemode,
            Account.type == EXPRESS,
            Account.deleted_at.is_null(),
            Account.phone_reset_at.is_null(),  # who goes there enrols a phone first
            Account.email == here.email,
            Platform.disabled_at.is_null(),
        )
    )
    session = Session.get_by_id(user.digest)
    open_to_us = [row for row in rows if _still_opens(session, here, row)]
    return sorted(open_to_us, key=lambda account: (account.display_name, account.id))


def _still_opens(session: Session, here: Account, other: Account) -> bool:
    """A text says nothing of another number; a platform may ask for two proofs by now."""
    is_proven = session.first_proof is not None or not other.platform.asks_two
    return is_proven and (not session.is_by(SMS) or other.phone == here.phone)


def switch(token: str, account: Account) -> str:
    """Go over: the session shows the other account, under a new token; the old one is dead.

    What is one account's own (app, passkey, recovery code) proves nothing fresh for the other,
    and neither does a way that the other's platform does not allow.
    """
    fresh = new_token()
    mine = (Session.digest == digest(token)) & is_alive()
    ways = [way for way in SENT if account.platform.allows(way)]
    shared = Case(None, [(Session.proof.in_(ways), Session.verified_at)], None)
    moved = Session.update(digest=digest(fresh), account=account, verified_at=shared).where(mine)
    if moved.execute() != 1:
        raise SessionOver()
    return fresh
