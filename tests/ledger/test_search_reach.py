"""How far a page of a filter looks: all of a small shop, and of a large one as far as it may."""

import pytest
import time_machine

from tests.ledger.test_line_search import added_up, truth
from webapp import clock
from webapp.accounts.account import Account
from webapp.ledger.activity import search
from webapp.ledger.activity.filter import LineFilter
from webapp.ledger.activity.sums import line_sums
from webapp.ledger.lines.journal import NewLine, record_all


def test_a_page_looks_at_so_many_lines_and_no_more(
    alice: Account, now: time_machine.Traveller
) -> None:
    made = [NewLine("charge", 5, "eur", created=clock.now() - 60 * n) for n in range(6_000)]
    record_all(alice.id, made)
    nothing = LineFilter(least=10_000, currency="eur")
    page = search.search(alice, nothing, None, 25)
    assert not page.lines
    assert page.is_cut
    assert page.following == (made[4_999].created, made[4_999].id)
    rest = search.search(alice, nothing, page.following, 25)
    assert (rest.lines, rest.following) == ([], None)
    assert not line_sums(alice, nothing).is_whole
    charges = line_sums(alice, LineFilter(types=("charge",)))
    assert (charges.counted, charges.is_whole) == (6_000, True)


@pytest.mark.parametrize("currencies", [("eur",), ("eur", "usd")])
def test_a_shop_of_few_lines_has_them_all_looked_at(
    alice: Account, now: time_machine.Traveller, currencies: tuple[str, ...]
) -> None:
    """A line now and then: each quarter of an hour is a stretch of its own."""
    record_all(alice.id, [sale(n, currencies[n % len(currencies)]) for n in range(5_000)])
    for wanted in (
        LineFilter(least=20, currency="eur"),
        LineFilter(least=10_000, currency="eur"),
        LineFilter(types=("charge",), status="available"),
        LineFilter(types=("charge",), words=("honey",)),
        LineFilter(types=("charge",), words=("rare",)),
    ):
        lines = truth(alice, wanted)
        sums = line_sums(alice, wanted)
        assert (sums.counted, sums.is_whole) == (len(lines), True), wanted
        assert {(s.net.currency, s.net.minor, s.lines) for s in sums.sums} == added_up(lines)
        page = search.search(alice, wanted, None, 25)
        assert [line.id for line in page.lines] == [line.id for line in lines[:25]]
        assert not page.is_cut


def sale(number: int, currency: str) -> NewLine:
    moment = clock.now() - number * 5 * clock.HOUR
    words = "Rare honey" if number == 4_321 else "Honey"
    metadata = {"order_id": "K-1"}
    return NewLine("charge", number, currency, created=moment, description=words, metadata=metadata)


@pytest.mark.parametrize("currency", ["eur", "usd"])
def test_a_search_goes_as_far_as_if_it_asked_no_guide(
    alice: Account, now: time_machine.Traveller, currency: str
) -> None:
    """Of more lines than a page may look at, it leaves none behind that it had time for."""
    record_all(alice.id, [sale(n, ("eur", "usd")[n % 9 == 0]) for n in range(7_000)])
    wanted, place, pages = LineFilter(least=1_000_000, currency=currency), None, 0
    while pages == 0 or place:
        place, pages = search.search(alice, wanted, place, 25).following, pages + 1
    assert pages == 2
