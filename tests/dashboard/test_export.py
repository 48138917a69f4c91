"""`/activity.csv` and `/activity.xlsx`: the file is the screen, all of it, and nothing else."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import lines as links_to_lines
from tests.dashboard.files import Rows, csv_rows, totals, xlsx_rows
from tests.dashboard.test_feed import pages
from webapp.ledger.lines.journal import NewLine, record

Line = dict[str, Any]
READERS = {"csv": csv_rows, "xlsx": xlsx_rows}


@pytest.fixture(params=READERS)
def export(request: pytest.FixtureRequest) -> Callable[..., Rows]:
    """The rows of a file, whichever kind: `export(browser, "type=refund")`."""

    def export(browser: FlaskClient, query: str = "") -> Rows:
        answer = browser.get(f"/activity.{request.param}?{query}")
        assert answer.status_code == 200, answer.text
        return READERS[request.param](answer.data)

    return export


def test_the_file_holds_every_line_of_the_screen_and_their_sum(
    busy: FlaskClient, export: Callable[..., Rows]
) -> None:
    """4.5: export = the screen, with row count and sum in the last line."""
    links = [link["href"] for page in pages(busy) for link in links_to_lines(page)]
    heading, *rows, last = export(busy)
    assert [row[12] for row in rows] == [link.rpartition("/")[2] for link in links]
    assert last[0] == "Total" and last[3] == f"Lines: {len(rows)}"
    for column in (5, 6, 7):
        assert float(last[column]) == pytest.approx(sum(float(row[column]) for row in rows))


def test_the_headings_name_the_zone_and_days_are_the_sellers(
    open_seller: Callable[..., Seller],
    sign_in: Callable[[Seller], FlaskClient],
    export: Callable[..., Rows],
) -> None:
    """4.5: zone named in the header; 23:30 in UTC is the next day in Kathmandu."""
    carla = open_seller("carla", settings={"dashboard": {"timezone": "Asia/Kathmandu"}})
    night = 1_790_724_600  # 2026-09-29 23:30 UTC
    carla.api.post(
        "/v1/balance_transactions", type="charge", amount=-1_234, currency="eur", created=night
    )
    heading, row, _ = export(sign_in(carla))
    assert heading[0] == "Date (Asia/Kathmandu)" and heading[1] == "Time (Asia/Kathmandu)"
    assert row[:2] == ["2026-09-30", "05:15:00"] and row[13] == "2026-09-29T23:30:00Z"
    assert row[5] == row[7] == "-12.34" and row[8] == "EUR"


def test_currencies_are_never_added_together(
    alices: FlaskClient, alice: Seller, sell: Callable[..., list[Line]], export: Callable[..., Rows]
) -> None:
    """4.5: a sum a currency, each in the currency's own decimals."""
    now = int(time.time())
    sell(alice, 2, until=now, fee=0)
    sell(alice, 3, until=now, currency="jpy", amount=500, fee=0)
    sell(alice, 1, until=now, currency="kwd", amount=1_234, fee=0)
    found = totals(export(alices))
    assert found == {
        "EUR": ("Lines: 2", "20.01"),
        "JPY": ("Lines: 3", "1500"),
        "KWD": ("Lines: 1", "1.234"),
    }


def test_a_file_without_lines_says_so(alices: FlaskClient, export: Callable[..., Rows]) -> None:
    """4.5: no lines are a count of zero, not an empty file."""
    assert totals(export(alices)) == {"EUR": ("Lines: 0", "0.00")}


def test_the_same_address_gives_the_same_list(
    busy: FlaskClient, alice: Seller, export: Callable[..., Rows]
) -> None:
    """4.5: same filters: what the address leaves out is left out of the file."""
    rows = export(busy, "type=payouts")[1:-1]
    listed = alice.api.get("/v1/balance_transactions", type="payout", limit=100)["data"]
    assert [row[12] for row in rows] == [line["id"] for line in listed]
    assert [row[11] for row in rows] == [line["source"] for line in listed]
    assert {row[2] for row in rows} == {"Payout"}


def test_a_line_names_the_payout_in_which_it_went_to_the_bank(
    alices: FlaskClient,
    alice: Seller,
    sell: Callable[..., list[Line]],
    cli: Callable[..., str],
    export: Callable[..., Rows],
) -> None:
    """4.5: what a payout is made of can be told in a spreadsheet, too."""
    now = int(time.time())
    paid = sell(alice, 3, until=now - 9 * 86_400)
    cli("payouts", "run")
    pending = sell(alice, 2, until=now, available_on=now + 86_400)
    (payout,) = alice.api.get("/v1/payouts")["data"]
    found = {row[12]: row[11] for row in export(alices)[1:-1]}
    expected = {line["id"]: payout["id"] for line in paid} | {line["id"]: "" for line in pending}
    assert found == expected | {payout["balance_transaction"]: payout["id"]}


@pytest.mark.parametrize(
    "query", ["from=x&type=%00&currency=%ff", "min=1&max=0&q=%E2%80%AE", "view=9"]
)
def test_junk_in_the_address_gives_a_file_all_the_same(
    busy: FlaskClient, export: Callable[..., Rows], query: str
) -> None:
    """4, bad input: junk falls back to a sensible list."""
    assert totals(export(busy, query))


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " =1+1",
    "\r=1",
    "＝1+1",
    '=HYPERLINK("http://x")',
]


def test_what_begins_like_a_formula_is_text(
    alices: FlaskClient, alice: Seller, export: Callable[..., Rows]
) -> None:
    """ASVS 1.2.10: a seller's spreadsheet runs nothing that a buyer wrote; numbers stay numbers."""
    sale = {"type": "charge", "amount": -5, "currency": "eur"}
    lines = [{**sale, "description": f, "metadata": {"order_id": f}} for f in FORMULAS]
    alice.api.post("/v1/balance_transactions", lines=lines)
    rows = export(alices)[1:-1]
    for cell in (cell for row in rows for cell in row[3:5]):
        assert cell.lstrip()[0] not in "=+-@＝\t\r", repr(cell)
    bare = [row[3].strip("'\t\r\n ") for row in rows]
    assert sorted(bare) == sorted(formula.strip() for formula in FORMULAS)
    assert {row[5] for row in rows} == {"-0.05"}


def test_words_that_turn_or_never_end_stay_in_their_cell(
    alices: FlaskClient, alice: Seller, export: Callable[..., Rows]
) -> None:
    """4, bad input: 100,000 characters, turned writing, emoji, markup, quotes and line ends."""
    nasty = '\u202eexe.gnp\u2066 😀 <b>"x",\n;</b>\x07 ' + "é" * 100_000
    record(alice.id, NewLine("charge", 100, "eur", description=nasty))
    cell = export(alices)[1][3]
    assert cell.startswith('exe.gnp 😀 <b>"x",\n;</b> é')
    assert not set(cell) & set("\u202e\u2066\x07")


def test_the_file_has_a_name_that_says_whose_and_of_when(busy: FlaskClient) -> None:
    """4.5: the name says account and period; nobody keeps the file on the way."""
    answer = busy.get("/activity.csv?from=2026-01-01&to=2026-01-31")
    name = answer.headers["Content-Disposition"]
    assert name == "attachment; filename=activity-alice-example-2026-01-01-to-2026-01-31.csv"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.data.startswith(b"\xef\xbb\xbf")
