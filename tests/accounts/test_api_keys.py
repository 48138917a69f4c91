"""Secret keys: shown once, kept as a digest, and changed over without a gap."""

import hashlib
from collections.abc import Iterator

import pytest
import time_machine
from peewee import DatabaseProxy

from webapp.accounts.api_key import ApiKey, ApiKeyInvalid
from webapp.accounts.founding import found_platform
from webapp.accounts.platform import Platform


@pytest.fixture
def now() -> Iterator[time_machine.Traveller]:
    """A moment that stands still: keys can be made in the same second."""
    with time_machine.travel(1_800_000_000, tick=False) as traveller:
        yield traveller


def works(key: str) -> bool:
    try:
        ApiKey.find(key)
    except ApiKeyInvalid:
        return False
    return True


def test_the_database_keeps_a_digest_and_a_hint_of_a_key(db: DatabaseProxy) -> None:
    key = found_platform("Acme").test_key
    kept = ApiKey.find(key)
    assert kept.digest == hashlib.sha256(key.encode()).hexdigest()
    assert kept.hint == f"sk_test_…{key[-4:]}"
    rows = db.execute_sql("SELECT * FROM api_key").fetchall()
    assert key not in str(rows)


def test_keys_are_long_and_never_the_same(db: DatabaseProxy) -> None:
    acme = found_platform("Acme").platform
    keys = {ApiKey.mint(acme, livemode=True) for _ in range(100)}
    assert len(keys) == 100
    assert {len(key) for key in keys} == {len("sk_live_") + 48}


@pytest.mark.parametrize("text", ["", "sk_test_", "sk_test_" + "0" * 48, "' OR 1=1 --", "ключ"])
def test_any_other_text_is_no_key(db: DatabaseProxy, text: str) -> None:
    found_platform("Acme")
    assert not works(text)


def test_a_digest_opens_nothing(db: DatabaseProxy) -> None:
    key = found_platform("Acme").test_key
    assert not works(hashlib.sha256(key.encode()).hexdigest())


def test_servers_can_change_over_from_the_newest_old_key(
    db: DatabaseProxy, now: time_machine.Traveller
) -> None:
    founded = found_platform("Acme")
    keys = [founded.test_key]
    for _ in range(5):
        keys.append(ApiKey.roll(founded.platform, livemode=False))
        assert [works(key) for key in keys] == [False] * (len(keys) - 2) + [True, True]


def test_the_other_mode_and_other_platforms_keep_their_keys(db: DatabaseProxy) -> None:
    acme, other = found_platform("Acme"), found_platform("Other")
    for _ in range(3):
        ApiKey.roll(acme.platform, livemode=False)
    assert works(acme.live_key)
    assert works(other.test_key)
    assert not works(acme.test_key)


def test_a_key_says_whose_it_is_and_for_which_mode(db: DatabaseProxy) -> None:
    acme = found_platform("Acme")
    found = ApiKey.find(ApiKey.roll(acme.platform, livemode=True))
    assert (found.platform, found.livemode) == (Platform.get_by_id(acme.platform.id), True)
