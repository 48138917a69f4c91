"""Codes are even digits that belong to one sign-in, one way, one letter and one secret."""

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.app import SECRET_KEY
from webapp import keyring
from webapp.access.codes.hotp import code_of, digits, is_code_of, is_test_code, made_now, way_of

CHI_SQUARE_MAX = 27.88  # 9 degrees of freedom, p = 0.001


@pytest.fixture(autouse=True)
def secret() -> Iterator[None]:
    """The app's own secret, whatever a test did to it."""
    keyring.unlock(SECRET_KEY)
    yield
    keyring.unlock(SECRET_KEY)


@pytest.mark.parametrize(("way", "length"), [("sms", 6), ("email", 8)])
def test_each_digit_is_as_likely_as_any_other(way: str, length: int) -> None:
    """B1: uniform over all digits, leading zeros kept (χ², p > 0.001 for each place)."""
    keyring.unlock("k" * 32)  # the same codes each time: a die that is even once is even
    codes = [code_of(f"login {n}", way, 1) for n in range(100_000)]
    assert all(len(code) == length and code.isascii() and code.isdigit() for code in codes)
    assert any(code.startswith("0") for code in codes)
    for place in range(length):
        seen = Counter(code[place] for code in codes)
        even = len(codes) / 10
        assert sum((seen[str(n)] - even) ** 2 / even for n in range(10)) < CHI_SQUARE_MAX


def test_another_login_letter_or_secret_has_another_code() -> None:
    """B13: each challenge has a secret of its own; no code repeats by the clock."""
    known = [code_of("login", "sms", counter) for counter in range(1, 9)]
    assert len(set(known)) > 6
    assert known != [code_of("other", "sms", counter) for counter in range(1, 9)]
    assert known == [code_of("login", "sms", counter) for counter in range(1, 9)]
    assert known != [code_of("login", "email", counter)[-6:] for counter in range(1, 9)]
    keyring.unlock("o" * 32)
    assert known != [code_of("login", "sms", counter) for counter in range(1, 9)]


def test_a_code_in_flight_survives_a_new_secret() -> None:
    """F7: rotation turns nobody away at the door."""
    code, made_by = code_of("login", "sms", 1), made_now()
    keyring.unlock("n" * 32, SECRET_KEY)
    assert is_code_of(code, "login", "sms", 1, made_by)
    assert not is_code_of(code, "other", "sms", 1, made_by)


@pytest.mark.parametrize(("way", "length"), [("sms", 6), ("email", 8)])
@pytest.mark.parametrize("fallbacks", [0, 1, 2])
def test_exactly_one_code_is_right_however_many_secrets_are_kept(
    fallbacks: int, way: str, length: int
) -> None:
    """B8, F7: an old secret helps nobody who guesses; without a mark it is today's alone."""
    secrets = [letter * 32 for letter in "kno"][: fallbacks + 1]
    made: dict[str | None, str] = {}
    for secret in secrets:
        keyring.unlock(secret)
        made[made_now()] = code_of("login", way, 1)
    keyring.unlock(*secrets)
    newest = made[made_now()]
    guesses = {f"{n:0{length}d}" for n in range(0, 10**length, 10**length // 999)}
    for made_by, code in {**made, None: newest, "of a dropped secret": newest}.items():
        tried = guesses | set(made.values())
        assert [one for one in tried if is_code_of(one, "login", way, 1, made_by)] == [code]
    assert len(set(made.values())) == fallbacks + 1


def test_the_mark_of_a_secret_is_short_and_made_with_no_key_of_codes() -> None:
    """F8: what lies in the database is a fingerprint by a key of its own."""
    assert len(made_now()) == 16
    assert keyring.mac("code.mark", "").startswith(made_now())
    assert not keyring.mac("code", "").startswith(made_now())


def test_only_the_code_itself_is_right() -> None:
    code = code_of("login", "sms", 3)
    assert is_code_of(f" {code[:3]}-{code[3:]} ", "login", "sms", 3)
    for wrong in (code[:-1], code + "0", "0" + code, code[::-1] + "x", ""):
        assert not is_code_of(wrong, "login", "sms", 3) or digits(wrong) == code


def test_the_length_of_a_code_tells_how_it_came() -> None:
    assert [way_of(typed) for typed in ("123456", "1234 5678", "1")] == ["sms", "email", "sms"]


@pytest.mark.parametrize(
    "typed", ["٠٠٠٠٠٠", "００００００", "²²²²²²", "0️⃣" * 5, "", "0000000", "O00000"]
)
def test_only_six_plain_noughts_are_the_test_code(typed: str) -> None:
    assert not is_test_code(typed)
