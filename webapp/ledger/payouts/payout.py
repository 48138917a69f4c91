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
from webapp.accounts import notification, payout_hold, platform_hold
from webapp.accounts.account import Account, begin_write
from webapp.database import BaseModel, JSONText, db, for_update
from webapp.ledger.lines.journal import NewLine, record, refuse_less_than_one
from webapp.ledger.payouts.bank_days import BANK_DAYS, arrival, calendar_of
from webapp.ledger.payouts.failures import THE_PLATFORM, message
from webapp.ledger.payouts.refusals import own_bank_account, refuse_more_than_available
from webapp.ledger.payouts.states import (
    CANCELED,
    FAILED,
    IN_TRANSIT,
    PAID,
    PENDING,
    PayoutNotPossible,
    refuse_unless_allowed,
)
from webapp.money import Money

STANDARD, INSTANT = "standard", "instant"
METHODS = (STANDARD, INSTANT)
NEWS_OF = {PAID: notification.PAYOUT_PAID, FAILED: notification.PAYOUT_FAILED}


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
    sent_at = BigIntegerField(null=True)
    """When the bank was told, as far as anybody said so."""
    paid_at = BigIntegerField(null=True)
    """When it was known to have arrived; it may still have failed after that."""
    bank_calendar = CharField(null=True)
    """By whose bank days its arrival was counted; null is by weekends alone."""

    class Meta:
        """Keyed and listed by account first; what is on its way is found by status."""

        primary_key = CompositeKey("account", "id")
        indexes = (
            (("account", "created", "id"), False),
            (("account", "status", "arrival_date"), False),
            (("account", "destination", "created", "id"), False),
            (("account", "status", "created", "id"), False),
            (("account", "currency", "created", "id"), False),
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
        """Why it failed and what to do, in plain English words that name no platform."""
        return (
            message(self.failure_code) % {"platform": THE_PLATFORM} if self.failure_code else None
        )

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
            if status == IN_TRANSIT:
                self.sent_at = self.changed_at
            elif status == PAID:  # it has arrived, perhaps before its day, never after today
                today = clock.utc_midnight(clock.utc_date(self.changed_at))
                self.arrival_date = min(self.arrival_date, today)
                self.paid_at = self.changed_at
            elif status == FAILED:
                self._bring_back("payout_failure", failure_code or "could_not_process")
            elif status == CANCELED:
                self._bring_back("payout_cancel", None)
            if status in NEWS_OF:
                notification.note(self.account_id, NEWS_OF[status], self.id)
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
    id_: str | None = None,
    **details: Any,
) -> Payout:
    """Send `amount` of the available balance to the bank; raises `BalanceInsufficient`.

    During a hold of ours none but automatic payouts are made: others raise `PayoutsHeld`. During
    one of the platform's none at all: `PayoutsOnHold`.
    """
    refuse_less_than_one(amount)
    bank_account = own_bank_account(account, destination)
    now, id_ = clock.now(), id_ or ids.new("po")
    with db.atomic():
        if not details.get("automatic"):
            payout_hold.refuse_if_held(account)
        refuse_more_than_available(account.id, amount)
        platform_hold.refuse_if_on_hold(account.id)
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
            status=PENDING,
            balance_transaction=line.id,
            **_journey(now, method, bank_account, amount.currency),
            **details,
        )


def _journey(
    sent: int, method: str, bank_account: dict[str, str], currency: str
) -> dict[str, object]:
    """How the money travels, where to, and when it should be there."""
    calendar = calendar_of(bank_account, currency)
    bank_days = 0 if method == INSTANT else BANK_DAYS
    return {
        "method": method,
        "destination": bank_account.get("id"),
        "bank_account": bank_account or None,
        "bank_calendar": calendar,
        "arrival_date": clock.utc_midnight(arrival(clock.utc_date(sent), bank_days, calendar)),
    }
