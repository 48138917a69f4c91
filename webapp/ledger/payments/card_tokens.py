"""Card tokens of test mode: each stands for a card that nobody has, as Stripe's do."""

import re
from dataclasses import dataclass

from webapp.errors import AppError

TOKEN = re.compile(r"(tok|pm_card)_[A-Za-z0-9_]{1,60}")
# Source: Stripe, "Testing": the last four digits behind each brand's token.
BRANDS = {
    "amex": ("amex", "8431"),
    "diners": ("diners", "0004"),
    "discover": ("discover", "1117"),
    "jcb": ("jcb", "0505"),
    "mastercard": ("mastercard", "4444"),
    "unionpay": ("unionpay", "0005"),
    "visa_debit": ("visa", "5556"),
}
VISA = ("visa", "4242")


class CardDeclined(AppError):
    """Your card was declined."""

    status = 402
    type = "card_error"
    code = "card_declined"


class TokenUnknown(AppError):
    """This is no test token; use one such as tok_visa or pm_card_visa."""

    code = "resource_missing"


@dataclass(frozen=True, slots=True)
class Card:
    """A card's brand and last four, and whether its money comes at once."""

    brand: str
    last4: str
    bypasses_pending: bool

    def as_details(self) -> dict[str, str]:
        """What a charge keeps of it."""
        return {"brand": self.brand, "last4": self.last4}


def read(token: str, param: str) -> Card:
    """The card of a token; raises `CardDeclined` for the one that always is."""
    if not TOKEN.fullmatch(token):
        raise TokenUnknown(f"No such token: {token!r}", param=param)
    name = token.removeprefix("tok_").removeprefix("pm_card_")
    if name.lower().endswith("chargedeclined"):
        raise CardDeclined()
    brand, last4 = BRANDS.get(name.lower(), VISA)
    return Card(brand, last4, bypasses_pending=name.lower() == "bypasspending")
