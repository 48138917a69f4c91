"""E-mail addresses: kept in lower case, shown masked."""

import re

from webapp.card_numbers import refuse_card_number
from webapp.errors import AppError

MASK = "•••"
LENGTH_MAX = 254  # RFC 5321 lets no longer one be written to
# Of what mail allows, that which people have; the rest could mean more than one receiver, and a
# percent sign is how forms name bytes that are no UTF-8.
ADDRESS = re.compile(r"[\w.!#$&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)+")


class EmailInvalid(AppError):
    """That is no e-mail address. Type it in full, such as name@example.com."""


def normal(address: str) -> str:
    """The address as we keep it; raises `EmailInvalid`, `CardNumberSent`."""
    bare = address.strip().lower()
    if len(bare) > LENGTH_MAX or not ADDRESS.fullmatch(bare):
        raise EmailInvalid(param="email")
    refuse_card_number(bare, "email")
    return bare


def masked_email(address: str) -> str:
    """Enough to recognise one's own address: how its name and its domain begin, and the ending."""
    name, _, domain = address.rpartition("@")
    site, dot, ending = domain.rpartition(".")
    return f"{name[:1]}{MASK}@{site[:1]}{MASK}{dot}{ending}"
