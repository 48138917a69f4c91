"""One e-mail address, several phones: a right code for one account is no try at another."""

from collections.abc import Callable

import pytest

from tests.cast import Platform, Seller, open_account
from tests.login.visitor import Visitor
from tests.outbox import Outbox
from webapp.access.codes.sent_code import SentCode
from webapp.access.factors.attempts import Attempts
from webapp.access.factors.shares import by_address
from webapp.accounts.factor import SMS

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]


@pytest.fixture
def shops(carla: Seller, make_platform: Callable[..., Platform]) -> list[Seller]:
    """Carla's accounts on two platforms, each with a phone of its own."""
    return [carla, open_account(make_platform("Bazaar"), "carla", livemode=True)]


def wrong_tries(seller: Seller) -> tuple[int, int]:
    """Those of the last while in all, and those in a row by the address."""
    rows = {row.factor: row for row in Attempts.select().where(Attempts.account_id == seller.id)}
    return (len(rows[SMS].times), rows[by_address(SMS)].in_a_row) if rows else (0, 0)


def come(one: Visitor, seller: Seller) -> None:
    """Come by e-mail and ask for a code; each phone gets one of its own."""
    one.post("/signin", email=seller.email)
    one.ask()


def test_a_right_code_for_one_account_is_no_wrong_one_for_another(
    visitor: NewVisitor, shops: list[Seller], outbox: Outbox
) -> None:
    """B6, B9: who signs in day by day with one phone does not lock the account with the other."""
    one = visitor()
    for _ in range(3):
        come(one, shops[0])
        assert one.enter(outbox.code(shops[0].phone)).location == "/"
        one.post("/signout")
    assert wrong_tries(shops[0]) == wrong_tries(shops[1]) == (0, 0)


@sqlite_only
def test_a_wrong_code_counts_for_each_account_whatever_is_right_for_one_later(
    visitor: NewVisitor, shops: list[Seller], outbox: Outbox
) -> None:
    """B6: only a success at an account itself forgets its wrong tries."""
    one = visitor()
    come(one, shops[0])
    right = {outbox.code(seller.phone) for seller in shops}
    one.enter(next(code for code in ("111111", "222222", "333333") if code not in right))
    assert one.enter(outbox.code(shops[0].phone)).location == "/"
    assert wrong_tries(shops[0]) == (1, 0)
    assert wrong_tries(shops[1]) == (1, 1)


@sqlite_only
def test_two_codes_that_happen_to_be_alike_open_neither_account(
    visitor: NewVisitor, shops: list[Seller], outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B4: her own right code is no ticket in a lottery for somebody else's account."""
    one = visitor()
    come(one, shops[0])
    monkeypatch.setattr(SentCode, "is_right", lambda *_: True)
    assert one.enter(outbox.code(shops[0].phone)).status_code == 401
    assert not one.is_in
    assert wrong_tries(shops[1]) == (1, 1)
    monkeypatch.undo()
    assert one.enter(outbox.code(shops[0].phone)).status_code == 401
