"""The ways to prove who one is, by their names; a platform says which of them it allows."""

from collections.abc import Iterable

from webapp.errors import AppError

SMS, EMAIL, TOTP, RECOVERY, PASSKEY = "sms", "email", "totp", "recovery", "passkey"
FACTORS = (SMS, EMAIL, TOTP, RECOVERY, PASSKEY)


class FactorUnknown(AppError):
    """A factor is one of sms, email, totp, recovery and passkey; sms is always allowed."""


def checked_factors(names: Iterable[str]) -> list[str]:
    """The factors in our order, text messages always among them; raises `FactorUnknown`."""
    chosen = {SMS, *names}
    if not chosen <= set(FACTORS):
        raise FactorUnknown(param="factor")
    return [factor for factor in FACTORS if factor in chosen]
