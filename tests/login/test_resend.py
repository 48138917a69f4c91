"""Another text: after a wait that the page counts down, and never more than a number's share."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.visitor import PENDING, Visitor
from tests.outbox import Outbox

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]


@sqlite_only
def test_the_wait_doubles_and_the_page_counts_it_down(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture, outbox: Outbox
) -> None:
    someone = visitor()
    someone.come_to_the_code(alice)
    for texts, wait in enumerate((30, 60, 120), 1):
        assert f'data-countdown="{wait}"' in someone.get("/verify").text
        clock.shift(wait - 1)
        early = someone.ask()
        assert early.status_code == 429
        assert "You can ask for another in 1 second." in early.text
        assert len(outbox) == texts
        clock.shift(1)
        assert "data-countdown" not in someone.get("/verify").text
        assert someone.ask().status_code == 303
        assert len(outbox) == texts + 1


@sqlite_only
def test_only_the_newest_code_works(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture, outbox: Outbox
) -> None:
    someone = visitor()
    first = someone.come_to_the_code(alice)
    clock.shift(30)
    someone.ask()
    second = outbox.code(alice.phone)
    assert first != second or pytest.skip("one in a million")
    assert someone.enter(first).status_code == 422
    assert someone.enter(second).location == "/"


def test_a_double_click_sends_one_text(visitor: NewVisitor, alice: Seller, outbox: Outbox) -> None:
    someone = visitor()
    someone.follow(alice.login_link())
    pending = someone.token(PENDING)
    assert pending
    clicks = [visitor() for _ in range(16)]
    for click in clicks:
        click.plant(pending, PENDING)
    start = Barrier(len(clicks))

    def ask(click: Visitor) -> tuple[int, bool]:
        start.wait()
        answer = click.ask()
        return answer.status_code, "one-time-code" in answer.text

    with ThreadPoolExecutor(len(clicks)) as threads:
        answers = list(threads.map(ask, clicks))
    assert len(outbox) == 1
    assert sorted(answers) == [(303, False), *[(429, True)] * (len(clicks) - 1)]
    assert someone.enter(outbox.code(alice.phone)).location == "/"


def test_a_number_gets_five_texts_in_ten_minutes(
    visitor: NewVisitor, alice: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C2: the page says so, and counts down until the next may be asked for."""
    for _ in range(5):
        visitor().come_to_the_code(alice)
    sixth = visitor()
    sixth.follow(alice.login_link())
    refused = sixth.ask()
    assert refused.status_code == 429
    assert "Too many codes" in refused.text
    assert 'data-countdown="600"' in refused.text
    assert "in 10 minutes</span>" in refused.text
    assert len(outbox) == 5
    clock.shift(599)
    late = visitor()
    late.follow(alice.login_link())
    assert late.ask().status_code == 429
    clock.shift(1)
    assert late.ask().status_code == 303


@sqlite_only
def test_a_number_gets_ten_texts_a_day(
    visitor: NewVisitor, alice: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    for _ in range(30):
        someone = visitor()
        someone.follow(alice.login_link())
        someone.ask()
        clock.shift(150)
    assert len(outbox) == 10


@sqlite_only
def test_an_account_without_a_number_is_told_so(
    visitor: NewVisitor, alice: Seller, outbox: Outbox, app: object
) -> None:
    from webapp.accounts.account import Account

    someone = visitor()
    someone.follow(alice.login_link())
    Account.update(phone=None).where(Account.id == alice.id).execute()
    assert "None" not in someone.get("/verify").text
    told = someone.ask()
    assert told.status_code == 409
    assert "no mobile number" in told.text
    assert not outbox
