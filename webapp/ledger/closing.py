"""Closing an account: nobody is shut out from money that is still theirs."""

from webapp.accounts.account import Account
from webapp.database import db
from webapp.errors import AppError
from webapp.ledger.balance import balances


class AccountHasMoney(AppError):
    """This account has a balance. Pay it out, or take it back, before you close the account."""

    code = "account_has_balance"


class PlatformAccountStays(AppError):
    """A platform's own account cannot be closed."""


def close(account: Account) -> None:
    """Close a seller's account; in live mode raises `AccountHasMoney` while a balance is left."""
    if account.is_platform:
        raise PlatformAccountStays()
    with db.atomic():
        if account.livemode and any(b.available or b.pending for b in balances(account)):
            raise AccountHasMoney()
        account.close()
