"""Codes by text message: who may cause how many, how soon, and what is told to who may not."""

from collections.abc import Iterator
from dataclasses import asdict

import pytest
from peewee import DatabaseProxy
from time_machine import TimeMachineFixture

from webapp.access.codes import mailing, texting
from webapp.access.limits.limit import TooMany
from webapp.accounts.phone import CountryNotServed
from webapp.caps import Caps
from webapp.clock import DAY, HOUR, MINUTE

ALICE, BOB = "+4915112345678", "+33612345678"


@pytest.fixture(autouse=True)
def _morning(db: DatabaseProxy, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to("2031-03-04T00:00:00Z", tick=False)


@pytest.fixture
def caps() -> Iterator[None]:
    """Caps that a test may lower."""
    own = texting.caps
    yield
    texting.caps = own


def ask(phone: str = ALICE, account: str = "acct_a", *, ip: str = "192.0.2.1") -> int:
    """Ask for a text: the seconds to wait, or 0 if it may go out."""
    try:
        texting.allow(phone, account, "pl_a", ip)
    except TooMany as refused:
        assert refused.status == 429
        assert refused.retry_in > 0
        return refused.retry_in
    return 0


def events(db: DatabaseProxy) -> list[str]:
    """What the audit log says."""
    return [event for (event,) in db.execute_sql("SELECT event FROM audit_event")]


def test_each_wait_of_a_number_is_twice_the_one_before(time_machine: TimeMachineFixture) -> None:
    """C2: the first resend after 30 s, doubling to 32 minutes, whichever account asks."""
    waits = []
    for number in range(9):
        assert ask(account=f"acct_{number}", ip=f"192.0.2.{number}") == 0
        waits.append(texting.resend_in(ALICE))
        time_machine.shift(waits[-1] - 1)
        assert ask() == 1
        time_machine.shift(1)
    assert waits == [30, 60, 120, 240, 480, 960, 1_920, 1_920, 1_920]


def test_a_wait_is_told_in_plain_words() -> None:
    """C2: the sentence says what to do and how long to wait."""
    ask()
    with pytest.raises(TooMany, match=r"^A code is on its way\. You can ask .* in 30 seconds\.$"):
        texting.allow(ALICE, "acct_a", "pl_a", "192.0.2.1")


def test_a_number_gets_ten_texts_a_day_and_five_in_ten_minutes(
    time_machine: TimeMachineFixture,
) -> None:
    """C2: however patiently somebody asks."""
    sent: list[int] = []
    second = 0
    while second < 2 * DAY:
        wait = ask(account=f"acct_{second}", ip=f"2001:db8:0:{second % 65_536:x}::1")
        sent += [] if wait else [second]
        time_machine.shift(wait)
        second += wait
    assert len([at for at in sent if at < DAY]) == 10
    for window, most in ((10 * MINUTE, 5), (DAY, 10)):
        assert max(sum(at <= other < at + window for other in sent) for at in sent) <= most


@pytest.mark.parametrize(
    ("step", "most", "window"), [({"account": "acct_a"}, 20, DAY), ({"ip": "192.0.2.9"}, 20, HOUR)]
)
def test_an_account_and_a_place_have_their_shares(
    step: dict[str, str], most: int, window: int, time_machine: TimeMachineFixture
) -> None:
    """C3: over any number of numbers, 20 a day for an account, 20 an hour for an address."""
    for number in range(most):
        own = {"account": f"acct_{number}", "ip": f"198.51.100.{number}"} | step
        assert ask(f"+491511234{number:04d}", **own) == 0
    assert ask(BOB, **({"account": "acct_z", "ip": "203.0.113.1"} | step)) == window
    assert ask(BOB, "acct_z", ip="203.0.113.1") == 0
    time_machine.shift(window)
    assert ask(BOB, **({"account": "acct_z", "ip": "203.0.113.1"} | step)) == 0


@pytest.mark.parametrize(
    ("cap", "reason"),
    [
        ("daily", "daily_cap"),
        ("platform_daily", "platform_cap"),
        ("dial_code_daily", "dial_code_cap"),
    ],
)
def test_a_days_cap_closes_for_all_and_opens_at_midnight(
    db: DatabaseProxy, caps: None, cap: str, reason: str, time_machine: TimeMachineFixture
) -> None:
    """C3: caps on platform, dial code and day fail closed, and are written down once."""
    texting.caps = Caps(**{**asdict(Caps()), cap: 3})
    asks = [ask(f"+491511234000{n}", f"acct_{n}", ip=f"192.0.2.{n}") for n in range(6)]
    assert asks == [0, 0, 0, DAY, DAY, DAY]
    with pytest.raises(TooMany, match=r"No more .* today\. Try again in 1 day") as refused:
        texting.allow(ALICE, "acct_x", "pl_a", "192.0.2.77")
    assert refused.value.reason == reason
    assert events(db).count("sms.cap_reached") == 1
    time_machine.shift(DAY)
    assert ask() == 0


def test_a_cap_of_nothing_lets_nothing_out(caps: None) -> None:
    """C3: an operator can close the way at once."""
    texting.caps = Caps(daily=0)
    assert ask() == DAY


def test_who_is_refused_takes_nothing_from_others(caps: None) -> None:
    """C3: a flood to one number does not use up the day of all."""
    texting.caps = Caps(daily=2)
    assert [ask() for _ in range(50)] == [0] + [30] * 49
    assert ask(BOB, "acct_b", ip="192.0.2.2") == 0


def test_a_text_that_did_not_go_out_may_be_tried_again_at_once_but_not_for_ever() -> None:
    """C7: a gateway that hangs may send all the same, so what it was given counts."""
    for _ in range(5):
        assert ask() == 0
        texting.failed(ALICE)
        assert texting.resend_in(ALICE) == 0
    assert ask() == 10 * MINUTE


def test_a_text_that_may_still_come_makes_the_next_one_wait() -> None:
    """C7: another would make its code worthless, so there is the pause of any text; mails, too."""
    assert ask() == 0
    texting.failed(ALICE, may_come=True)
    assert texting.resend_in(ALICE) == 30
    mailing.allow("a@example.com", "acct_a", "192.0.2.1")
    mailing.failed("a@example.com", may_come=True)
    assert mailing.resend_in("a@example.com") == 30


def test_numbers_of_countries_that_are_not_served_get_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """C4: also when they were enrolled before the operator left the country out."""
    monkeypatch.setattr("webapp.accounts.phone.countries", frozenset({"FR"}))
    with pytest.raises(CountryNotServed):
        ask()
    assert ask(BOB) == 0


def test_mails_have_the_same_limits_on_their_own_account(time_machine: TimeMachineFixture) -> None:
    """C2, C3: codes by e-mail are limited by address, account and place."""
    mailing.allow("Alice@Example.com", "acct_a", "192.0.2.1")
    assert mailing.resend_in("alice@example.com") == 30
    with pytest.raises(TooMany, match="30 seconds"):
        mailing.allow(" ALICE@example.COM", "acct_b", "192.0.2.2")
    assert ask() == 0, "a text is another matter"
    mailing.failed("alice@example.com")
    mailing.allow("alice@example.com", "acct_a", "192.0.2.1")
    mailing.entered("alice@example.com", "acct_a", "192.0.2.1")
    mailing.allow("alice@example.com", "acct_a", "192.0.2.1")
