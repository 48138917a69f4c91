"""000000: for test accounts alone, and not before a code was asked for."""

from collections.abc import Callable

import pytest

from tests.cast import Seller
from tests.login.gate import Gate
from tests.login.visitor import Visitor
from tests.outbox import Outbox

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]


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
def test_a_test_account_comes_in_though_its_number_takes_no_texts(
    visitor: NewVisitor, alice: Seller, gate: Gate
) -> None:
    someone = visitor()
    someone.follow(alice.login_link())
    gate.shut()
    failed = someone.ask()
    assert failed.status_code == 424
    assert "We sent it" not in failed.text
    assert not someone.is_in
    assert someone.enter("000000").location == "/"
