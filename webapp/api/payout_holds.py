"""`settings[payouts][hold]`: a platform lets an account's payouts wait, and says why."""

from collections.abc import Sequence
from typing import Any

from webapp.accounts import platform_hold
from webapp.accounts.account import Account
from webapp.accounts.platform_hold import ACTORS, MESSAGE_LENGTH_MAX, REASONS, PlatformHold
from webapp.api.answer import Json
from webapp.api.kinds import Choice, Text, timestamp
from webapp.api.noting import note
from webapp.api.parameters import Object, Values

HOLD = Object(
    fields={
        "reason": Choice(of=REASONS, required=True),
        "acts": Choice(of=ACTORS, required=True),
        "until": timestamp(),
        "message": Text(max=MESSAGE_LENGTH_MAX),
    }
)


def change(account: Account, params: Values) -> None:
    """Place the hold that a request says, or lift the one that it empties."""
    payouts = (params.get("settings") or {}).get("payouts") or {}
    if "hold" not in payouts:
        return
    if payouts["hold"] is None:
        if platform_hold.lift(account.id):
            note("payout_hold.lifted", account)
    elif payouts["hold"] != _said(PlatformHold.of(account.id)):
        platform_hold.place(account.id, **payouts["hold"])
        said = {name: payouts["hold"].get(name) for name in ("reason", "acts", "until")}
        note("payout_hold.placed", account, **said)


def of_all(accounts: Sequence[Account]) -> dict[str, Json]:
    """The holds of these accounts as the API writes them, by account; one query for all."""
    wanted = [account.id for account in accounts]
    rows = PlatformHold.live().where(PlatformHold.account.in_(wanted)) if wanted else []
    return {hold.account_id: as_json(hold) for hold in rows}


def as_json(hold: PlatformHold) -> Json:
    """A hold with all its fields."""
    return {
        "acts": hold.acts,
        "message": hold.message,
        "placed_at": hold.placed_at,
        "reason": hold.reason,
        "until": hold.until,
    }


def _said(hold: PlatformHold | None) -> dict[str, Any] | None:
    """What was sent for the hold that there is: who repeats it each night changes nothing."""
    known = {name: getattr(hold, name) for name in HOLD.fields} if hold else None
    return known and {name: value for name, value in known.items() if value is not None}
