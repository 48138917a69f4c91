"""The cast as the ledger knows it: a platform's own account, and its sellers'."""

from webapp.accounts.account import EXPRESS, Account
from webapp.accounts.founding import found_platform

BANK_ACCOUNT = {"id": "ba_1", "bank_name": "Sparbank", "last4": "6789"}


def own_account(name: str) -> Account:
    """The test ledger of a new platform of that name."""
    return Account.of_platform(found_platform(name).platform, livemode=False)


def open_seller(platform: Account, name: str, **fields: object) -> Account:
    """A seller's account beside that of the platform; what is not given is a baker's in Berlin."""
    given: dict[str, object] = {
        "type": EXPRESS,
        "email": f"{name}@example.com",
        "country": "DE",
        "default_currency": "eur",
        "timezone": "Europe/Berlin",
        "bank_account": BANK_ACCOUNT,
    }
    return Account.open(platform.platform, livemode=False, **given | fields)
