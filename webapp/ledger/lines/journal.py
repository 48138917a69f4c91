"""Lines of a ledger, Stripe's balance transactions: append-only, and the truth of all figures."""

from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from peewee import BigIntegerField, CharField, Check, CompositeKey, ForeignKeyField, TextField, fn

from webapp import clock, ids
from webapp.accounts.account import Account, begin_write
from webapp.database import BaseModel, JSONText, db, insert_all
from webapp.errors import AppError
from webapp.ledger import balance, buckets, payout_windows
from webapp.ledger.lines import terms
from webapp.money import AMOUNT_MAX, Money

CREATED_MIN = 946_684_800  # 2000-01-01: from here on every zone stands on a quarter of an hour
SKEW = 5 * clock.MINUTE  # how far ahead of ours a platform's clock may run


class CreatedInvalid(AppError):
    """A line is dated between 2000-01-01 and now, in Unix seconds."""

    code = "parameter_invalid"


class AmountTooLarge(AppError):
    """An amount has at most twelve digits of minor units."""

    code = "amount_too_large"


class AmountTooSmall(AppError):
    """An amount is at least one minor unit; money goes the other way by a refund or reversal."""

    code = "parameter_invalid_integer"


def refuse_less_than_one(amount: Money) -> None:
    """Raise `AmountTooSmall`: a payout of less than nothing would make money."""
    if amount.minor < 1:
        raise AmountTooSmall(param="amount")


@dataclass(slots=True)
class NewLine:
    """What a line will say: minor units of one currency, `net = amount - fee`."""

    type: str
    amount: int
    currency: str
    fee: int = 0
    created: int = field(default_factory=clock.now)
    available_on: int | None = None
    description: str | None = None
    source: str | None = None
    metadata: dict[str, str] | None = None
    id: str = field(default_factory=lambda: ids.new("txn"))

    def __post_init__(self) -> None:
        """Refuse what the rollups could not carry; money without a date of its own is available."""
        now = clock.now()
        if not CREATED_MIN <= self.created <= now + SKEW:
            raise CreatedInvalid(param="created")
        self.created = min(self.created, now)  # a line of tomorrow would be on no chart of today
        if self.available_on is None:
            self.available_on = self.created
        if abs(self.amount) > AMOUNT_MAX or abs(self.fee) > AMOUNT_MAX:
            raise AmountTooLarge(param="amount")

    @property
    def net(self) -> int:
        """What the line moves the balance by."""
        return self.amount - self.fee


class BalanceTransaction(BaseModel):
    """One line of an account's ledger. Never edited; a mistake gets a new line."""

    account = ForeignKeyField(Account, backref="ledger", index=False)
    id = CharField()
    created = BigIntegerField()
    available_on = BigIntegerField()
    type = CharField()
    amount = BigIntegerField()
    fee = BigIntegerField()
    net = BigIntegerField(constraints=[Check("net = amount - fee")])
    currency = CharField(max_length=3)
    description = TextField(null=True)
    source = CharField(null=True)
    metadata = JSONText(null=True)
    revision = BigIntegerField(null=True)
    """The account's revision that recorded it; null if that was before revisions were kept."""
    settles_at = BigIntegerField()
    """From when an automatic payout may take it; see `payout_windows`."""

    class Meta:
        """Keyed and indexed by account first; the feed walks (account, created, id)."""

        primary_key = CompositeKey("account", "id")
        indexes = (
            (("account", "created", "id"), False),
            (("account", "source", "created", "id"), False),
            (("account", "currency", "settles_at", "id"), False),
            (("account", "revision"), False),
        )

    @property
    def amount_money(self) -> Money:
        """The gross amount."""
        return Money(self.amount, self.currency)

    @property
    def status(self) -> str:
        """Stripe's `available` or `pending`: a comparison with now, never a stored word."""
        return status(self.available_on)


# What makes the `buckets.Sums` of a query's lines, in their order.
SUMMED = (
    fn.SUM(BalanceTransaction.net),
    fn.SUM(BalanceTransaction.amount),
    fn.SUM(BalanceTransaction.fee),
    fn.COUNT(BalanceTransaction.id),
)


def status(available_on: int) -> str:
    """Stripe's word for money that is or is not yet at the seller's disposal."""
    return "available" if available_on <= clock.now() else "pending"


def record(account_id: str, line: NewLine) -> NewLine:
    """Write one line and the rollups it moves: all of it, or nothing."""
    record_all(account_id, [line])
    return line


def record_all(account_id: str, lines: list[NewLine]) -> list[NewLine]:
    """Write many lines of one account and move each rollup once: all of it, or nothing."""
    with db.atomic():
        zone, revision = begin_write(account_id)
        opens = payout_windows.first_open(account_id, {line.currency for line in lines})
        rows = [_values(account_id, line, revision, opens[line.currency]) for line in lines]
        insert_all(BalanceTransaction, rows)
        balance.add(account_id, lines)
        buckets.add(account_id, zone, lines)
        terms.add(account_id, lines, opens)
    return lines


def available_on(account_id: str, line_id: str) -> int:
    """When the money of one of the account's lines becomes available."""
    mine = (BalanceTransaction.account == account_id) & (BalanceTransaction.id == line_id)
    return BalanceTransaction.select(BalanceTransaction.available_on).where(mine).scalar()


def reword(
    account_id: str, line_id: str, description: str | None, metadata: dict[str, str] | None
) -> None:
    """Give a line other words and notes; its figures stay as they are."""
    mine = (BalanceTransaction.account == account_id) & (BalanceTransaction.id == line_id)
    with db.atomic():
        begin_write(account_id)
        BalanceTransaction.update(description=description, metadata=metadata).where(mine).execute()
        for line in BalanceTransaction.select().where(mine):
            terms.add(account_id, [line], {line.currency: line.settles_at})


def _values(account_id: str, line: NewLine, revision: int, opens: int) -> tuple[Any, ...]:
    """The line in the order of the table's columns."""
    notes = None
    if line.metadata is not None:
        notes = BalanceTransaction.metadata.db_value(line.metadata)
    columns = _columns(line)
    settles_at = max(columns[AVAILABLE_ON], opens)
    return (account_id, *columns, notes, revision, settles_at)


AVAILABLE_ON = 2
_columns = attrgetter(
    *("id", "created", "available_on", "type", "amount", "fee", "net"),
    *("currency", "description", "source"),
)
