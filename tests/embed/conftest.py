"""A platform that frames its sellers' dashboard, and a browser that says so."""

from collections.abc import Callable

import pytest
from flask import Flask
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller, open_account
from tests.login.conftest import MORNING
from tests.login.visitor import Visitor
from tests.outbox import Outbox

FRAME = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site"}
INSIDE = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    """It stands still until a test moves it."""
    time_machine.move_to(MORNING, tick=False)
    return time_machine


@pytest.fixture
def carla(kiosk: Platform) -> Seller:
    """A seller on it."""
    return open_account(kiosk, "carla")


@pytest.fixture
def dora(kiosk: Platform) -> Seller:
    """Another."""
    return open_account(kiosk, "dora")


@pytest.fixture
def framed(app: Flask, outbox: Outbox) -> Callable[..., Visitor]:
    """Somebody who looks at a frame: `framed()`; its jar is her own."""
    return lambda **headers: Visitor(app.test_client(), outbox, INSIDE | headers)
