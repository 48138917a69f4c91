"""People at the door: a browser each, and a clock that stands still until a test moves it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller
from tests.login.gate import Gate
from tests.login.two_proofs import demand
from tests.login.visitor import REFRESH_URL, Visitor
from tests.outbox import Outbox

MORNING = datetime(2031, 3, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def clock(app: Flask, time_machine: TimeMachineFixture) -> TimeMachineFixture:
    """The clock: `clock.shift(299)` lets so many seconds pass."""
    time_machine.move_to(MORNING, tick=False)
    return time_machine


@pytest.fixture
def gate(app: Flask) -> Gate:
    """The way of the text messages."""
    return Gate(app)


@pytest.fixture
def visitor(app: Flask, outbox: Outbox) -> Callable[..., Visitor]:
    """Somebody with a browser of her own: `visitor(**headers)`."""

    def visitor(**headers: str) -> Visitor:
        return Visitor(app.test_client(), outbox, {"Sec-Fetch-Site": "same-origin"} | headers)

    return visitor


@pytest.fixture
def acme(make_platform: Callable[..., Platform]) -> Platform:
    """A platform that may frame the dashboard, and has a page that makes fresh links."""
    return make_platform("Acme", "--origin", "https://acme.example", "--refresh-url", REFRESH_URL)


@pytest.fixture
def carla(open_seller: Callable[..., Seller]) -> Seller:
    """A seller with a live account."""
    return open_seller("carla", livemode=True)


@pytest.fixture
def strict(acme: Platform, cli: Callable[..., str]) -> Platform:
    """Acme, once it asks for two proofs at the sign-in by e-mail address."""
    demand(cli, acme)
    return acme


@pytest.fixture
def inside(visitor: Callable[..., Visitor], carla: Seller, clock: TimeMachineFixture) -> Visitor:
    """Carla's browser, signed in a moment ago."""
    someone = visitor()
    someone.come_in(carla)
    return someone
