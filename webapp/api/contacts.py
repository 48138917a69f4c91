"""What follows when a platform changes by which phone and address its seller proves herself."""

from webapp import notices
from webapp.access.contacts import email_change, phone_change
from webapp.accounts.account import Account
from webapp.accounts.contact_change import PLATFORM
from webapp.api.noting import actor, note
from webapp.api.parameters import Values


def change(account: Account, fields: Values) -> None:
    """Take the contacts out of the fields and change them, with all that this ends."""
    number = fields.pop("phone", account.phone)
    if number != account.phone:
        _change_phone(account, number)
    email = fields.pop("email", account.email)
    if email != account.email:
        _change_email(account, email)


def _change_phone(account: Account, number: str) -> None:
    before = phone_change.former_phone(account)
    if before is None or not account.has_dashboard:  # nothing was open to anybody until now
        account.change(phone=number, phone_reset_at=None)
        note("phone.changed", account, to=number)
        return
    phone_change.change(account, number, by=PLATFORM, actor=actor())
    notices.send_if_done(notices.phone_changed(account, before))


def _change_email(account: Account, email: str | None) -> None:
    before = account.email
    email_change.change(account, email, by=PLATFORM, actor=actor())
    if account.has_dashboard:
        notices.send_if_done(notices.email_changed(account, before))
