"""Keyset pages: every row once and in one order, at any size, however many share a moment."""

from collections.abc import Callable
from random import Random

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger import naive
from tests.ledger.crowd import elsewhere
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY
from webapp.ledger.activity.feed import feed_page
from webapp.ledger.lines.journal import BalanceTransaction, NewLine, record_all
from webapp.ledger.lines.page import line_page
from webapp.ledger.page import CursorAmbiguous, CursorUnknown, Page, page

Ids = list[str]
Read = Callable[[str, str | None, int], tuple[Ids, str | None]]  # a page's ids, and its cursor


def read_feed(account_id: str, cursor: str | None, limit: int) -> tuple[Ids, str | None]:
    found = feed_page(account_id, cursor, limit)
    return [line.id for line in found.lines], found.cursor


def read_lines(account_id: str, cursor: str | None, limit: int) -> tuple[Ids, str | None]:
    return both(line_page(account_id, starting_after=cursor, limit=limit))


def read_page(account_id: str, cursor: str | None, limit: int) -> tuple[Ids, str | None]:
    return both(any_page(account_id, starting_after=cursor, limit=limit))


def any_page(account_id: str, **asked: object) -> Page:
    mine = BalanceTransaction.account == account_id
    return page(BalanceTransaction, mine, **asked)  # type: ignore[arg-type]


def both(found: Page) -> tuple[Ids, str | None]:
    return [item.id for item in found.items], found.cursor


READERS = pytest.mark.parametrize("read", [read_feed, read_lines, read_page])
BACKWARDS = pytest.mark.parametrize("read_towards", [line_page, any_page])


def write(account: Account, *ages: int) -> None:
    """A line of each age, in seconds."""
    created = [clock.now() - age for age in ages]
    record_all(account.id, [NewLine("charge", 1, "eur", created=moment) for moment in created])


def truth(account: Account) -> Ids:
    return [line.id for line in naive.lines_of(account.id)]


def walk(read: Read, account: Account, limit: int, between: Callable[[], object] = int) -> Ids:
    """The ids of all pages; `between` happens after each."""
    ids, cursor = read(account.id, None, limit)
    while cursor:
        between()
        more, cursor = read(account.id, cursor, limit)
        assert 0 < len(more) <= limit
        assert not set(more) & set(ids), "a page that was there before"
        ids = ids + more
    return ids


@READERS
@pytest.mark.parametrize("limit", [1, 2, 7, 40, 41, 100])
def test_every_row_comes_once_however_many_share_a_moment(
    alice: Account, bob: Account, read: Read, limit: int
) -> None:
    write(alice, *[5] * 20, *[6] * 19, 7)
    write(bob, *range(10))
    assert walk(read, alice, limit) == truth(alice)


@given(ages=st.lists(st.integers(0, 6), max_size=60), limit=st.integers(1, 20))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_of_any_size_make_the_whole(
    make_seller: Callable[..., Account], ages: list[int], limit: int
) -> None:
    carol = make_seller("carol")
    write(carol, *ages)
    for read in (read_feed, read_lines, read_page):
        assert walk(read, carol, limit) == truth(carol)


@READERS
def test_rows_that_arrive_meanwhile_disturb_nobody(
    now: time_machine.Traveller, alice: Account, read: Read
) -> None:
    chance = Random(6)
    write(alice, *[chance.randrange(60) for _ in range(1_000)])
    before = truth(alice)

    def arrive() -> None:
        now.shift(1)
        ages = [chance.randrange(60) for _ in range(12)]  # some at moments that have been read
        elsewhere(lambda: write(alice, 0, 0, *ages))

    seen = walk(read, alice, 25, arrive)
    assert len(seen) == len(set(seen))
    assert [id_ for id_ in seen if id_ in set(before)] == before
    assert len(truth(alice)) > 1_500


@READERS
def test_no_page_follows_the_last_row(alice: Account, read: Read) -> None:
    assert read(alice.id, None, 10) == ([], None)
    write(alice, 1, 2, 3)
    assert read(alice.id, None, 3) == (truth(alice), None)
    ids, cursor = read(alice.id, None, 2)
    assert cursor == ids[-1]
    assert read(alice.id, truth(alice)[-1], 2) == ([], None)


@READERS
def test_a_cursor_that_is_not_ours_is_unknown(alice: Account, bob: Account, read: Read) -> None:
    write(alice, 1)
    write(bob, 1)
    for cursor in (truth(bob)[0], "txn_nothing", "' OR 1=1 --"):
        with pytest.raises(CursorUnknown):
            read(alice.id, cursor, 10)


def test_the_feed_says_when_the_line_before_its_page_was(alice: Account) -> None:
    write(alice, 0, DAY, 2 * DAY)
    newest, older, _ = naive.lines_of(alice.id)
    assert feed_page(alice.id, None, 2).after is None
    assert feed_page(alice.id, newest.id, 1).after == newest.created
    assert feed_page(alice.id, older.id, 1).after == older.created


@BACKWARDS
def test_pages_lead_back_the_way_they_came(
    alice: Account, read_towards: Callable[..., Page]
) -> None:
    write(alice, *[5] * 20, *range(20))
    whole = truth(alice)
    cursor, walked = whole[-1], [whole[-1]]
    while True:
        found = read_towards(alice.id, ending_before=cursor, limit=7)
        assert walked[0] not in {item.id for item in found.items}
        walked = [item.id for item in found.items] + walked
        if not found.has_more:
            break
        cursor = found.items[0].id
    assert walked == whole


@BACKWARDS
def test_a_page_lies_in_one_direction(alice: Account, read_towards: Callable[..., Page]) -> None:
    write(alice, 1, 2)
    one, other = truth(alice)
    with pytest.raises(CursorAmbiguous):
        read_towards(alice.id, starting_after=one, ending_before=other, limit=1)


@pytest.mark.parametrize(("operator", "ages"), [("gte", 11), ("gt", 10), ("lt", 9), ("lte", 10)])
def test_filtered_pages_hold_what_the_filter_says(
    now: time_machine.Traveller, alice: Account, operator: str, ages: int
) -> None:
    write(alice, *range(20))
    filters = [("created", operator, clock.now() - 10)]
    ids: list[str] = []
    cursor: str | None = None
    while True:
        found = line_page(alice.id, filters, starting_after=cursor, limit=3)
        assert not {line.id for line in found.items} & set(ids)
        ids += [line.id for line in found.items]
        cursor = found.cursor
        if cursor is None:
            break
    assert len(ids) == len(set(ids)) == ages
    assert ids == [id_ for id_ in truth(alice) if id_ in set(ids)]
