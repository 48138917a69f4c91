"""The matrix is no ornament: with a fault planted it turns red."""

from collections.abc import Callable

import pytest

from tests import queries
from tests.matrix.actors import ACTORS, Doors
from tests.matrix.cells import wrong
from tests.matrix.row import key, seller
from webapp.access.sessions.signed_in import signed_in
from webapp.accounts import permissions
from webapp.api.resource import Resource
from webapp.login import guard

Patch = pytest.MonkeyPatch
ROWS = (
    seller("GET /payouts/{payout}"),
    key("GET /v1/charges/{charge}", "charge_read", on="alice"),
    key("GET /v1/transfers", "transfer_read"),
)


def plant_no_owner(patch: Patch, _: Doors) -> None:
    """Nobody asks whose an object is."""
    patch.setattr(Resource, "owned", lambda self, scope: self.table.id.is_null(False))


def plant_no_permission(patch: Patch, _: Doors) -> None:
    """A restricted key may do everything."""
    patch.setattr(permissions, "allows", lambda kept, needed: True)


def plant_no_guard(patch: Patch, doors: Doors) -> None:
    """Whoever has a session is taken for Alice."""
    token = doors.world.signed_in("alice").get_cookie("__Host-session").value
    patch.setattr(guard, "signed_in", lambda _, **__: signed_in(token))


PLANTS: tuple[Callable[[Patch, Doors], None], ...] = (
    plant_no_owner,
    plant_no_permission,
    plant_no_guard,
)


@pytest.mark.engine("sqlite")
def test_planted_faults_are_seen(doors: Doors) -> None:
    """T30: a missing owner filter, permission or guard shows marks of others or a wrong status."""

    def faults() -> list[str]:
        return [fault for row in ROWS for actor in ACTORS for fault in wrong(doors, row, actor)]

    for plant in PLANTS:
        assert not faults()
        with pytest.MonkeyPatch.context() as patch:
            plant(patch, doors)
            assert faults(), plant.__doc__
    queries.offences.clear()  # a query without its owner is a fault that was planted
