"""`sessions end`, `sessions list`: the operator's kill switch."""

from collections.abc import Callable

import pytest
from click.testing import Result
from flask.testing import FlaskClient

from tests.cast import Seller
from webapp.access.audit.chain import AuditEvent

Command = Callable[..., Result]
SignIn = Callable[[Seller], FlaskClient]


def is_in(browser: FlaskClient) -> bool:
    return browser.get("/").status_code == 200


@pytest.fixture
def three(sign_in: SignIn, alice: Seller, bob: Seller, mallory: Seller) -> list[FlaskClient]:
    """Alice's, Bob's and Mallory's browsers; Mallory is on another platform."""
    return [sign_in(seller) for seller in (alice, bob, mallory)]


def test_an_account_s_people_are_put_out_at_once(
    flask: Command, sign_in: SignIn, three: list[FlaskClient], alice: Seller
) -> None:
    """D5, D10: sessions and links of one account end; the command says how many there were."""
    phone = sign_in(alice)
    link = alice.login_link()
    result = flask("sessions", "end", "--account", alice.id)
    assert result.exit_code == 0
    assert result.stdout.startswith("ended 2 sessions, 0 sign-ins under way and 1 unspent")
    assert [is_in(browser) for browser in (*three, phone)] == [False, True, True, False]
    assert three[0].get(link).status_code == 410
    again = flask("sessions", "end", "--account", alice.id)
    assert again.stdout.startswith("ended 0 sessions, 0 sign-ins under way and 0 unspent")


def test_a_platform_s_people_are_put_out_at_once(
    flask: Command, three: list[FlaskClient], alice: Seller
) -> None:
    """D5: all sellers of one platform, and of no other; they may sign in again."""
    result = flask("sessions", "end", "--platform", alice.platform.id)
    assert result.stdout.startswith("ended 2 sessions")
    assert [is_in(browser) for browser in three] == [False, False, True]


def test_everybody_is_put_out_at_once(flask: Command, three: list[FlaskClient]) -> None:
    """D5: the last resort."""
    assert flask("sessions", "end", "--all").stdout.startswith("ended 3 sessions")
    assert [is_in(browser) for browser in three] == [False, False, False]


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("scope", ["account", "platform", "all"])
def test_the_operator_s_act_is_written_down(flask: Command, alice: Seller, scope: str) -> None:
    """J1: by whom, whom it met, and how much there was."""
    named = {"account": [alice.id], "platform": [alice.platform.id], "all": []}[scope]
    flask("sessions", "end", f"--{scope}", *named)
    (row,) = AuditEvent.select().where(AuditEvent.event == "sessions.ended_everywhere")
    assert row.actor == "operator"
    assert (row.account_id == alice.id) is (scope == "account")
    assert (row.platform_id == alice.platform.id) is (scope != "all")


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "Name one of"),
        (["--account", "acct_x", "--all"], "Name one of"),
        (["--account", ""], "Name one of"),
        (["--account", "acct_nobody"], "No such account: acct_nobody"),
        (["--platform", "plat_nobody"], "No such platform: plat_nobody"),
    ],
)
def test_nobody_is_put_out_by_mistake(
    flask: Command, three: list[FlaskClient], options: list[str], sentence: str
) -> None:
    result = flask("sessions", "end", *options)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert all(is_in(browser) for browser in three)


def test_the_operator_sees_who_is_in(flask: Command, sign_in: SignIn, alice: Seller) -> None:
    """D10: what, whence and when, and no secret."""
    browser = sign_in(alice)
    cookie = browser.get_cookie("__Host-session")
    result = flask("sessions", "list", "--account", alice.id)
    line, count = result.stdout.splitlines()
    assert "127.0.0.1" in line
    assert count == "1 live sessions"
    assert cookie
    assert cookie.value not in result.stdout
    browser.post("/signout")
    assert flask("sessions", "list", "--account", alice.id).stdout == "0 live sessions\n"
    assert flask("sessions", "list", "--account", "acct_nobody").exit_code == 2
