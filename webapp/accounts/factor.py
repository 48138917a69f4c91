"""The ways to prove who one is, by their names; a platform says which of them it allows."""

from collections.abc import Iterable

SMS, EMAIL, TOTP, RECOVERY, PASSKEY = "sms", "email", "totp", "recovery", "passkey"
FACTORS = (SMS, EMAIL, TOTP, RECOVERY, PASSKEY)
PROOFS = {"one": 1, "two": 2}  # how many a sign-in by e-mail address may take


def with_sms(names: Iterable[str]) -> list[str]:
    """These factors in our order, text messages always among them."""
    chosen = {SMS, *names}
    assert chosen <= set(FACTORS), "the command line takes no other word"
    return [factor for factor in FACTORS if factor in chosen]
