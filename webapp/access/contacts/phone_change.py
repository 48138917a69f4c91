"""A new phone: all that the old one opened is over at once, and payouts are held for a day."""

from webapp import clock
from webapp.access import money_hold
from webapp.access.audit import trail
from webapp.access.ending import end_account
from webapp.access.factors import attempts
from webapp.access.signin.people import enrolment
from webapp.accounts.account import Account
from webapp.accounts.contact_change import PHONE, RESET, ContactChange
from webapp.accounts.factor import EMAIL, SMS
from webapp.database import db, for_update


def change(
    account: Account, number: str, *, by: str, keep: str | None = None, actor: str | None = None
) -> None:
    """Codes go to this number from now on; `keep` is the digest of the one session that stays."""
    with db.atomic():
        _replace(account, by, keep, actor, phone=number, phone_reset_at=None)
        trail.record("phone.changed", account=account, actor=actor, by=by, to=number)
        money_hold.place(account)


def prove_anew(account: Account) -> None:
    """A code to the same number turns on what wrong codes had turned off; nothing else changes."""
    with db.atomic():
        _bind_anew(account)
        trail.record("phone.proven", account=account, to=account.phone)


def reset(account: Account, reason: str, *, actor: str) -> None:
    """Forget the phone: who comes in next, by a new link, enrols another one."""
    with db.atomic():
        _replace(account, RESET, None, actor, phone=None, phone_reset_at=clock.now())
        attempts.rebind(account.id, EMAIL)  # or wrong codes might bar the way to the new number
        trail.record("phone.reset", account=account, actor=actor, reason=reason)
        money_hold.place(account)


def former_phone(account: Account) -> str | None:
    """The number that codes went to until now, also when it was forgotten by a reset."""
    if account.phone or not account.awaits_phone:
        return str(account.phone) if account.phone else None
    newest = ContactChange.newest(account, PHONE)
    return newest.old if newest else None


def held(account_ids: list[str]) -> list[Account]:
    """The accounts as they are now, nobody else's to change until the transaction ends."""
    rows = Account.select().where(Account.id.in_(account_ids)).order_by(Account.id)
    return list(for_update(rows))


def _replace(
    account: Account, by: str, keep: str | None, actor: str | None, **fields: object
) -> None:
    ContactChange.note(account, PHONE, by, former_phone(account))
    account.change(**fields)
    end_account(account, keep=keep, actor=actor)
    _bind_anew(account)


def _bind_anew(account: Account) -> None:
    for whose in (account.id, enrolment(account.id)):
        attempts.rebind(whose, SMS)
