"""Transfers and their reversals as Stripe writes them."""

from collections import defaultdict
from collections.abc import Sequence

from webapp.api.answer import Json
from webapp.api.resource import as_list
from webapp.ledger.payments.transfers import Transfer, TransferReversal

REVERSALS_SHOWN = 10  # inside their transfer; the rest are at its `reversals.url`
REVERSALS_MAX = 1_000


def as_json(transfers: Sequence[Transfer], livemode: bool) -> list[Json]:
    """Transfers of one account, with the latest reversals of those that have any."""
    reversals = _reversals([transfer for transfer in transfers if transfer.amount_reversed])
    return [_transfer(transfer, reversals[transfer.id], livemode) for transfer in transfers]


def reversals_as_json(reversals: Sequence[TransferReversal], _livemode: bool) -> list[Json]:
    """Reversals."""
    return [_reversal(reversal) for reversal in reversals]


def reversals_url(transfer_id: str) -> str:
    """Where all reversals of a transfer are."""
    return f"/v1/transfers/{transfer_id}/reversals"


def _reversals(reversed_: list[Transfer]) -> dict[str, list[TransferReversal]]:
    found: dict[str, list[TransferReversal]] = defaultdict(list)
    if reversed_:
        row = TransferReversal
        mine = (row.account == reversed_[0].account_id) & row.transfer.in_(
            [transfer.id for transfer in reversed_]
        )
        newest = row.select().where(mine).order_by(row.created.desc(), row.id.desc())
        for reversal in newest.limit(REVERSALS_MAX):
            found[reversal.transfer].append(reversal)
    return found


def _transfer(transfer: Transfer, reversals: list[TransferReversal], livemode: bool) -> Json:
    return {
        "id": transfer.id,
        "object": "transfer",
        "amount": transfer.amount,
        "amount_reversed": transfer.amount_reversed,
        "balance_transaction": transfer.balance_transaction,
        "created": transfer.created,
        "currency": transfer.currency,
        "description": transfer.description,
        "destination": transfer.destination,
        "destination_payment": transfer.destination_payment,
        "livemode": livemode,
        "metadata": transfer.metadata or {},
        "reversals": as_list(
            reversals_as_json(reversals[:REVERSALS_SHOWN], livemode),
            has_more=len(reversals) > REVERSALS_SHOWN,
            url=reversals_url(transfer.id),
        ),
        "reversed": transfer.amount_reversed == transfer.amount,
        "source_transaction": transfer.source_transaction,
        "source_type": "card",
        "transfer_group": transfer.transfer_group,
    }


def _reversal(reversal: TransferReversal) -> Json:
    return {
        "id": reversal.id,
        "object": "transfer_reversal",
        "amount": reversal.amount,
        "balance_transaction": reversal.balance_transaction,
        "created": reversal.created,
        "currency": reversal.currency,
        "destination_payment_refund": reversal.destination_payment_refund,
        "metadata": reversal.metadata or {},
        "source_refund": None,
        "transfer": reversal.transfer,
    }
