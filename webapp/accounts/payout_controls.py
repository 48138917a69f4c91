"""What a platform lets its sellers do with their payouts by themselves; at first nothing."""

from collections.abc import Iterable

from peewee import ForeignKeyField

from webapp.accounts.account import Account
from webapp.accounts.platform import Platform
from webapp.database import BaseModel, JSONText
from webapp.errors import AppError

PAY_OUT, SCHEDULE, NONE = "pay_out", "schedule", "none"
CONTROLS = (PAY_OUT, SCHEDULE)


class ControlOff(AppError):
    """Your platform decides this for you. Ask it if you want it changed."""

    status = 403
    refusal = "access.refused"


class PayoutControls(BaseModel):
    """The controls that a platform switched on."""

    platform = ForeignKeyField(Platform, primary_key=True)
    allowed = JSONText()

    @classmethod
    def of(cls, platform_id: str) -> tuple[str, ...]:
        """What this platform's sellers may do."""
        row = cls.get_or_none(cls.platform == platform_id)
        return tuple(row.allowed) if row else ()

    @classmethod
    def set(cls, platform_id: str, controls: Iterable[str]) -> tuple[str, ...]:
        """Switch exactly these on; returns them in our order."""
        wanted = set(controls)
        allowed = [control for control in CONTROLS if control in wanted]
        row = cls.insert(platform=platform_id, allowed=allowed)
        row.on_conflict(conflict_target=[cls.platform], update={"allowed": allowed}).execute()
        return tuple(allowed)


def refuse_unless_on(account: Account, control: str) -> None:
    """Raise `ControlOff` if the account's platform did not switch that on."""
    if control not in PayoutControls.of(account.platform_id):
        raise ControlOff()
