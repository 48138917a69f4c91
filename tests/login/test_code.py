"""The code of the text message: ten minutes, five tries, once, and only the newest."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.visitor import PENDING, Visitor

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]
NewSeller = Callable[..., Seller]
CROWD = 64


def test_a_code_lives_for_ten_minutes(
    visitor: NewVisitor, carla: Seller, clock: TimeMachineFixture
) -> None:
    """B2: at 9:59 it is right, at 10:01 it is refused."""
    early, late = visitor(), visitor()
    first = early.come_to_the_code(carla)
    second = late.come_to_the_code(carla)
    clock.shift(599)
    assert early.enter(first).location == "/"
    clock.shift(2)
    refused = late.enter(second)
    assert refused.status_code == 422
    assert "codes work for ten minutes" in refused.text
    assert not late.is_in


def test_a_right_code_opens_once(visitor: NewVisitor, carla: Seller) -> None:
    """B3: the cookie and the code together open nothing again."""
    someone, thief = visitor(), visitor()
    code = someone.come_to_the_code(carla)
    pending = someone.token(PENDING)
    assert pending
    someone.enter(code)
    thief.plant(pending, PENDING)
    assert thief.enter(code).status_code == 401
    assert not thief.is_in


def test_of_many_simultaneous_right_codes_one_opens(
    app: Flask, visitor: NewVisitor, carla: Seller
) -> None:
    """B3: of 64 at once exactly one session."""
    someone = visitor()
    code = someone.come_to_the_code(carla)
    pending = someone.token(PENDING)
    assert pending
    crowd = [visitor() for _ in range(CROWD)]
    for one in crowd:
        one.plant(pending, PENDING)
    start = Barrier(CROWD)

    def enter(one: Visitor) -> int:
        start.wait()
        return one.enter(code).status_code

    with ThreadPoolExecutor(CROWD) as threads:
        answers = list(threads.map(enter, crowd))
    assert answers.count(303) == 1
    assert set(answers) <= {303, 401, 429}
    assert sum(one.token() is not None for one in crowd) == 1


def test_a_code_of_one_sign_in_opens_no_other(
    visitor: NewVisitor, open_seller: NewSeller, carla: Seller
) -> None:
    """B4: not in another browser, nor for another account."""
    one, other, stranger = visitor(), visitor(), visitor()
    ones = one.come_to_the_code(carla)
    others = other.come_to_the_code(carla)
    strangers = stranger.come_to_the_code(open_seller("dora", livemode=True))
    assert one.enter(others).status_code == 422 or ones == others
    assert other.enter(strangers).status_code == 422 or strangers == others
    assert stranger.enter(ones).status_code == 422 or strangers == ones


@sqlite_only
@pytest.mark.parametrize("spaced", ["{0}{1}", "{0} {1}", "{0}-{1}", " {0}{1} ", "{0}\u00a0{1}"])
def test_spaces_and_dashes_do_not_matter(visitor: NewVisitor, carla: Seller, spaced: str) -> None:
    someone = visitor()
    code = someone.come_to_the_code(carla)
    assert someone.enter(spaced.format(code[:3], code[3:])).location == "/"


@sqlite_only
@pytest.mark.parametrize(
    "junk",
    [
        "",
        " ",
        "abc",
        "\0",
        "１２３４５６",
        "٠٠٠٠٠٠",
        "²²²²²²",
        "0" * 7,
        "00000",
        "0" * 100_000,
        "-1",
        "None",
    ],
)
def test_junk_is_a_wrong_code(visitor: NewVisitor, alice: Seller, junk: str) -> None:
    someone = visitor()
    someone.come_to_the_code(alice)
    assert someone.enter(junk).status_code == 422
    assert someone.post("/verify").status_code == 422
    assert not someone.is_in


@sqlite_only
@pytest.mark.parametrize(("method", "path"), [("GET", "/verify"), ("POST", "/verify/send")])
@pytest.mark.parametrize("token", [None, "", "A" * 43, "\x80", "x" * 4_000])
def test_without_a_sign_in_under_way_there_is_nothing_to_verify(
    visitor: NewVisitor, app: Flask, method: str, path: str, token: str | None
) -> None:
    stranger = visitor()
    if token is not None:
        stranger.plant(token, PENDING)
    answer = stranger.browser.open(path, method=method, headers=stranger.headers)
    assert answer.status_code == 401
    assert "Start again" in answer.text


def test_a_sign_in_that_waited_too_long_leads_to_a_new_link(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    someone = visitor()
    someone.come_to_the_code(alice)
    clock.shift(30 * 60 + 1)
    page = someone.get("/verify")
    assert page.status_code == 401
    assert "https://acme.example/earnings" in page.text


@sqlite_only
def test_between_link_and_code_nothing_else_opens(visitor: NewVisitor, alice: Seller) -> None:
    """A7: every page but those of the way in."""
    someone = visitor()
    someone.come_to_the_code(alice)
    for path in ("/", "/activity", "/payouts", "/earnings"):
        assert someone.get(path).location == "/signin"
