"""Bank accounts: where payouts go; of their numbers only the last four digits are kept."""

import re

from webapp import ids
from webapp.errors import AppError

TEST_BANK = {"bank_name": "Test Bank", "last4": "6789"}
NAMELESS = "Bank account"
LAST_FOUR = re.compile("[A-Za-z0-9]{4}")


class BankAccountInvalid(AppError):
    """A bank account needs its account_number, or its bank_name and last4."""

    code = "bank_account_unusable"


class TokenUnreadable(AppError):
    """A token hides its bank account from us. Send the account's bank_name and last4 instead."""

    code = "token_unreadable"


BankAccount = dict[str, str | None]


def from_token(*, livemode: bool, country: str, currency: str) -> BankAccount:
    """The bank account that a token such as `btok_us_verified` stands for, in test mode."""
    if livemode:
        raise TokenUnreadable(param="external_account")
    return {"id": ids.new("ba"), **TEST_BANK, "country": country, "currency": currency}


def from_number(
    *,
    number: str | None,
    last4: str | None,
    bank_name: str | None,
    country: str,
    currency: str,
) -> BankAccount:
    """The bank account of a number that is forgotten at once; raises `BankAccountInvalid`."""
    digits = re.sub(r"[\s-]", "", number) if number else last4
    end = (digits or "")[-4:]
    if not LAST_FOUR.fullmatch(end):
        raise BankAccountInvalid(param="external_account[account_number]")
    return {
        "id": ids.new("ba"),
        "bank_name": bank_name or NAMELESS,
        "last4": end,
        "country": country,
        "currency": currency,
    }


def known_bank(account: dict[str, str]) -> str | None:
    """The bank's name, if anybody told it to us."""
    name = account.get("bank_name")
    return None if name == NAMELESS else name
