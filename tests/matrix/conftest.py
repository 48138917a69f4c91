"""A dashboard with everybody in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller
from tests.matrix.actors import Doors
from tests.matrix.world import World

NOW = 1_900_000_000
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100


@pytest.fixture
def doors(
    app: Flask,
    make_platform: Callable[..., Platform],
    sign_in: Callable[[Seller], FlaskClient],
    tmp_path: Path,
    time_machine: TimeMachineFixture,
    brief_streams: None,
) -> Doors:
    """All doors of a dashboard with three sellers on two platforms, at one moment."""
    time_machine.move_to(NOW, tick=False)
    icon = tmp_path / "icon.png"
    icon.write_bytes(PNG)
    platforms = make_platform("Acme", "--icon", str(icon)), make_platform("Evil")
    return Doors(World(app, platforms, sign_in))
