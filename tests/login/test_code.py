"""The code of the text message: ten minutes, five tries, once, and only the newest."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.conftest import Gate
from tests.login.visitor import PENDING, SESSION, Visitor, cookies_set
from tests.outbox import Outbox

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]
NewSeller = Callable[..., Seller]
CROWD = 64


@pytest.fixture
def carla(open_seller: NewSeller) -> Seller:
    """A seller with a live account."""
    return open_seller("carla", livemode=True)


def wrong(code: str, step: int = 1) -> str:
    """Another code."""
    return f"{(int(code) + step) % 1_000_000:06d}"


def test_a_code_lives_for_ten_minutes(
    visitor: NewVisitor, carla: Seller, clock: TimeMachineFixture
) -> None:
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


@sqlite_only
def test_a_wrong_code_keeps_the_form_and_says_how_many_tries_are_left(
    visitor: NewVisitor, carla: Seller
) -> None:
    someone = visitor()
    code = someone.come_to_the_code(carla)
    for left in ("4 tries", "3 tries", "2 tries", "1 try"):
        page = someone.enter(wrong(code))
        assert page.status_code == 422
        assert f"You have {left} left" in page.text
        assert page.text.count('autocomplete="one-time-code"') == 1
    assert someone.enter(code).location == "/"


def test_five_wrong_codes_end_the_sign_in(visitor: NewVisitor, carla: Seller) -> None:
    guesser = visitor()
    code = guesser.come_to_the_code(carla)
    answers = [guesser.enter(wrong(code, step)) for step in range(1, 6)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 429]
    assert guesser.enter(code).status_code == 429
    assert guesser.ask().status_code == 429
    assert not guesser.is_in
    assert "Please start again" in guesser.get("/verify").text


def test_a_new_text_gives_no_new_tries(
    visitor: NewVisitor, carla: Seller, clock: TimeMachineFixture, outbox: Outbox
) -> None:
    guesser = visitor()
    code = guesser.come_to_the_code(carla)
    for step in (1, 2, 3):
        guesser.enter(wrong(code, step))
    clock.shift(30)
    assert guesser.ask().status_code == 303
    newest = outbox.code(carla.phone)
    assert guesser.enter(wrong(newest, 1)).status_code == 422
    assert guesser.enter(wrong(newest, 2)).status_code == 429
    assert guesser.enter(newest).status_code == 429
    assert not guesser.is_in


@sqlite_only
def test_a_guesser_gets_twenty_tries_a_day_over_all_links(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    for _ in range(4):
        guesser = visitor()
        code = guesser.come_to_the_code(carla)
        for step in range(1, 6):
            guesser.enter(wrong(code, step))
        clock.shift(150)
    last = visitor()
    code = last.come_to_the_code(carla)
    refused = last.enter(code)
    assert refused.status_code == 429
    assert not last.is_in


@sqlite_only
def test_a_right_code_gives_the_guesses_and_the_texts_back(
    visitor: NewVisitor, carla: Seller
) -> None:
    for _ in range(12):  # more than the texts of ten minutes, and than those of a day
        visitor().come_in(carla)
    clumsy = visitor()
    code = clumsy.come_to_the_code(carla)
    for step in (1, 2, 3, 4):
        clumsy.enter(wrong(code, step))
    assert clumsy.enter(code).location == "/"


def test_a_right_code_opens_once(visitor: NewVisitor, carla: Seller) -> None:
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


def test_parallel_guesses_are_all_counted(visitor: NewVisitor, carla: Seller) -> None:
    someone = visitor()
    code = someone.come_to_the_code(carla)
    pending = someone.token(PENDING)
    assert pending
    crowd = [visitor() for _ in range(20)]
    for one in crowd:
        one.plant(pending, PENDING)
    start = Barrier(len(crowd))

    def guess(numbered: tuple[int, Visitor]) -> int:
        start.wait()
        return numbered[1].enter(wrong(code, numbered[0])).status_code

    with ThreadPoolExecutor(len(crowd)) as threads:
        answers = list(threads.map(guess, enumerate(crowd, 1)))
    assert answers.count(422) <= 5
    assert someone.enter(code).status_code == 429


def test_a_code_of_one_sign_in_opens_no_other(
    visitor: NewVisitor, open_seller: NewSeller, carla: Seller
) -> None:
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
def test_the_test_code_opens_a_test_account(visitor: NewVisitor, alice: Seller) -> None:
    someone = visitor()
    someone.come_to_the_code(alice)
    assert "000000" in someone.get("/verify").text
    assert someone.enter("000 000").location == "/"


@sqlite_only
def test_the_test_code_opens_no_live_account(visitor: NewVisitor, carla: Seller) -> None:
    someone = visitor()
    someone.come_to_the_code(carla)
    assert "000000" not in someone.get("/verify").text
    assert someone.enter("000000").status_code == 422


def test_the_test_code_is_nothing_before_a_code_was_asked_for(
    visitor: NewVisitor, alice: Seller, outbox: Outbox
) -> None:
    someone = visitor()
    someone.follow(alice.login_link())
    assert someone.enter("000000").status_code == 422
    assert not someone.is_in
    assert not outbox


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
    someone = visitor()
    someone.come_to_the_code(alice)
    for path in ("/", "/activity", "/payouts", "/earnings"):
        assert someone.get(path).location == "/signin"


def test_a_text_that_cannot_be_sent_is_told_and_asked_for_again_at_once(
    visitor: NewVisitor, carla: Seller, gate: Gate, outbox: Outbox
) -> None:
    someone = visitor()
    someone.follow(carla.login_link())
    gate.shut()
    failed = someone.ask()
    assert failed.status_code == 503
    assert "could not send" in failed.text
    assert "Text me a code" in failed.text
    assert "We sent it" not in failed.text
    assert SESSION not in cookies_set(failed)
    assert someone.enter("000000").status_code == 422
    gate.reopen()
    assert someone.ask().status_code == 303
    assert someone.enter(outbox.code(carla.phone)).location == "/"


@sqlite_only
def test_a_test_account_comes_in_though_its_number_takes_no_texts(
    visitor: NewVisitor, alice: Seller, gate: Gate
) -> None:
    someone = visitor()
    someone.follow(alice.login_link())
    gate.shut()
    failed = someone.ask()
    assert failed.status_code == 503
    assert "We sent it" not in failed.text
    assert not someone.is_in
    assert someone.enter("000000").location == "/"


@sqlite_only
def test_a_provider_that_breaks_in_any_way_is_no_fault_of_ours(
    visitor: NewVisitor, alice: Seller, gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def send(self, to: str, body: str) -> None:
            raise RuntimeError(f"{to} {body}")

    someone = visitor()
    someone.follow(alice.login_link())
    gate.shut(Broken())
    assert someone.ask().status_code == 503
    assert "RuntimeError" in caplog.text
    assert alice.phone not in caplog.text
    assert "is your code" not in caplog.text
