"""Authenticator apps: what opens a door opens it once, near its time, and from one seed alone."""

import base64
from datetime import UTC, datetime
from functools import partial

import pyotp
import pytest
from peewee import DatabaseProxy
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.ledger.crowd import all_at_once
from webapp.access.factors.authenticator import (
    ENROLMENT_LIFETIME,
    STEP_SECONDS,
    Authenticator,
    AuthenticatorThere,
    EnrolmentGone,
)

MORNING = int(datetime(2031, 3, 4, 9, 30, tzinfo=UTC).timestamp())
PARALLEL = 64


@pytest.fixture
def clock(db: DatabaseProxy, time_machine: TimeMachineFixture) -> TimeMachineFixture:
    """A clock that stands at the beginning of a step."""
    time_machine.move_to(MORNING, tick=False)
    return time_machine


@pytest.fixture
def app_of_alice(clock: TimeMachineFixture, alice: Seller) -> pyotp.TOTP:
    """The app on Alice's phone, set up an hour ago."""
    phone = pyotp.TOTP(Authenticator.enrol(alice.id).seed)
    assert Authenticator.pending(alice.id).confirm(phone.at(MORNING))
    clock.shift(3_600)
    return phone


def accept(account_id: str, code: str) -> bool:
    """Try a code as the door does."""
    found = Authenticator.of(account_id)
    return found is not None and found.accept(code)


def now(clock: TimeMachineFixture, steps: int = 0) -> int:
    return int(datetime.now(UTC).timestamp()) + steps * STEP_SECONDS


def test_a_seed_has_160_bits_and_is_another_each_time(clock: object, alice: Seller) -> None:
    """B12: RFC 4226 asks for 160 bits; 100 seeds, no two alike."""
    seeds = {Authenticator.enrol(alice.id).seed for _ in range(100)}
    assert len(seeds) == 100
    assert {len(base64.b32decode(seed)) * 8 for seed in seeds} == {160}


def test_the_database_holds_the_seed_sealed(db: DatabaseProxy, alice: Seller) -> None:
    """B12, F8: neither the seed nor its bytes can be read from the row."""
    seed = Authenticator.enrol(alice.id).seed
    row = str(db.execute_sql("SELECT * FROM authenticator").fetchall())
    assert seed not in row
    assert base64.b32decode(seed).hex() not in row
    assert Authenticator.pending(alice.id).seed == seed


@pytest.mark.parametrize(
    ("steps", "is_right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_phone_may_be_one_step_early_or_late(
    app_of_alice: pyotp.TOTP,
    clock: TimeMachineFixture,
    alice: Seller,
    steps: int,
    is_right: bool,
) -> None:
    """B12: the step of now and its two neighbours, no others."""
    assert accept(alice.id, app_of_alice.at(now(clock, steps))) == is_right


def test_a_step_is_taken_once(
    app_of_alice: pyotp.TOTP, clock: TimeMachineFixture, alice: Seller
) -> None:
    """B12: the same code a second time, at once or a step later, is refused."""
    code = app_of_alice.at(now(clock))
    assert accept(alice.id, code)
    for _ in range(3):
        assert not accept(alice.id, code)
        clock.shift(15)


def test_an_older_step_is_refused_after_a_newer_one(
    app_of_alice: pyotp.TOTP, clock: TimeMachineFixture, alice: Seller
) -> None:
    """B12: who saw the last code over a shoulder cannot use it after the owner went on."""
    assert accept(alice.id, app_of_alice.at(now(clock, 1)))
    assert not accept(alice.id, app_of_alice.at(now(clock)))
    assert not accept(alice.id, app_of_alice.at(now(clock, -1)))
    clock.shift(2 * STEP_SECONDS)
    assert accept(alice.id, app_of_alice.at(now(clock)))


def test_over_an_hour_each_of_its_codes_works_once(
    app_of_alice: pyotp.TOTP, clock: TimeMachineFixture, alice: Seller
) -> None:
    """B12: 120 steps, each code offered five times: 120 doors open."""
    opened = 0
    for _ in range(120):
        clock.shift(STEP_SECONDS)
        opened += sum(accept(alice.id, app_of_alice.at(now(clock))) for _ in range(5))
    assert opened == 120


def test_of_64_at_once_with_one_code_one_gets_in(
    app_of_alice: pyotp.TOTP, clock: TimeMachineFixture, alice: Seller
) -> None:
    """B3, B12: three rounds of 64 parallel equal codes, one winner each, on both databases."""
    for _ in range(3):
        clock.shift(STEP_SECONDS)
        code = app_of_alice.at(now(clock))
        results = all_at_once([partial(accept, alice.id, code)] * PARALLEL)
        assert results.count(True) == 1


def test_one_in_a_hurry_confirms_once(clock: TimeMachineFixture, alice: Seller) -> None:
    code = pyotp.TOTP(Authenticator.enrol(alice.id).seed).at(MORNING)

    def confirm() -> bool:
        try:
            return Authenticator.pending(alice.id).confirm(code)
        except EnrolmentGone:
            return False

    assert all_at_once([confirm] * 8).count(True) == 1


def test_nothing_opens_before_the_first_right_code(
    clock: TimeMachineFixture, alice: Seller
) -> None:
    """B12: an app that was never confirmed is none."""
    phone = pyotp.TOTP(Authenticator.enrol(alice.id).seed)
    assert not accept(alice.id, phone.at(MORNING))
    assert not Authenticator.pending(alice.id).confirm("000000")
    assert Authenticator.of(alice.id) is None
    assert Authenticator.pending(alice.id).confirm(phone.at(MORNING))
    assert not accept(alice.id, phone.at(MORNING))  # it was used up by confirming


def test_a_set_up_that_took_too_long_is_begun_anew(
    clock: TimeMachineFixture, alice: Seller
) -> None:
    Authenticator.enrol(alice.id)
    clock.shift(ENROLMENT_LIFETIME)
    with pytest.raises(EnrolmentGone):
        Authenticator.pending(alice.id)


def test_a_second_app_waits_until_the_first_is_removed(
    app_of_alice: pyotp.TOTP, clock: TimeMachineFixture, alice: Seller
) -> None:
    with pytest.raises(AuthenticatorThere):
        Authenticator.enrol(alice.id)
    assert Authenticator.remove(alice.id)
    assert not accept(alice.id, app_of_alice.at(now(clock)))
    assert Authenticator.enrol(alice.id).seed != app_of_alice.secret
    assert not Authenticator.remove(alice.id)


def test_each_account_has_its_own(
    app_of_alice: pyotp.TOTP, clock: TimeMachineFixture, bob: Seller
) -> None:
    """B4: Alice's right code is nothing at Bob's door."""
    other = pyotp.TOTP(Authenticator.enrol(bob.id).seed)
    assert Authenticator.pending(bob.id).confirm(other.at(now(clock)))
    clock.shift(STEP_SECONDS)
    assert not accept(bob.id, app_of_alice.at(now(clock)))
    assert accept(bob.id, f" {other.at(now(clock))[:3]} {other.at(now(clock))[3:]}")
