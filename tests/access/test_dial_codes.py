"""A dial code whose codes nobody enters is paused: somebody earns by the texts themselves."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from peewee import DatabaseProxy
from time_machine import TimeMachineFixture

from webapp import database
from webapp.access.codes import dial_codes, texting
from webapp.access.codes.sent_texts import SentText
from webapp.access.limits.limit import TooMany
from webapp.caps import Caps
from webapp.clock import DAY, HOUR, MINUTE


@pytest.fixture(autouse=True)
def _morning(db: DatabaseProxy, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to("2031-03-04T06:00:00Z", tick=False)


def text(number: int, *, is_entered: bool = False, dial_code: str = "49") -> None:
    """Send a text to one of many numbers, from one of many places."""
    phone = f"+{dial_code}1511{number:07d}"
    texting.allow(phone, f"acct_{number}", "pl_a", f"192.0.2.{number}")
    if is_entered:
        texting.entered(phone, f"acct_{number}", f"192.0.2.{number}")


def is_paused(dial_code: str = "49") -> bool:
    """Would the next text there be refused, as far as is known when one goes out?"""
    dial_codes.judge(dial_code)
    try:
        dial_codes.refuse_if_paused(dial_code)
    except TooMany as refused:
        assert refused.reason == "dial_code_paused"
        return True
    return False


@pytest.mark.parametrize(
    ("sent", "entered", "is_poor"),
    [(20, 0, True), (20, 5, True), (20, 6, False), (19, 0, False), (40, 11, True), (40, 12, False)],
)
def test_a_dial_code_is_paused_below_thirty_of_a_hundred(
    sent: int, entered: int, is_poor: bool, time_machine: TimeMachineFixture
) -> None:
    """C5: when fewer than 30 % of at least 20 codes in an hour are entered."""
    for number in range(sent):
        text(number, is_entered=number < entered)
    assert not is_paused(), "who has just got a code is still typing it"
    time_machine.shift(2 * MINUTE)
    assert is_paused() == is_poor
    assert not is_paused("33"), "others have nothing to do with it"


def test_a_pause_ends_after_an_hour_and_is_told(
    db: DatabaseProxy, client: FlaskClient, time_machine: TimeMachineFixture
) -> None:
    """C5: refused with a sentence, written down once, and an alarm among the metrics."""
    for number in range(20):
        text(number)
    time_machine.shift(2 * MINUTE)
    text(98)  # what makes one look; it goes out itself
    for _ in range(3):
        with pytest.raises(TooMany, match=r"held back .* in 1 hour, or use another way") as told:
            text(99)
        assert told.value.retry_in == HOUR
    events = [event for (event,) in db.execute_sql("SELECT event FROM audit_event")]
    assert events.count("dial_code.paused") == 1
    assert 'sms_dial_code_paused{dial_code="+49"} 1.0' in client.get("/metrics").text
    time_machine.shift(HOUR)
    assert "sms_dial_code_paused{" not in client.get("/metrics").text
    text(99)


def test_a_refusal_that_is_undone_undoes_no_pause(
    db: DatabaseProxy, time_machine: TimeMachineFixture
) -> None:
    """C5: a refused sign-in takes back what it wrote, never the pause."""
    for number in range(20):
        text(number)
    time_machine.shift(2 * MINUTE)
    text(98)
    for _ in range(2):
        with pytest.raises(TooMany, match="held back"), db.atomic():
            text(99)
    assert dial_codes.paused().keys() == {"49"}


def test_codes_of_an_hour_ago_say_nothing(time_machine: TimeMachineFixture) -> None:
    """C5: the last hour alone is judged."""
    for number in range(20):
        text(number)
    time_machine.shift(HOUR)
    assert not is_paused()


def test_many_codes_to_one_number_are_not_saved_by_one_that_is_entered(
    time_machine: TimeMachineFixture,
) -> None:
    """C5: each text is judged, whoever got it."""
    for number in range(20):
        text(number % 5, is_entered=number < 5)
        time_machine.shift(30)
    time_machine.shift(HOUR // 3)
    assert SentText.conversion("49", 0) == (20, 5)
    assert is_paused()


@pytest.mark.parametrize("may_come", [False, True])
def test_what_did_not_go_out_is_not_judged(
    time_machine: TimeMachineFixture, *, may_come: bool
) -> None:
    """C5, C7: a gateway that fails is no sign of abuse."""
    for number in range(25):
        text(number)
        texting.failed(f"+491511{number:07d}", may_come=may_come)
    time_machine.shift(2 * MINUTE)
    assert not is_paused()


def test_a_clock_that_goes_back_lengthens_no_pause(time_machine: TimeMachineFixture) -> None:
    """C5: an hour is the most that anybody waits."""
    for number in range(20):
        text(number)
    time_machine.shift(2 * MINUTE)
    assert is_paused()
    time_machine.shift(-3 * DAY)
    with pytest.raises(TooMany) as told:
        text(99)
    assert told.value.retry_in == HOUR


def test_texts_of_two_days_ago_are_forgotten(time_machine: TimeMachineFixture) -> None:
    for number in range(12):
        text(number)
    time_machine.shift(2 * DAY)
    text(99)
    assert SentText.select().count() == 1


def test_metrics_name_no_number_and_raise_the_alarm_of_a_cap(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C3: a cap that is reached is an alarm; B11: nothing personal is counted by name."""
    gauge = 'sms_cap_reached{cap="%s"} %s'
    assert gauge % ("daily", "0.0") in client.get("/metrics").text
    monkeypatch.setattr(texting, "caps", Caps(daily=2, platform_daily=2, dial_code_daily=1))
    text(1)
    text(2, dial_code="33")
    with pytest.raises(TooMany):
        text(3, dial_code="44")
    told = client.get("/metrics").text
    for cap, reached in (("daily", "1.0"), ("platform", "1.0"), ("dial_code", "2.0")):
        assert gauge % (cap, reached) in told
    assert re.search(r'sms_refused_total\{reason="platform_cap"\} [1-9]', told)
    assert "1511" not in told


def test_many_who_find_it_poor_at_once_pause_it_once(
    db: DatabaseProxy, time_machine: TimeMachineFixture
) -> None:
    """C5, J1: one row and one alarm, and the pause is no longer for it."""
    for number in range(20):
        text(number)
    time_machine.shift(2 * MINUTE)
    dial_codes.judge("49")
    first = dial_codes.paused()
    time_machine.shift(MINUTE)
    dial_codes.judge("49")
    assert dial_codes.paused() == first
    events = [event for (event,) in db.execute_sql("SELECT event FROM audit_event")]
    assert events.count("dial_code.paused") == 1


@pytest.mark.engine("sqlite")
def test_a_database_that_answers_wrongly_hides_no_other_metric(
    client: FlaskClient, database_url: str, tmp_path: Path
) -> None:
    """C3: without its tables there is no alarm to read, but the watch does not go blind."""
    assert "sms_cap_reached{" in client.get("/metrics").text
    database.db.close_all()
    database.connect(f"sqlite:///{tmp_path}/empty.db")
    answer = client.get("/metrics")
    database.db.close_all()
    database.connect(database_url)
    assert (answer.status_code, "# HELP" in answer.text) == (200, True)
    assert "sms_cap_reached{" not in answer.text
