"""WebAuthn's answers: sound ones from our own origin are taken, and all others politely refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webauthn.helpers import bytes_to_base64url

from tests.security_key import PRESENT, SecurityKey
from webapp.access.factors.relying_party import (
    PasskeyRefused,
    RelyingParty,
    challenge_in,
    signer_in,
)

HERE = RelyingParty.at("http://localhost")
CHALLENGE = b"c" * 32
ASKED = json.dumps({"challenge": bytes_to_base64url(CHALLENGE), "user": {"id": "YWNjdF8x"}})


def made(answer: str) -> object:
    return HERE.made(answer, CHALLENGE)


def signed_by(key: SecurityKey) -> Callable[[str], object]:
    return lambda answer: HERE.signed(answer, CHALLENGE, key.public, 0)


def test_a_sound_answer_is_taken() -> None:
    key = SecurityKey()
    assert made(key.make(ASKED))
    answer = key.sign(ASKED)
    assert signed_by(key)(answer)
    assert (challenge_in(answer), signer_in(answer)[0]) == (CHALLENGE, "acct_1")


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://localhost"},
        {"origin": "http://localhost:8080"},
        {"origin": "http://evil.example"},
        {"origin": "http://localhost.evil.example"},
        {"rp_id": "evil.example"},
        {"flags": PRESENT},
        {"flags": 0},
    ],
    ids=str,
)
def test_a_wrong_place_or_an_unknown_owner_is_refused(wrong: dict[str, Any]) -> None:
    """B14: another origin, another site, or a device that did not ask who holds it."""
    key = SecurityKey(**wrong)
    with pytest.raises(PasskeyRefused):
        made(key.make(ASKED))
    with pytest.raises(PasskeyRefused):
        signed_by(key)(key.sign(ASKED))


def test_another_challenge_is_refused() -> None:
    """B4, B14: also when the signature itself is sound."""
    key = SecurityKey()
    other = json.dumps(json.loads(ASKED) | {"challenge": bytes_to_base64url(b"d" * 32)})
    for check, answer in ((made, key.make(other)), (signed_by(key), key.sign(other))):
        with pytest.raises(PasskeyRefused):
            check(answer)


@pytest.mark.parametrize(
    ("base_url", "party"),
    [
        (
            "https://Dash.Shop.example",
            RelyingParty("dash.shop.example", "https://dash.shop.example"),
        ),
        ("https://a.example:443", RelyingParty("a.example", "https://a.example")),
        ("http://localhost:4242", RelyingParty("localhost", "http://localhost:4242")),
    ],
)
def test_the_origin_is_written_as_browsers_do(base_url: str, party: RelyingParty) -> None:
    assert RelyingParty.at(base_url) == party


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(answer=st.text() | JSON.map(json.dumps) | st.binary().map(repr))
def test_junk_is_refused_politely(answer: str) -> None:
    """B14: whatever comes instead of an answer, the sentence is the same."""
    for read in (challenge_in, signer_in):
        with pytest.raises(PasskeyRefused):
            read(answer)


@given(spoilt=st.sampled_from(["id", "rawId", "type", "response"]), value=JSON)
def test_a_spoilt_answer_is_refused_politely(spoilt: str, value: Any) -> None:
    """B14: one part of a sound answer replaced by anything."""
    key = SecurityKey()
    for check, answer in ((made, key.make(ASKED)), (signed_by(key), key.sign(ASKED))):
        with pytest.raises(PasskeyRefused):
            check(json.dumps(json.loads(answer) | {spoilt: value}))


@pytest.mark.parametrize("name", ["a\0b", 7, None, ["AAAA"]])
def test_an_id_that_no_database_can_look_up_is_refused(name: object) -> None:
    """B14: PostgreSQL knows no NUL, and an id is a word."""
    answer = json.loads(SecurityKey(owner="YWNjdF8x").sign(ASKED))
    with pytest.raises(PasskeyRefused):
        signer_in(json.dumps(answer | {"id": name}))
