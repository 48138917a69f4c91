"""What the account says of its seller: hers to change, or the platform's alone."""

from dataclasses import dataclass

from flask_babel import gettext as _

from webapp.accounts.account import Account
from webapp.accounts.bank_account import known_bank
from webapp.accounts.email import masked_email
from webapp.accounts.phone import masked
from webapp.reading import locale


@dataclass(frozen=True, slots=True)
class Contact:
    """One's own, with as much of each address as one needs to know it again."""

    name: str
    country: str
    masked_email: str | None
    masked_phone: str | None
    bank_name: str
    bank_last4: str | None


def panel(account: Account) -> dict[str, object]:
    """What the template needs."""
    bank_account: dict[str, str] = account.bank_account or {}
    contact = Contact(
        name=account.display_name,
        country=locale().territories.get(account.country, account.country),
        masked_email=masked_email(account.email) if account.email else None,
        masked_phone=masked(account.phone) if account.phone else None,
        bank_name=known_bank(bank_account) or _("Bank account"),
        bank_last4=bank_account.get("last4"),
    )
    return {"contact": contact, "masked_phone": contact.masked_phone}
