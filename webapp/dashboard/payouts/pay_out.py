"""`/pay-out`: money to the bank when the seller wants it, if her platform lets her."""

import re
import secrets
from dataclasses import dataclass

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp import clock, htmx, notices, refusals
from webapp.access.audit import payout_notes
from webapp.access.audit.events import SELLER
from webapp.access.limits import limit
from webapp.access.limits.pace import Most
from webapp.accounts.account import Account
from webapp.accounts.payout_controls import PAY_OUT, PayoutControls, refuse_unless_on
from webapp.dashboard import bp
from webapp.dashboard.payouts import words
from webapp.dashboard.payouts.asking import way_to_ask
from webapp.dashboard.payouts.holds import holds
from webapp.dashboard.payouts.view import bank
from webapp.dashboard.seller import seller
from webapp.dashboard.typed_amount import as_typed, minor_units
from webapp.database import db
from webapp.errors import AppError, NotFound
from webapp.fresh_proof import fresh, is_fresh
from webapp.languages import N_
from webapp.ledger import balance
from webapp.ledger.payouts.bank_days import arrival, calendar_of
from webapp.ledger.payouts.paying_once import pay_out_once
from webapp.ledger.payouts.payout import Payout
from webapp.money import Money
from webapp.sentences import sentence

KEY_LENGTH_MAX = 64
A_DAY = 20
SIGN = r"\s?(?:[A-Za-z]{1,3}\$?|[$€£¥₩₹₺₽₪฿₫₴₦])?\s?"
AMOUNT = re.compile(rf"{SIGN}(?:\d{{1,3}}(?:[.,'’٬\s]\d{{3}})+|\d+)(?:[.,٫]\d+)?{SIGN}")
TOLD = N_("A payout was asked for on the dashboard of your account at %(platform)s.")


class AmountUnreadable(AppError):
    """Type an amount such as 120.50: more than nothing, and no finer than your coins."""

    status = 422


class BankAccountMissing(AppError):
    """There is no bank account on file to pay out to. Ask your platform to add it."""

    status = 422


class CurrencyNotYours(AppError):
    """Choose one of the currencies in your balance."""

    status = 422


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form holds; the key makes of two clicks one payout."""

    currency: str
    amount: str
    key: str


@bp.get("/pay-out", endpoint="pay_out")
def ask() -> ResponseReturnValue:
    """The form, if the platform lets its sellers do this."""
    if PAY_OUT not in PayoutControls.of(seller().platform_id):
        raise NotFound()
    return _page(None)


@bp.post("/pay-out", endpoint="make_payout")
@fresh("pay_out")
def make() -> ResponseReturnValue:
    """Pay out to the bank account on file; the same form sent twice pays once."""
    account = seller()
    refuse_unless_on(account, PAY_OUT)
    form = request.form
    key = form.get("key", "")[:KEY_LENGTH_MAX] or _new_key()
    typed = Typed(form.get("currency", "").lower()[:3], form.get("amount", "")[:40], key)
    try:
        payout = _make(account, typed)
    except AppError as error:
        if error.status in (403, 404, 429):
            raise
        refusals.note(error)
        return _page(typed, error)
    return redirect(url_for("dashboard.payout", payout_id=payout.id), 303)


def _make(account: Account, typed: Typed) -> Payout:
    amount = _amount(account, typed)
    if not account.bank_account:
        raise BankAccountMissing()
    with db.atomic():
        payout, is_new = pay_out_once(account, amount, typed.key)
        if is_new:
            limit.take(limit.Share(f"pay out {account.id}", (Most(A_DAY, clock.DAY),)))
            payout_notes.made(payout, actor=SELLER)
    if is_new:
        notices.send(notices.of_payouts(account, TOLD))
    return payout


def _amount(account: Account, typed: Typed) -> Money:
    if typed.currency not in balance.currencies(account):
        raise CurrencyNotYours(param="currency")
    text, currency = typed.amount.strip(), typed.currency
    least, most = (minor_units(text, currency, is_upper=up) for up in (False, True))
    is_negative = any(sign in text for sign in "-−–")
    if not most or least != most or is_negative or not AMOUNT.fullmatch(text):
        raise AmountUnreadable(param="amount")
    return Money(most, currency)


def _page(typed: Typed | None, error: AppError | None = None) -> ResponseReturnValue:
    account = seller()
    payable = [found.available for found in balance.balances(account) if found.available.minor > 0]
    typed = typed or _first(payable)
    today = clock.utc_date(clock.now())
    calendar = calendar_of(account.bank_account, typed.currency)
    response = htmx.render(
        "payouts/pay_out.html",
        "payouts/_pay_out.html",
        is_fresh=is_fresh(),
        holds=holds(account),
        way_to_ask=way_to_ask,
        payable=payable,
        typed=typed,
        bank=bank(account.bank_account),
        arrives=arrival(today, calendar=calendar),
        counted=words.counted(calendar),
        error=error and sentence(error),
    )
    response.status_code = 422 if error else 200
    return response


def _first(payable: list[Money]) -> Typed:
    """All of the first currency, to be changed at will."""
    if not payable:
        return Typed("", "", _new_key())
    first = payable[0]
    return Typed(first.currency, as_typed(first), _new_key())


def _new_key() -> str:
    return secrets.token_urlsafe(18)
