"""The cast as ledger accounts, and a clock that stands still until a test moves it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from peewee import DatabaseProxy

from tests.ledger.people import open_seller, own_account
from webapp.accounts.account import Account
from webapp.ledger.lines.journal import NewLine, record

TUESDAY_NOON = int(datetime(2026, 3, 10, 12, tzinfo=UTC).timestamp())


@pytest.fixture
def now() -> Iterator[time_machine.Traveller]:
    """The present moment, a Tuesday at noon (UTC): `now.shift(DAY)` moves on."""
    with time_machine.travel(TUESDAY_NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def acme(db: DatabaseProxy) -> Account:
    """The own ledger account of the platform that Alice and Bob sell on."""
    return own_account("Acme")


@pytest.fixture
def make_seller(acme: Account) -> Callable[..., Account]:
    """Open an account on Acme: `make_seller("carol", timezone="Asia/Kathmandu")`."""
    return lambda name, **fields: open_seller(acme, name, **fields)


@pytest.fixture
def alice(make_seller: Callable[..., Account]) -> Account:
    """Our seller."""
    return make_seller("alice")


@pytest.fixture
def bob(make_seller: Callable[..., Account]) -> Account:
    """Another seller on the same platform."""
    return make_seller("bob")


@pytest.fixture
def mallory(db: DatabaseProxy) -> Account:
    """A seller on another platform."""
    return open_seller(own_account("Evil"), "mallory")


@pytest.fixture
def line(now: time_machine.Traveller, alice: Account) -> NewLine:
    """A line of Alice's."""
    return record(alice.id, NewLine("charge", 500, "eur", 40, source="ch_1"))
