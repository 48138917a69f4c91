"""`sms status` and `sms resume`: what operators see and do when texts are held back."""

from collections.abc import Callable

import pytest
from click.testing import Result
from peewee import DatabaseProxy
from time_machine import TimeMachineFixture

from webapp.access.codes import texting
from webapp.access.limits.limit import TooMany
from webapp.caps import Caps

Command = Callable[..., Result]


def text(number: int, dial_code: str = "49") -> None:
    """One text to one of many."""
    phone = f"+{dial_code}1511{number:07d}"
    texting.allow(phone, f"acct_{number}", "pl_a", f"192.0.2.{number}")


def test_nothing_sent_is_said_so(flask: Command, db: DatabaseProxy) -> None:
    said = flask("sms", "status").output.splitlines()
    assert said[0] == "0 of 5000 text messages sent today"
    assert said[2:] == ["countries: all"]


def test_operators_see_what_is_paused_and_let_it_go_on(
    flask: Command,
    db: DatabaseProxy,
    time_machine: TimeMachineFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """C5: the counts of each dial code, the caps, what is paused, and the way out."""
    time_machine.move_to("2031-03-04T06:00:00Z", tick=False)
    monkeypatch.setattr(texting, "caps", Caps(daily=50, countries=frozenset({"FR", "DE"})))
    text(99, "33")
    for number in range(20):
        text(number)
    time_machine.shift(120)
    text(20)
    with pytest.raises(TooMany):
        text(50)
    time_machine.shift(600)
    assert flask("sms", "status").output.splitlines() == [
        "22 of 50 text messages sent today",
        "at most 2000 a platform, 1000 a dial code",
        "countries: DE, FR",
        "+33: 1",
        "+49: 21 · paused for another 50 minutes: few of its codes were entered",
    ]
    assert flask("sms", "resume", "+49").output == "+49 goes on\n"
    text(50)
    (row,) = db.execute_sql(
        "SELECT actor FROM audit_event WHERE event = 'dial_code.resumed'"
    ).fetchall()
    assert row == ("operator",)


@pytest.mark.parametrize("code", ["+33", "33", "x", ""])
def test_what_is_not_paused_cannot_go_on(flask: Command, db: DatabaseProxy, code: str) -> None:
    done = flask("sms", "resume", code)
    assert done.exit_code == 1
    assert "is not paused. See: flask --app wsgi sms status" in done.output
