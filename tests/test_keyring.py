"""What the keyring seals opens with its secret alone, and a new secret still opens the old."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app import SECRET_KEY
from webapp import keyring

OLD, NEW = "o" * 32, "n" * 32


@pytest.fixture(autouse=True)
def own_secrets() -> Iterator[None]:
    """Give the app its own secret back."""
    keyring.unlock(OLD)
    yield
    keyring.unlock(SECRET_KEY)


@given(st.text())
def test_what_is_sealed_opens_again(text: str) -> None:
    assert keyring.unseal(keyring.seal(text, "phone"), "phone") == text


def test_the_same_text_looks_different_each_time() -> None:
    assert keyring.seal("+4915112345678", "phone") != keyring.seal("+4915112345678", "phone")


def test_a_seal_opens_for_its_own_purpose_only() -> None:
    with pytest.raises(keyring.SealBroken):
        keyring.unseal(keyring.seal("seed", "authenticator"), "phone")


def test_a_new_secret_opens_what_the_old_one_sealed() -> None:
    """F7: rotation loses nothing."""
    sealed, mark = keyring.seal("seed", "authenticator"), keyring.mac("limit", "alice")
    keyring.unlock(NEW, OLD)
    assert keyring.unseal(sealed, "authenticator") == "seed"
    assert mark in keyring.macs("limit", "alice")
    assert keyring.mac("limit", "alice") != mark


def test_a_stranger_with_the_database_opens_nothing() -> None:
    """F8: without the secret a sealed text stays shut."""
    sealed = keyring.seal("seed", "authenticator")
    keyring.unlock(NEW)
    with pytest.raises(keyring.SealBroken):
        keyring.unseal(sealed, "authenticator")


def test_each_purpose_has_a_key_of_its_own() -> None:
    assert keyring.keys("a") != keyring.keys("b")
    assert {len(key) for key in keyring.keys("a")} == {32}


@pytest.mark.parametrize("changed", ["", "A", "=", "é", "not base 64!", "AAAA"])
def test_what_is_no_seal_at_all_opens_nothing(changed: str) -> None:
    """F8: whoever writes junk into the database is told from a seal, and breaks nothing else."""
    with pytest.raises(keyring.SealBroken, match="was changed"):
        keyring.unseal(changed, "phone")
