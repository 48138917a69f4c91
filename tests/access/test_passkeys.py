"""Passkeys: what a browser signed for us, for this act, once, opens the door; nothing else does."""

import json

import pytest
from peewee import DatabaseProxy
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.ledger.crowd import all_at_once
from tests.security_key import SecurityKey
from webapp.access.factors import passkey_challenge
from webapp.access.factors.passkey import PASSKEYS_MAX, Passkey, PasskeysFull, PasskeyThere
from webapp.access.factors.relying_party import PasskeyRefused, RelyingParty
from webapp.accounts.account import Account

HERE = RelyingParty.at("http://localhost")
SESSION, LOGIN = "session-digest", "login-digest"
PARALLEL = 64


def options(account_id: str, bound_to: str = SESSION) -> str:
    return Passkey.creation_options(Account.get_by_id(account_id), HERE, bound_to)


def add(account_id: str, key: SecurityKey, name: str = "My phone") -> Passkey:
    return Passkey.add(account_id, key.make(options(account_id)), name, HERE, SESSION)


def prove(answer: str, bound_to: str = LOGIN, account_id: str | None = None) -> str:
    return Passkey.prove(answer, HERE, bound_to, account_id).account_id


def ask(bound_to: str = LOGIN, account_id: str | None = None) -> str:
    return Passkey.request_options(HERE, bound_to, account_id)


@pytest.fixture
def key(db: DatabaseProxy, alice: Seller) -> SecurityKey:
    """Alice's security key, on her account."""
    key = SecurityKey()
    add(alice.id, key)
    return key


def test_a_passkey_opens_its_account(key: SecurityKey, alice: Seller) -> None:
    """B14: it names the account itself; no e-mail address is needed."""
    for _ in range(3):
        assert prove(key.sign(ask())) == alice.id
    (kept,) = Passkey.of(alice.id)
    assert (kept.name, kept.sign_count) == ("My phone", 3)
    assert kept.used_at


def test_the_device_must_know_its_owner(db: DatabaseProxy, alice: Seller) -> None:
    """B14: finger, face or PIN is asked for, at making and at use; the passkey can be found."""
    made, asked = json.loads(options(alice.id)), json.loads(ask())
    chosen = made["authenticatorSelection"]
    assert (chosen["userVerification"], chosen["residentKey"]) == ("required", "required")
    assert (made["rp"]["id"], asked["rpId"]) == ("localhost", "localhost")
    assert asked["userVerification"] == "required"
    for name in (made["challenge"], asked["challenge"]):
        assert len(name) * 6 // 8 >= 32


def test_an_answer_is_good_once(key: SecurityKey) -> None:
    """B14: of a replayed answer the challenge is gone."""
    answer = key.sign(ask())
    assert prove(answer)
    with pytest.raises(PasskeyRefused):
        prove(answer)


def test_of_64_at_once_with_one_answer_one_gets_in(key: SecurityKey) -> None:
    """B3, B14: one winner of 64, on both databases."""
    answer = key.sign(ask())

    def tried() -> bool:
        try:
            return bool(prove(answer))
        except PasskeyRefused:
            return False

    assert all_at_once([tried] * PARALLEL).count(True) == 1


def test_the_challenge_of_another_login_is_refused(key: SecurityKey) -> None:
    """B4, B14: signed for one pending login, or for a session, it is nothing in another."""
    answer = key.sign(ask("another-login"))
    with pytest.raises(PasskeyRefused):
        prove(answer)
    with pytest.raises(PasskeyRefused):
        prove(key.sign(json.dumps({"challenge": "AAAA"})))
    assert prove(answer, "another-login")  # it was not used up by the wrong one


def test_a_challenge_lives_five_minutes(key: SecurityKey, time_machine: TimeMachineFixture) -> None:
    """B14: at 4:59 it works, at 5:00 it is gone, and what is gone is swept out."""
    time_machine.move_to(2_000_000_000, tick=False)
    early, late = key.sign(ask()), key.sign(ask())
    time_machine.shift(passkey_challenge.LIFETIME - 1)
    assert prove(early)
    time_machine.shift(1)
    with pytest.raises(PasskeyRefused):
        prove(late)
    ask()
    assert passkey_challenge.PasskeyChallenge.select().count() == 1


def test_another_private_key_is_refused(key: SecurityKey) -> None:
    """B14: the id alone, which is no secret, opens nothing."""
    forged = SecurityKey(id=key.id, owner=key.owner, count=9)
    with pytest.raises(PasskeyRefused):
        prove(forged.sign(ask()))


def test_a_copied_key_is_noticed_by_its_count(key: SecurityKey) -> None:
    """B14: a count that does not grow is that of a copy."""
    copy = SecurityKey(**vars(key))
    assert prove(key.sign(ask()))
    with pytest.raises(PasskeyRefused):
        prove(copy.sign(ask()))


def test_a_removed_passkey_is_refused(key: SecurityKey, alice: Seller, bob: Seller) -> None:
    """B14, D5: at the very next use; another's cannot be removed."""
    (kept,) = Passkey.of(alice.id)
    assert not Passkey.remove(bob.id, kept.id)
    assert prove(key.sign(ask()))
    assert Passkey.remove(alice.id, kept.id)
    with pytest.raises(PasskeyRefused):
        prove(key.sign(ask()))


def test_a_named_account_is_opened_by_its_own_alone(
    key: SecurityKey, alice: Seller, bob: Seller
) -> None:
    """B4, B14: after Bob's link, Alice's passkey is refused; the page lists Bob's only."""
    other = SecurityKey()
    add(bob.id, other)
    asked = ask(account_id=bob.id)
    listed = [one["id"] for one in json.loads(asked)["allowCredentials"]]
    assert listed == [Passkey.of(bob.id)[0].id]
    with pytest.raises(PasskeyRefused):
        prove(key.sign(asked), account_id=bob.id)
    claimed = SecurityKey(**vars(key) | {"owner": other.owner})
    with pytest.raises(PasskeyRefused):
        prove(claimed.sign(ask(account_id=bob.id)), account_id=bob.id)
    assert prove(other.sign(ask(account_id=bob.id)), account_id=bob.id) == bob.id


def test_without_an_account_no_passkey_is_listed(key: SecurityKey) -> None:
    """C6: what a stranger is sent tells of nobody's passkeys."""
    assert json.loads(ask())["allowCredentials"] == []


def test_a_device_makes_one_passkey(key: SecurityKey, alice: Seller) -> None:
    asked = json.loads(options(alice.id))
    assert [one["id"] for one in asked["excludeCredentials"]] == [Passkey.of(alice.id)[0].id]
    with pytest.raises(PasskeyThere):
        add(alice.id, key)


def test_an_account_has_twenty_at_most(db: DatabaseProxy, alice: Seller) -> None:
    for _ in range(PASSKEYS_MAX):
        add(alice.id, SecurityKey())
    with pytest.raises(PasskeysFull):
        add(alice.id, SecurityKey())


def test_making_is_bound_to_the_session_that_asked(db: DatabaseProxy, alice: Seller) -> None:
    """B4, B14: an answer made for another session is refused, and so is a repeated one."""
    answer = SecurityKey().make(options(alice.id, "another-session"))
    with pytest.raises(PasskeyRefused):
        Passkey.add(alice.id, answer, "Phone", HERE, SESSION)
    Passkey.add(alice.id, answer, "Phone", HERE, "another-session")
    with pytest.raises(PasskeyRefused):
        Passkey.add(alice.id, answer, "Phone", HERE, "another-session")


@pytest.mark.parametrize(
    ("name", "kept"), [(" My \n phone ", "My phone"), ("\0", "Passkey"), ("x" * 99, "x" * 60)]
)
def test_a_name_is_kept_short_and_on_one_line(
    db: DatabaseProxy, alice: Seller, name: str, kept: str
) -> None:
    assert add(alice.id, SecurityKey(), name).name == kept
