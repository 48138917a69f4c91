"""Payouts: money on its way from a seller's balance to the bank."""

from datetime import date, timedelta

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    ForeignKeyField,
    TextField,
    fn,
)

from webapp import clock, ids
from webapp.accounts.account import Account
from webapp.database import BaseModel, JSONText, db, for_update
from webapp.errors import AppError
from webapp.ledger import balance
from webapp.ledger.lines import NewLine, record
from webapp.ledger.payout_failures import message
from webapp.money import Money

PENDING, IN_TRANSIT, PAID, FAILED, CANCELED = "pending", "in_transit", "paid", "failed", "canceled"
STATUSES = (PENDING, IN_TRANSIT, PAID, FAILED, CANCELED)
ON_THE_WAY = (PENDING, IN_TRANSIT)
# Stripe: "a payout can be paid and later fail"; nothing comes back from failed or canceled.
ALLOWED = {
    PENDING: {IN_TRANSIT, PAID, FAILED, CANCELED},
    IN_TRANSIT: {PAID, FAILED},
    PAID: {FAILED},
    FAILED: set(),
    CANCELED: set(),
}
BANK_DAYS = 2
SATURDAY = 5


class BalanceInsufficient(AppError):
    """You cannot pay out more than the available balance."""

    code = "balance_insufficient"


class PayoutNotPossible(AppError):
    """A payout in this state cannot be changed like that."""

    code = "payouts_not_allowed"


class Payout(BaseModel):
    """Money sent to the seller's bank; its line takes the amount from the balance at once."""

    account = ForeignKeyField(Account, backref="payouts", index=False)
    id = CharField()
    created = BigIntegerField()
    amount = BigIntegerField()
    currency = CharField(max_length=3)
    arrival_date = BigIntegerField()
    """Midnight UTC of the calendar day on which the bank should have it: a date, not an instant."""
    status = CharField()
    automatic = BooleanField(default=False)
    method = CharField(default="standard")
    description = TextField(null=True)
    statement_descriptor = CharField(null=True)
    metadata = JSONText(null=True)
    bank_account = JSONText(null=True)
    balance_transaction = CharField()
    failure_balance_transaction = CharField(null=True)
    failure_code = CharField(null=True)
    trace_id = CharField(null=True)
    changed_at = BigIntegerField()

    class Meta:
        """Keyed and listed by account first; what is on its way is found by status."""

        primary_key = CompositeKey("account", "id")
        indexes = (
            (("account", "created", "id"), False),
            (("account", "status", "arrival_date"), False),
        )

    @property
    def money(self) -> Money:
        """The amount that the bank gets."""
        return Money(self.amount, self.currency)

    @property
    def arrives(self) -> date:
        """The calendar day of arrival, the same in every zone."""
        return clock.utc_date(self.arrival_date)

    @property
    def failure_message(self) -> str | None:
        """Why it failed and what to do, in plain words."""
        return message(self.failure_code) if self.failure_code else None

    def mark(
        self, status: str, *, failure_code: str | None = None, trace_id: str | None = None
    ) -> "Payout":
        """Follow what the bank says; a failure brings the money back by a new line."""
        with db.atomic():
            current = for_update(
                Payout.select().where(Payout.account == self.account_id, Payout.id == self.id)
            ).get()
            return current._move_to(status, failure_code, trace_id)

    def cancel(self) -> "Payout":
        """Call a pending payout back; raises `PayoutNotPossible` for any other."""
        if self.automatic:
            raise PayoutNotPossible("An automatic payout cannot be canceled.")
        return self.mark(CANCELED)

    def _move_to(self, status: str, failure_code: str | None, trace_id: str | None) -> "Payout":
        self.trace_id = trace_id or self.trace_id
        if status != self.status:
            if status not in ALLOWED[self.status]:
                raise PayoutNotPossible(
                    f"A payout that is {self.status} cannot become {status}.", param="status"
                )
            self.status, self.changed_at = status, clock.now()
            if status == FAILED:
                self._bring_back("payout_failure", failure_code or "could_not_process")
            elif status == CANCELED:
                self._bring_back("payout_cancel", None)
        self.save()
        return self

    def _bring_back(self, kind: str, failure_code: str | None) -> None:
        line = record(
            self.account_id,
            NewLine(kind, self.amount, self.currency, description=self.description, source=self.id),
        )
        self.failure_balance_transaction = line.id
        self.failure_code = failure_code


def pay_out(account: Account, amount: Money, **details: object) -> Payout:
    """Send `amount` of the available balance to the bank; raises `BalanceInsufficient`."""
    with db.atomic():
        available = balance.available(account.id, amount.currency)
        if amount.minor > available.minor:
            raise BalanceInsufficient(
                f"You have {available} available, which is less than {amount}. "
                "Try a smaller amount, or wait until pending money becomes available.",
                param="amount",
            )
        now, id_ = clock.now(), ids.new("po")
        line = record(
            account.id,
            NewLine(
                "payout",
                -amount.minor,
                amount.currency,
                created=now,
                description=details.get("description"),
                source=id_,
            ),
        )
        return Payout.create(
            account=account,
            id=id_,
            created=now,
            changed_at=now,
            amount=amount.minor,
            currency=amount.currency,
            arrival_date=clock.utc_midnight(arrival(clock.utc_date(now))),
            status=PENDING,
            bank_account=account.bank_account,
            balance_transaction=line.id,
            **details,
        )


def arrival(sent: date, bank_days: int = BANK_DAYS) -> date:
    """The day on which a bank should have money sent on `sent`: so many working days later."""
    day = sent
    while bank_days:
        day += timedelta(days=1)
        bank_days -= day.weekday() < SATURDAY
    return day


def on_its_way(account_id: str) -> dict[str, int]:
    """Minor units by currency that have left the balance and not yet reached the bank."""
    query = (
        Payout.select(Payout.currency, fn.SUM(Payout.amount))
        .where(Payout.account == account_id, Payout.status.in_(ON_THE_WAY))
        .group_by(Payout.currency)
    )
    return {currency: int(amount) for currency, amount in query.tuples()}


def upcoming(account_id: str, limit: int = 5) -> list[Payout]:
    """Payouts on their way, the next to arrive first."""
    query = Payout.select().where(Payout.account == account_id, Payout.status.in_(ON_THE_WAY))
    return list(query.order_by(Payout.arrival_date, Payout.id).limit(limit))


def stopped(account_id: str, since: int, limit: int = 3) -> list[Payout]:
    """Payouts that failed since then, the latest first."""
    query = Payout.select().where(
        Payout.account == account_id, Payout.status == FAILED, Payout.changed_at >= since
    )
    return list(query.order_by(Payout.arrival_date.desc(), Payout.id.desc()).limit(limit))
