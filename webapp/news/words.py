"""What the news say: no more than which money, when, and where to read on."""

from collections.abc import Callable
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from webapp import formatting
from webapp.access.sessions.device import device
from webapp.accounts.account import Account
from webapp.accounts.factor import EMAIL
from webapp.accounts.notification import (
    NEW_SIGN_IN,
    PAYOUT_FAILED,
    PAYOUT_PAID,
    PAYOUTS_HELD,
    News,
)
from webapp.device_words import named
from webapp.ledger.payouts.payout import Payout

SETTINGS = "/settings/notifications"


def words(news: News, account: Account, way: str) -> str:
    """The whole message; a mail also says where to go on, and how to get no more of them."""
    told = WORDS[news.event](news, account)
    if way != EMAIL:
        return told
    base = current_app.config["BASE_URL"].rstrip("/")
    read_on = _("Read on, after you sign in: %(address)s", address=base)
    no_more = _("Choose what we tell you in your settings: %(address)s", address=base + SETTINGS)
    return "\n\n".join([told, read_on, no_more])


def _paid(news: News, account: Account) -> str:
    payout = _payout(news)
    return _(
        "%(platform)s: %(amount)s have arrived in %(bank)s on %(day)s.",
        platform=account.platform.name,
        amount=formatting.money(payout.money),
        bank=_bank(payout),
        day=formatting.short_day(payout.arrives),
    )


def _failed(news: News, account: Account) -> str:
    payout = _payout(news)
    return _(
        "%(platform)s: your payout of %(amount)s to %(bank)s did not arrive. The money is back in "
        "your balance. Sign in to see why, and what to do next.",
        platform=account.platform.name,
        amount=formatting.money(payout.money),
        bank=_bank(payout),
    )


def _held(news: News, account: Account) -> str:
    return _(
        "%(platform)s: your payouts wait for now. Sign in to see why, and what comes next.",
        platform=account.platform.name,
    )


def _new_sign_in(news: News, account: Account) -> str:
    detail: dict[str, Any] = news.detail or {}
    return _(
        "Somebody signed in to your account at %(platform)s on a device that we did not know: "
        "%(device)s, %(time)s (%(zone)s). If it was you, all is well. If not, sign out "
        "everywhere in your settings and tell %(platform)s at once.",
        platform=account.platform.name,
        device=named(device(detail.get("agent"))),
        time=formatting.instant_in(news.created, account.timezone),
        zone=account.timezone,
    )


WORDS: dict[str, Callable[[News, Account], str]] = {
    PAYOUT_PAID: _paid,
    PAYOUT_FAILED: _failed,
    PAYOUTS_HELD: _held,
    NEW_SIGN_IN: _new_sign_in,
}


def _payout(news: News) -> Payout:
    return Payout.get(Payout.account == news.account_id, Payout.id == news.subject)


def _bank(payout: Payout) -> str:
    bank_account: dict[str, str] = payout.bank_account or {}
    last4 = bank_account.get("last4")
    if not last4:
        return _("your bank account")
    return _("your bank account ending in %(digits)s", digits=last4)
