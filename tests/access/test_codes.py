"""Codes are six even digits that belong to one sign-in, one text and one secret."""

import secrets
from collections import Counter

import pytest

from webapp.access.codes import code_of, digits, is_code_of, is_test_code

KEY = "k" * 32
CHI_SQUARE_MAX = 29.67  # 9 degrees of freedom, p = 0.0005


def test_each_digit_is_as_likely_as_any_other() -> None:
    codes = [code_of(KEY, secrets.token_hex(32), 1) for _ in range(20_000)]
    assert all(len(code) == 6 and code.isascii() and code.isdigit() for code in codes)
    assert any(code.startswith("0") for code in codes)
    for place in range(6):
        seen = Counter(code[place] for code in codes)
        even = len(codes) / 10
        assert sum((seen[str(n)] - even) ** 2 / even for n in range(10)) < CHI_SQUARE_MAX


def test_another_login_text_or_secret_has_another_code() -> None:
    known = [code_of(KEY, "login", counter) for counter in range(1, 9)]
    assert len(set(known)) > 6
    assert known != [code_of(KEY, "other", counter) for counter in range(1, 9)]
    assert known != [code_of("o" * 32, "login", counter) for counter in range(1, 9)]
    assert known == [code_of(KEY, "login", counter) for counter in range(1, 9)]


def test_only_the_code_itself_is_right() -> None:
    code = code_of(KEY, "login", 3)
    assert is_code_of(f" {code[:3]}-{code[3:]} ", KEY, "login", 3)
    for wrong in (code[:-1], code + "0", "0" + code, code[::-1] + "x", ""):
        assert not is_code_of(wrong, KEY, "login", 3) or digits(wrong) == code


@pytest.mark.parametrize(
    "typed", ["٠٠٠٠٠٠", "００００００", "²²²²²²", "0️⃣" * 5, "", "0000000", "O00000"]
)
def test_only_six_plain_noughts_are_the_test_code(typed: str) -> None:
    assert not is_test_code(typed)
