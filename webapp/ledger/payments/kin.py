"""Lines that belong together: a payment and its refunds, a payout and its way back."""

from webapp.ledger.lines.journal import BalanceTransaction
from webapp.ledger.payments.charges import Charge
from webapp.ledger.payments.refunds import Refund

KIN_MAX = 20


def made_before(line: BalanceTransaction) -> BalanceTransaction | None:
    """The line that this one takes back, wholly or in part; None if it takes nothing back."""
    row, account_id = Refund, line.account_id
    refund = row.get_or_none(row.account == account_id, row.id == line.source)
    if refund is None:
        return next((it for it in _of_one_source(line) if _place(it) < _place(line)), None)
    charge = Charge.get_or_none(Charge.account == account_id, Charge.id == refund.charge)
    return _line(account_id, charge.balance_transaction) if charge else None


def made_after(line: BalanceTransaction) -> list[BalanceTransaction]:
    """The lines that take this one back, the oldest first; of very many the first twenty."""
    row, other, account_id = Refund, BalanceTransaction, line.account_id
    of_it = row.select(row.balance_transaction).where(
        row.account == account_id, row.charge == line.source
    )
    refunds = of_it.order_by(row.created, row.id).limit(KIN_MAX).tuples()
    ids = [id_ for (id_,) in refunds]
    found = [it for it in _of_one_source(line) if _place(it) > _place(line)]
    if ids:
        found += list(other.select().where(other.account == account_id, other.id.in_(ids)))
    return sorted(found, key=_place)


def _of_one_source(line: BalanceTransaction) -> list[BalanceTransaction]:
    """A payout and its way back have one source."""
    row = BalanceTransaction
    same = row.select().where(row.account == line.account_id, row.source == line.source)
    is_known = line.source is not None
    return list(same.order_by(row.created, row.id).limit(KIN_MAX)) if is_known else []


def _place(line: BalanceTransaction) -> tuple[int, str]:
    return line.created, line.id


def _line(account_id: str, line_id: str) -> BalanceTransaction | None:
    line = BalanceTransaction
    return line.get_or_none(line.account == account_id, line.id == line_id)
