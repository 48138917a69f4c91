"""Why money is not sent: more than there is, or to a bank account that is not the seller's."""

from webapp.accounts.account import Account
from webapp.errors import AppError
from webapp.languages import N_
from webapp.ledger import balance
from webapp.money import Money


class BalanceInsufficient(AppError):
    """You cannot pay out more than the available balance."""

    code = "balance_insufficient"


class BankAccountUnknown(AppError):
    """Payouts go to the account's own bank account; this is not it."""

    code = "resource_missing"


def refuse_more_than_available(account_id: str, amount: Money) -> None:
    """Raise `BalanceInsufficient`; holds the account, so call it in the paying transaction."""
    available = balance.available(account_id, amount.currency)
    if amount.minor > available.minor:
        raise BalanceInsufficient(
            N_(
                "You have %(available)s available, which is less than %(amount)s. "
                "Try a smaller amount, or wait until pending money becomes available."
            ),
            param="amount",
            available=available,
            amount=amount,
        )


def own_bank_account(account: Account, destination: str | None) -> dict[str, str]:
    """The account's bank account, if there is one; raises `BankAccountUnknown` for another's."""
    own: dict[str, str] = account.bank_account or {}
    if destination not in (None, own.get("id")):
        raise BankAccountUnknown(f"No such external account: {destination!r}", param="destination")
    return own
