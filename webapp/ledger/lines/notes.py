"""Which of a line's metadata its seller sees: what the platform chose, or what names an order."""

from webapp.accounts.account import Account
from webapp.ledger.lines.journal import BalanceTransaction

# A platform keeps notes of its own in metadata, so what it did not choose stays hidden.
SHOWN_BY_DEFAULT = (
    "order",
    "order_id",
    "order_number",
    "order_reference",
    "reference",
    "invoice",
    "invoice_id",
    "invoice_number",
)


def shown_keys(account: Account) -> frozenset[str]:
    """The keys of metadata that the account's platform shows to its sellers."""
    chosen = getattr(account.platform, "shown_metadata", None)
    return frozenset(SHOWN_BY_DEFAULT if chosen is None else chosen)


def shown_notes(account: Account, notes: dict[str, str] | None) -> dict[str, str]:
    """What the seller sees of a line's metadata."""
    keys = shown_keys(account)
    return {key: value for key, value in (notes or {}).items() if key in keys}


def notes_of(account_id: str, line_ids: list[str]) -> dict[str, dict[str, str]]:
    """The metadata of some of the account's lines, by their ids."""
    line = BalanceTransaction
    mine = line.select(line.id, line.metadata).where(
        line.account == account_id, line.id.in_(line_ids)
    )
    return {id_: notes or {} for id_, notes in mine.tuples()}
