"""What number, account and place get in all: a right code gives none of it back."""

import pytest
from peewee import DatabaseProxy
from time_machine import TimeMachineFixture

from webapp.access.codes import mailing, sending, texting
from webapp.access.limits.limit import TooMany
from webapp.clock import DAY

ALICE = "+4915112345678"


@pytest.fixture(autouse=True)
def _morning(db: DatabaseProxy, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to("2031-03-04T00:00:00Z", tick=False)


def enter(phone: str, account: str, ip: str) -> int:
    """Ask and enter the code at once, as who owns the number may: 0, or the seconds to wait."""
    try:
        texting.allow(phone, account, "pl_a", ip)
    except TooMany as refused:
        return refused.retry_in
    texting.entered(phone, account, ip)
    return 0


def test_a_number_gets_thirty_texts_a_day_whoever_enters_them(
    time_machine: TimeMachineFixture,
) -> None:
    """C2, C3: three accounts with one number, from many places: a right code gives none back."""
    sent: list[int] = []
    for second in range(0, 2 * DAY, 480):
        number = second // 480
        if not enter(ALICE, f"acct_{number % 3}", f"192.0.2.{number % 200}"):
            sent.append(second)
        time_machine.shift(480)
    assert len([at for at in sent if at < DAY]) == 30
    assert max(sum(at <= other < at + DAY for other in sent) for at in sent) == 30


def test_an_account_gets_a_hundred_texts_a_day_whichever_numbers_it_had() -> None:
    """C3: an owner who earns by texts changes his number all day."""
    waits = [enter(f"+491511234{n // 25:04d}", "acct_a", f"192.0.2.{n}") for n in range(125)]
    assert waits == [0] * 100 + [DAY] * 25


def test_a_place_gets_no_more_in_a_day_than_in_all_its_hours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """C3: a town behind one address signs in all day; who owns a thousand numbers there does not.

    Every address of an IPv6 household is that place.
    """
    assert sending.A_DAY_HERE == 480
    monkeypatch.setattr(sending, "A_DAY_HERE", 24)
    places = [f"2001:db8::{number:x}" for number in range(30)]
    waits = [enter(f"+491511234{n:04d}", f"acct_{n}", ip) for n, ip in enumerate(places)]
    assert waits == [0] * 24 + [DAY] * 6
    assert enter(ALICE, "acct_a", "2001:db8:0:1::1") == 0, "its neighbours have their own"


def test_the_ceilings_of_mails_are_their_own() -> None:
    """C2, C3: the same for mails."""
    for _ in range(30):
        mailing.allow("a@example.com", "acct_a", "192.0.2.1")
        mailing.entered("a@example.com", "acct_a", "192.0.2.1")
    with pytest.raises(TooMany, match="in 1 day"):
        mailing.allow("A@example.com", "acct_b", "192.0.2.2")
    assert enter(ALICE, "acct_a", "192.0.2.1") == 0
