"""`GET /v1/balance_transactions?payout=po_…`: the lines that an automatic payout is made of."""

from webapp.api.parameters import Values
from webapp.errors import AppError
from webapp.ledger.automatic_payouts import makeup
from webapp.ledger.lines.page import Filter, line_page
from webapp.ledger.page import Page
from webapp.ledger.payouts.payout import Payout


class PayoutIsManual(AppError):
    """Only an automatic payout is made of lines; this one took an amount from the balance."""

    code = "parameter_invalid"


def lines_of_payout(account_id: str, id_: str, filters: list[Filter], cursors: Values) -> Page:
    """A page of the payout's lines and its own, the last to settle first; Stripe's order is alike.

    Of an automatic payout of before its lines were kept, only its own lines are known.
    """
    payout = Payout.get_or_none(Payout.account == account_id, Payout.id == id_)
    if payout and not payout.automatic:
        raise PayoutIsManual(param="payout")
    window = payout and makeup.window(payout)
    if window is None:
        return line_page(account_id, [*filters, ("source", "eq", id_)], **cursors)
    return makeup.page(window, tuple(filters), with_own=True, **cursors)
