"""What has been over for long is deleted: links, pending sign-ins, sessions."""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.cast import Seller
from webapp.access import sweep
from webapp.access.sessions.session import Session
from webapp.access.signin.login_link import LoginLink
from webapp.access.signin.verification import Verification

SignIn = Callable[[Seller], FlaskClient]
MINUTE, DAY = 60, 86_400


@pytest.fixture(autouse=True)
def clock(time_machine: TimeMachineFixture, monkeypatch: pytest.MonkeyPatch) -> TimeMachineFixture:
    """A morning on which nothing was swept yet."""
    monkeypatch.setattr(sweep, "_next_at", 0)
    time_machine.move_to(datetime(2031, 3, 4, 9, 30, tzinfo=UTC), tick=False)
    return time_machine


def kept() -> tuple[int, int, int]:
    """How many sign-ins, links and sessions there are."""
    return tuple(table.select().count() for table in (Verification, LoginLink, Session))


def test_links_and_sign_ins_go_a_day_after_their_end_and_sessions_after_ninety(
    cli: Callable[..., str], sign_in: SignIn, alice: Seller, clock: TimeMachineFixture
) -> None:
    """B11: nothing of a sign-in is kept for ever, nor is it gone before it can be explained."""
    sign_in(alice)
    alice.login_link()
    assert kept() == (1, 2, 1)
    for passed, left in ((DAY, (1, 2, 1)), (31 * MINUTE, (0, 0, 1)), (89 * DAY, (0, 0, 1))):
        clock.shift(passed)
        cli("access", "sweep")
        assert kept() == left
    clock.shift(12 * 60 * MINUTE)
    assert cli("access", "sweep") == "deleted 0 links, 0 sign-ins, 1 sessions, 0 devices\n"
    assert kept() == (0, 0, 0)


def test_a_link_stays_while_a_sign_in_points_to_it(
    client: FlaskClient, alice: Seller, clock: TimeMachineFixture
) -> None:
    """B11: a sign-in that began at a link's last moment is not torn from it."""
    link = alice.login_link()
    clock.shift(5 * MINUTE - 1)
    client.get(urlsplit(link).path)
    clock.shift(DAY + 2 * MINUTE)
    sweep.sweep()
    assert kept() == (1, 1, 0)
    clock.shift(30 * MINUTE)
    assert sweep.sweep() == sweep.Swept(sign_ins=1, links=1, sessions=0, devices=0)


def test_many_rows_go_in_short_rounds(
    alice: Seller, clock: TimeMachineFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B11: a table that was never swept is, however large, and by itself a little at a time."""
    monkeypatch.setattr(sweep, "AT_ONCE", 2)
    for _ in range(5):
        alice.login_link()
    clock.shift(2 * DAY)
    assert sweep.sweep(1).links == 2
    assert sweep.sweep().links == 3


def test_it_happens_by_itself_once_an_hour(
    client: FlaskClient, alice: Seller, clock: TimeMachineFixture
) -> None:
    """B11: without any command, when somebody comes to the door."""
    alice.login_link()
    client.get("/signin")
    clock.shift(2 * DAY)
    client.get("/signin")
    assert kept() == (0, 0, 0)
    alice.login_link()
    clock.shift(59 * MINUTE)
    LoginLink.update(expires_at=0).execute()
    client.get("/signin")
    assert kept() == (0, 1, 0)
    clock.shift(MINUTE)
    client.get("/signin")
    assert kept() == (0, 0, 0)


def test_a_clock_that_was_set_back_stops_no_sweeping(
    client: FlaskClient, alice: Seller, clock: TimeMachineFixture
) -> None:
    client.get("/signin")
    clock.shift(-30 * DAY)
    alice.login_link()
    LoginLink.update(expires_at=0).execute()
    client.get("/signin")
    assert kept() == (0, 0, 0)


@pytest.mark.engine("sqlite")
def test_a_failure_is_no_visitor_s_trouble(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from peewee import OperationalError

    def fail(rounds: int | None = None) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(sweep, "sweep", fail)
    assert client.get("/signin").status_code == 200
    assert "were not swept" in caplog.text
