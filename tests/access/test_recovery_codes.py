"""Recovery codes: ten that nobody can guess, each for one use, the newest set alone."""

import secrets
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from peewee import DatabaseProxy

from tests.app import SECRET_KEY
from tests.cast import Seller
from tests.ledger.crowd import all_at_once
from webapp import keyring
from webapp.access.factors import recovery_code
from webapp.access.factors.recovery_code import ALPHABET, RecoveryCode, new_code

PARALLEL = 64


def test_ten_codes_of_120_bits_come_from_even_chance() -> None:
    """C11: at least 64 bits; 10,000 codes, no two alike, no letter that looks like another."""
    codes = [new_code() for _ in range(10_000)]
    assert len(set(codes)) == len(codes)
    assert not set("".join(codes)) - set(ALPHABET) - {"-"}
    assert not set("ILOU") & set(ALPHABET)
    assert {len(code.replace("-", "")) * 5 for code in codes} == {120}


def test_a_code_works_once(db: DatabaseProxy, alice: Seller) -> None:
    """C11: used up by its use; the other nine stay."""
    codes = RecoveryCode.renew(alice.id)
    assert len(codes) == 10
    assert RecoveryCode.spend([alice.id], codes[3])
    assert not RecoveryCode.spend([alice.id], codes[3])
    assert RecoveryCode.left(alice.id) == 9
    assert [bool(RecoveryCode.spend([alice.id], code)) for code in codes].count(True) == 9
    assert RecoveryCode.left(alice.id) == 0


def test_of_64_at_once_with_one_code_one_gets_in(db: DatabaseProxy, alice: Seller) -> None:
    """C11: three rounds of 64 parallel uses of one code, one winner each, on both databases."""
    for code in RecoveryCode.renew(alice.id)[:3]:
        results = all_at_once([partial(RecoveryCode.spend, [alice.id], code)] * PARALLEL)
        assert results.count({alice.id}) == 1
        assert results.count(set()) == PARALLEL - 1
    assert RecoveryCode.left(alice.id) == 7


def test_a_new_set_ends_the_old_one(db: DatabaseProxy, alice: Seller) -> None:
    """C11: replaced, not added to."""
    old, new = RecoveryCode.renew(alice.id), RecoveryCode.renew(alice.id)
    assert not any(RecoveryCode.spend([alice.id], code) for code in old)
    assert all(RecoveryCode.spend([alice.id], code) for code in new)


def test_two_new_sets_at_once_leave_one(db: DatabaseProxy, alice: Seller) -> None:
    """C11: of parallel sets, too, only one stays."""
    sets = all_at_once([lambda: RecoveryCode.renew(alice.id)] * 8)
    assert RecoveryCode.left(alice.id) == 10
    works = [[bool(RecoveryCode.spend([alice.id], code)) for code in codes] for codes in sets]
    assert sorted(map(sum, works)) == [0] * 7 + [10]


def test_a_removed_set_opens_nothing(db: DatabaseProxy, alice: Seller) -> None:
    codes = RecoveryCode.renew(alice.id)
    assert RecoveryCode.remove(alice.id)
    assert not RecoveryCode.remove(alice.id)
    assert not any(RecoveryCode.spend([alice.id], code) for code in codes)


def test_each_account_has_its_own(db: DatabaseProxy, alice: Seller, bob: Seller) -> None:
    """C11, B4: Alice's codes are nothing at Bob's door."""
    codes = RecoveryCode.renew(alice.id)
    RecoveryCode.renew(bob.id)
    assert not any(RecoveryCode.spend([bob.id], code) for code in codes)
    assert RecoveryCode.left(alice.id) == RecoveryCode.left(bob.id) == 10


@pytest.mark.parametrize("write", [str.lower, str.swapcase, lambda code: code.replace("-", "")])
def test_people_write_a_code_as_they_like(
    db: DatabaseProxy, alice: Seller, write: Callable[[str], str]
) -> None:
    assert RecoveryCode.spend([alice.id], write(RecoveryCode.renew(alice.id)[0]))


def test_lookalikes_are_read_as_what_was_meant(db: DatabaseProxy, alice: Seller) -> None:
    codes = RecoveryCode.renew(alice.id)
    misread = str.maketrans("10", "lo")
    assert all(RecoveryCode.spend([alice.id], f" {code.translate(misread)} ") for code in codes)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_in_capitals_without_spaces(typed: str) -> None:
    read = recovery_code._letters(typed)
    assert not set(read) & set("ILO -")
    assert read == recovery_code._letters(f" {typed}-")


def test_the_database_holds_keyed_marks_alone(db: DatabaseProxy, alice: Seller) -> None:
    """C11, F8, B10: who has the rows but not our secret cannot even check a guess."""
    codes = RecoveryCode.renew(alice.id)
    rows = str(db.execute_sql("SELECT * FROM recovery_code").fetchall())
    assert not [code for code in codes if code in rows or code.replace("-", "") in rows]
    try:
        keyring.unlock(secrets.token_hex(32))
        assert not any(RecoveryCode.spend([alice.id], code) for code in codes)
    finally:
        keyring.unlock(SECRET_KEY)


def test_a_new_secret_leaves_old_codes_good(db: DatabaseProxy, alice: Seller) -> None:
    """F7: after a rotation of SECRET_KEY the printed sheet still opens the door."""
    codes = RecoveryCode.renew(alice.id)
    try:
        keyring.unlock(secrets.token_hex(32), SECRET_KEY)
        assert RecoveryCode.spend([alice.id], codes[0])
        assert not RecoveryCode.spend([alice.id], codes[0])
    finally:
        keyring.unlock(SECRET_KEY)
