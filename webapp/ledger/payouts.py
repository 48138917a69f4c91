"""Payouts: money on its way from a seller's balance to the bank."""

from datetime import date
from typing import Any

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    CompositeKey,
    ForeignKeyField,
    TextField,
)

from webapp import clock, ids
from webapp.accounts import payout_hold
from webapp.accounts.account import Account, begin_write
from webapp.database import BaseModel, JSONText, db, for_update
from webapp.errors import AppError
from webapp.ledger import balance
from webapp.ledger.bank_days import BANK_DAYS, arrival
from webapp.ledger.lines import NewLine, record, refuse_less_than_one
from webapp.ledger.payout_failures import message
from webapp.ledger.payout_status import (
    CANCELED,
    FAILED,
    PAID,
    PENDING,
    PayoutNotPossible,
    refuse_unless_allowed,
)
from webapp.money import Money

STANDARD, INSTANT = "standard", "instant"
METHODS = (STANDARD, INSTANT)


class BalanceInsufficient(AppError):
    """You cannot pay out more than the available balance."""

    code = "balance_insufficient"


class BankAccountUnknown(AppError):
    """Payouts go to the account's own bank account; this is not it."""

    code = "resource_missing"


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
    method = CharField(default=STANDARD)
    description = TextField(null=True)
    statement_descriptor = CharField(null=True)
    metadata = JSONText(null=True)
    destination = CharField(null=True)
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
            (("account", "destination", "created", "id"), False),
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
            refuse_unless_allowed(self.status, status)
            self.status, self.changed_at = status, clock.now()
            if status == PAID:  # it has arrived, perhaps before its day, never after today
                today = clock.utc_midnight(clock.utc_date(self.changed_at))
                self.arrival_date = min(self.arrival_date, today)
            elif status == FAILED:
                self._bring_back("payout_failure", failure_code or "could_not_process")
            elif status == CANCELED:
                self._bring_back("payout_cancel", None)
        begin_write(self.account_id)
        self.save()
        return self

    def _bring_back(self, kind: str, failure_code: str | None) -> None:
        line = record(
            self.account_id,
            NewLine(kind, self.amount, self.currency, description=self.description, source=self.id),
        )
        self.failure_balance_transaction = line.id
        self.failure_code = failure_code


def pay_out(
    account: Account,
    amount: Money,
    *,
    destination: str | None = None,
    method: str = STANDARD,
    **details: Any,
) -> Payout:
    """Send `amount` of the available balance to the bank; raises `BalanceInsufficient`.

    During a hold none but automatic payouts are made: others raise `PayoutsHeld`.
    """
    refuse_less_than_one(amount)
    bank_account: dict[str, str] = account.bank_account or {}
    if destination not in (None, bank_account.get("id")):
        raise BankAccountUnknown(f"No such external account: {destination!r}", param="destination")
    now, id_ = clock.now(), ids.new("po")
    with db.atomic():
        if not details.get("automatic"):
            payout_hold.refuse_if_held(account)
        _refuse_more_than_available(account.id, amount)
        line = NewLine("payout", -amount.minor, amount.currency, created=now, source=id_)
        line.description = details.get("description")
        record(account.id, line)
        return Payout.create(
            account=account,
            id=id_,
            created=now,
            changed_at=now,
            amount=amount.minor,
            currency=amount.currency,
            arrival_date=_arrival_date(now, method),
            method=method,
            status=PENDING,
            destination=bank_account.get("id"),
            bank_account=account.bank_account,
            balance_transaction=line.id,
            **details,
        )


def _refuse_more_than_available(account_id: str, amount: Money) -> None:
    available = balance.available(account_id, amount.currency)
    if amount.minor > available.minor:
        raise BalanceInsufficient(
            f"You have {available} available, which is less than {amount}. "
            "Try a smaller amount, or wait until pending money becomes available.",
            param="amount",
        )


def _arrival_date(sent: int, method: str) -> int:
    bank_days = 0 if method == INSTANT else BANK_DAYS
    return clock.utc_midnight(arrival(clock.utc_date(sent), bank_days))
