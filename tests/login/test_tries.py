"""Wrong codes: five tries a sign-in, twenty a day, counted however they come."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.visitor import PENDING, Visitor, wrong
from tests.outbox import Outbox

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]


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
    """B5: five wrong tries kill the code; then the right one fails, too."""
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
    """B6: a resend starts no count anew."""
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
def test_a_guesser_gets_fifteen_tries_a_day_over_all_links(
    visitor: NewVisitor, carla: Seller, clock: TimeMachineFixture
) -> None:
    """B7: by new links, new browsers and new codes, no more than a day's share is looked at."""
    looked_at = 0
    for _ in range(24):
        clock.shift(3_500)
        guesser = visitor()
        guesser.follow(carla.login_link())
        if guesser.ask().status_code != 303:
            continue
        answers = [guesser.enter(f"00000{step}").status_code for step in range(5)]
        looked_at += answers.count(422)
    assert 10 <= looked_at <= 15


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
