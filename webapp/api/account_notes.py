"""Which changes of an account are noted in the audit log: those that a thief would make."""

from collections.abc import Callable

from webapp.accounts.account import Account
from webapp.api.noting import note
from webapp.api.parameters import Values

FIELDS_OF = {
    "bank_account.changed": ("bank_account",),
    "payout_schedule.changed": ("payout_interval", "payout_anchors", "delay_days"),
}
HELD = set(FIELDS_OF)  # no such change while the account's payouts are held
DETAIL_OF: dict[str, Callable[[Account], Values]] = {
    "bank_account.changed": lambda account: _bank(account.bank_account or {}),
    "payout_schedule.changed": lambda account: {
        "interval": account.payout_interval,
        "delay_days": account.delay_days,
    },
}


def events_of(account: Account, fields: Values) -> list[str]:
    """The events that these new values of an account's fields will be."""
    changed = {name for name, value in fields.items() if getattr(account, name) != value}
    return [event for event, names in FIELDS_OF.items() if changed & set(names)]


def note_all(events: list[str], account: Account) -> None:
    """Note the events, with what they led to; the log masks numbers and addresses."""
    for event in events:
        note(event, account, **DETAIL_OF[event](account))


def _bank(bank_account: Values) -> Values:
    return {"bank": bank_account.get("bank_name"), "last4": bank_account.get("last4")}
