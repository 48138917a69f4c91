"""A payout that is asked for twice, by a double click or a lost answer, is made once."""

from webapp import keyring
from webapp.accounts.account import Account, begin_write
from webapp.database import db
from webapp.ids import RANDOM_LENGTH, TIME_LENGTH, base62
from webapp.ledger.payouts.payout import Payout, pay_out
from webapp.money import Money


def pay_out_once(account: Account, amount: Money, key: str) -> tuple[Payout, bool]:
    """The payout of this key, and whether it was made just now.

    The key is the account's own: the same one elsewhere is another payout.
    """
    id_ = _id(account.id, key)
    with db.atomic():
        begin_write(account.id)  # whoever comes second waits here, and then finds the first's
        made = Payout.get_or_none(Payout.account == account.id, Payout.id == id_)
        return (made, False) if made else (pay_out(account, amount, id_=id_), True)


def _id(account_id: str, key: str) -> str:
    digits = int(keyring.mac("payout", f"{account_id} {key}"), 16)
    return f"po_{base62(digits, TIME_LENGTH + RANDOM_LENGTH)}"
