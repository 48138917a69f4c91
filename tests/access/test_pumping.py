"""Somebody who earns by texts asks for as many as he can: no cap gives way."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence

import phonenumbers
import pytest
from flask import Flask
from flask.testing import FlaskClient
from peewee import DatabaseProxy
from time_machine import TimeMachineFixture

from webapp.access.codes import dial_codes, texting
from webapp.access.limits.limit import TooMany
from webapp.accounts.phone import dial_code
from webapp.caps import Caps
from webapp.clock import DAY, HOUR, MINUTE

CAPS = Caps(daily=60, platform_daily=30, dial_code_daily=12)
PLACES = [f"192.0.2.{number}" for number in range(100)] + [
    f"2001:db8:0:{number:x}::{number}" for number in range(100)
]


def numbers_of_the_world() -> list[str]:
    """A thousand numbers of 250 countries and dial codes; what few have is what many get."""
    found = []
    codes = sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)
    for number in range(1_000):
        code = codes[number % len(codes)]
        found.append(f"+{code}{(700_000_000 + 1_000 * number) % 10**9:09d}"[:13])
    return found


def most_within(seconds: int, times: Sequence[int]) -> int:
    """The fullest window of that length."""
    return max((sum(at <= other < at + seconds for other in times) for at in times), default=0)


def attack(tries: int, shift: TimeMachineFixture) -> dict[str, dict[str, list[int]]]:
    """Ask so often over a few days; when each number, account, … got a text."""
    chance, numbers, now = random.Random(7), numbers_of_the_world(), 0
    sent: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for _ in range(tries):
        step = chance.randrange(4 * DAY // tries)
        shift.shift(step)
        now += step
        phone = numbers[int(1_000 * chance.random() ** 4)]  # some are asked for again and again
        place = PLACES[int(200 * chance.random() ** 2)]
        account, platform = f"acct_{chance.randrange(300)}", f"pl_{chance.randrange(3)}"
        try:
            texting.allow(phone, account, platform, place)
        except TooMany:
            continue
        names = {"number": phone, "account": account, "place": place, "platform": platform}
        for kind, name in {**names, "code": dial_code(phone), "all": ""}.items():
            sent[kind][name].append(now)
    return sent


def prove(tries: int, db: DatabaseProxy, client: FlaskClient, shift: TimeMachineFixture) -> None:
    """Attack, then count by windows and by days."""
    sent = attack(tries, shift)
    windows = [
        ("number", 10 * MINUTE, 5),
        ("number", DAY, 10),
        ("account", DAY, 20),
        ("place", HOUR, 20),
    ]
    for kind, seconds, most in windows:
        assert max(most_within(seconds, times) for times in sent[kind].values()) <= most
    caps = {"platform": CAPS.platform_daily, "code": CAPS.dial_code_daily, "all": CAPS.daily}
    for kind, cap in caps.items():
        for times in sent[kind].values():
            assert max(Counter(at // DAY for at in times).values()) <= cap
    assert max(Counter(at // DAY for at in sent["all"][""]).values()) == CAPS.daily
    events = {event for (event,) in db.execute_sql("SELECT event FROM audit_event")}
    assert "sms.cap_reached" in events


@pytest.fixture(autouse=True)
def _small_caps(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texting, "caps", CAPS)


@pytest.fixture
def shift(db: DatabaseProxy, time_machine: TimeMachineFixture) -> TimeMachineFixture:
    """The clock, at a midnight."""
    time_machine.move_to("2031-03-04T00:00:00Z", tick=False)
    return time_machine


@pytest.mark.engine("sqlite")
def test_pumping_gets_no_more_than_the_caps(
    db: DatabaseProxy, client: FlaskClient, shift: TimeMachineFixture
) -> None:
    """C3, T6: 500 attempts over 1,000 numbers, all dial codes and 200 places."""
    prove(500, db, client, shift)


@pytest.mark.soak
def test_pumping_for_long_gets_no_more_than_the_caps(
    db: DatabaseProxy, client: FlaskClient, shift: TimeMachineFixture
) -> None:
    """C3, T6: 10,000 attempts."""
    prove(10_000, db, client, shift)


@pytest.mark.engine("sqlite")
def test_a_burst_at_one_moment_raises_the_alarm(
    client: FlaskClient, shift: TimeMachineFixture
) -> None:
    """C3: the cap of the day fails closed, and the metric says so."""
    sent = 0
    for number, phone in enumerate(numbers_of_the_world()[:120]):
        try:
            texting.allow(phone, f"acct_{number}", f"pl_{number % 9}", PLACES[number % 200])
        except TooMany as refused:
            assert refused.reason in {"daily_cap", "dial_code_cap"}
        else:
            sent += 1
    assert sent == CAPS.daily
    assert 'sms_cap_reached{cap="daily"} 1.0' in client.get("/metrics").text
    assert sum(dial_codes.sent_today().values()) == CAPS.daily
