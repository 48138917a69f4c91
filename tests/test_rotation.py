"""A new SECRET_KEY logs nobody out and loses nothing; then the old one can be dropped."""

from collections.abc import Callable, Iterator

import pytest
from click.testing import Result
from flask import Flask

from tests.app import SECRET_KEY
from tests.cast import Seller
from tests.login.visitor import Visitor
from tests.outbox import Outbox
from webapp import keyring
from webapp.access.codes.sent_code import SentCode
from webapp.access.factors.authenticator import Authenticator
from webapp.access.factors.recovery_code import RecoveryCode
from webapp.accounts.account import Account
from webapp.config import Config
from webapp.database import BaseModel
from webapp.sealed import columns

NEW = "fedcba9876543210" * 4
Rotate = Callable[..., None]


@pytest.fixture
def rotate() -> Iterator[Rotate]:
    """Start again with other secrets: `rotate(NEW, SECRET_KEY)`."""

    def rotate(newest: str, *older: str) -> None:
        settings = {"SECRET_KEY": newest, "SECRET_KEY_FALLBACKS": ",".join(older)}
        config = Config.from_env(settings)
        keyring.unlock(config.secret_key, *config.secret_key_fallbacks)

    yield rotate
    keyring.unlock(SECRET_KEY)


@pytest.fixture
def visitor(app: Flask, outbox: Outbox) -> Callable[[], Visitor]:
    """Somebody with a browser of her own."""
    return lambda: Visitor(app.test_client(), outbox, {"Sec-Fetch-Site": "same-origin"})


@pytest.fixture
def flask(app: Flask) -> Callable[..., Result]:
    """Run a command, whatever comes of it."""
    return lambda *arguments: app.test_cli_runner().invoke(args=list(arguments))


def test_a_new_secret_logs_nobody_out(
    visitor: Callable[[], Visitor], alice: Seller, bob: Seller, rotate: Rotate
) -> None:
    """F7: sessions, links, pending sign-ins and codes under way go on."""
    inside, waiting, about_to = visitor(), visitor(), visitor()
    inside.come_in(alice)
    code = waiting.come_to_the_code(bob)
    link = alice.login_link()
    rotate(NEW, SECRET_KEY)
    assert inside.is_in
    assert waiting.enter(code).status_code == 303
    about_to.follow(link)
    assert about_to.ask().status_code == 303


def test_after_a_new_secret_one_code_is_right_as_before(
    visitor: Callable[[], Visitor], bob: Seller, rotate: Rotate
) -> None:
    """B8, F7: the code that went out opens; the one that the new secret would make does not."""
    someone = visitor()
    code = someone.come_to_the_code(bob)
    (sent,) = SentCode.select()
    rotate(NEW, SECRET_KEY)
    of_now = SentCode(login=sent.login, way=sent.way, sends=sent.sends).digits(bob.phone)
    assert of_now != code
    assert someone.enter(of_now).status_code == 422
    assert someone.enter(code).status_code == 303


def test_what_is_sealed_is_read_on_and_written_with_the_new_secret(
    alice: Seller, rotate: Rotate, flask: Callable[..., Result]
) -> None:
    """F7: an old secret opens what it sealed until `secrets reseal`, then nothing needs it."""
    rotate(NEW, SECRET_KEY)
    assert Account.get_by_id(alice.id).phone == alice.phone
    said = flask("secrets", "reseal")
    assert said.exit_code == 0, said.output
    assert "3 × account.phone" not in said.output
    assert "1 × account.phone" in said.output
    rotate(NEW)
    account = Account.get_by_id(alice.id)
    assert account.phone == alice.phone
    assert account.details["individual"]["phone"] == alice.phone
    rotate(SECRET_KEY)
    with pytest.raises(keyring.SealBroken):
        Account.get_by_id(alice.id)


def test_kept_answers_are_sealed_again_too(
    alice: Seller, rotate: Rotate, flask: Callable[..., Result]
) -> None:
    """F7, G1: a repeated request gets its first answer; without the old secret nothing happens."""
    headers = {
        "Authorization": f"Bearer {alice.platform.test_key}",
        "Idempotency-Key": "once",
    }
    path = f"/v1/accounts/{alice.id}/login_links"
    first = alice.platform.client.post(path, headers=headers)
    rotate(NEW, SECRET_KEY)
    assert flask("secrets", "reseal").exit_code == 0
    again = alice.platform.client.post(path, headers=headers)
    assert again.data == first.data
    assert again.headers["Idempotent-Replayed"] == "true"
    rotate(NEW)
    unknown = alice.platform.client.post(path, headers=headers)
    assert unknown.status_code == 400
    assert unknown.json["error"]["type"] == "idempotency_error"


def test_every_sealed_column_is_sealed_again(flask: Callable[..., Result], app: Flask) -> None:
    """F7: a column that is added is walked by itself."""
    sealed = {field.purpose for model in BaseModel.__subclasses__() for field in columns(model)}
    assert {"account.phone", "authenticator", "idempotent_request.body"} <= sealed
    said = flask("secrets", "reseal").output
    assert {line.partition(" × ")[2] for line in said.splitlines()[:-1]} == sealed


def test_apps_and_recovery_codes_go_on(
    alice: Seller, rotate: Rotate, flask: Callable[..., Result]
) -> None:
    """F7: the seed is sealed again; codes on paper work for as long as their secret is kept."""
    seed, codes = Authenticator.enrol(alice.id).seed, RecoveryCode.renew(alice.id)
    rotate(NEW, SECRET_KEY)
    assert RecoveryCode.spend([alice.id], codes[0])
    assert flask("secrets", "reseal").exit_code == 0
    rotate(NEW)
    assert Authenticator.pending(alice.id).seed == seed
    assert not RecoveryCode.spend([alice.id], codes[1])


def test_a_secret_that_is_missing_is_asked_for(
    alice: Seller, rotate: Rotate, flask: Callable[..., Result]
) -> None:
    """F7: what opens with no secret is named, and nothing of it is lost."""
    rotate(NEW)
    said = flask("secrets", "reseal")
    assert said.exit_code == 1
    assert "open with none of the secrets" in said.output
    rotate(NEW, SECRET_KEY)
    assert flask("secrets", "reseal").exit_code == 0
    assert Account.get_by_id(alice.id).phone == alice.phone


def test_many_rows_are_sealed_again(
    alice: Seller, rotate: Rotate, flask: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """F7: tables are walked in pieces, and no row is left out."""
    monkeypatch.setattr("webapp.resealing.ROWS_AT_ONCE", 2)
    for number in range(7):
        alice.platform.client.post(
            f"/v1/accounts/{alice.id}",
            data={"metadata[n]": number},
            headers={
                "Authorization": f"Bearer {alice.platform.test_key}",
                "Idempotency-Key": f"key {number}",
            },
        )
    rotate(NEW, SECRET_KEY)
    said = flask("secrets", "reseal")
    assert "7 × idempotent_request.body" in said.output
