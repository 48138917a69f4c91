"""`/statements`: opening + movements = closing, and page, PDF and CSV say the same."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from tests.cast import Seller
from tests.dashboard.elements import elements, links_to
from tests.dashboard.files import Rows, csv_rows

Line = dict[str, Any]
SEPTEMBER, OCTOBER = "2026-09", "2026-10"
LINES = [
    ("2026-08-03T10:00", "charge", 100_000, 1_000, "eur"),
    ("2026-09-30T22:30", "charge", 7_000, 70, "eur"),  # 00:30 on 1 October in Berlin
    ("2026-10-25T00:30", "charge", 20_000, 600, "eur"),  # the clocks go back
    ("2026-10-25T01:30", "refund", -5_000, 0, "eur"),
    ("2026-10-31T22:59", "payout", -50_000, 0, "eur"),
    ("2026-10-31T23:00", "charge", 9_999, 0, "eur"),  # November in Berlin
    ("2026-10-12T12:00", "transfer", 1_500, 0, "jpy"),
]


@pytest.fixture
def carla(open_seller: Callable[..., Seller]) -> Seller:
    """A seller in Berlin with three months of lines in two currencies."""
    carla = open_seller("carla", settings={"dashboard": {"timezone": "Europe/Berlin"}})
    lines = [
        {"type": type_, "amount": amount, "fee": fee, "currency": code, "created": seconds(at)}
        for at, type_, amount, fee, code in LINES
    ]
    carla.api.post("/v1/balance_transactions", lines=lines)
    return carla


@pytest.fixture
def browser(carla: Seller, sign_in: Callable[[Seller], FlaskClient]) -> FlaskClient:
    """Carla's browser, signed in."""
    return sign_in(carla)


def seconds(moment: str) -> int:
    """A moment in UTC."""
    return int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp())


def of_kind(rows: Rows, kind: str, currency: str = "EUR") -> Rows:
    """The rows of one kind and currency."""
    return [row for row in rows if row[0] == kind and row[11] == currency]


def test_opening_and_movements_are_the_closing_balance(browser: FlaskClient) -> None:
    """4.5: to the unit, at the zone's own month ends and over a change of clocks."""
    rows = csv_rows(browser.get(f"/statements/{OCTOBER}.csv").data)
    (opening,), (closing,) = of_kind(rows, "Opening balance"), of_kind(rows, "Closing balance")
    assert (opening[10], closing[10]) == ("990.00", "703.30")
    moved = [row[9] for row in of_kind(rows, "Movements by type")]
    assert sorted(moved) == ["-50.00", "-500.00", "263.30"]
    assert [row[9] for row in of_kind(rows, "Movements by day")] == ["69.30", "144.00", "-500.00"]
    assert of_kind(rows, "Movements by day")[-1][10] == closing[10]


def test_every_row_of_movements_leads_to_the_lines_that_make_its_sum(browser: FlaskClient) -> None:
    """4.5: a type, a day and all of them, each to the unit."""
    page = browser.get(f"/statements/{OCTOBER}").text
    rows = [row for row in page.split("<tr")[1:] if 'href="/activity' in row]
    assert len(rows) == 10  # 3 types, 3 days and their sum; in yen one of each
    for row in rows:
        (link, *_) = elements(row, "a")
        net = [cell.text for cell in elements(row, "td")][3].lstrip("+")
        (sum_, *_) = elements(
            browser.get(link.attributes["href"]).text, "p", **{"class": "sums__net"}
        )
        assert sum_.text.endswith(net), link


def test_the_csv_holds_every_line_of_the_month_and_their_sum(browser: FlaskClient) -> None:
    """4.5: summary and lines of one file agree."""
    rows = csv_rows(browser.get(f"/statements/{OCTOBER}.csv").data)
    lines, (total,) = of_kind(rows, "Line"), of_kind(rows, "Sum of the lines")
    assert [row[1:3] for row in lines] == [
        ["2026-10-31", "23:59:00"],
        ["2026-10-25", "02:30:00"],
        ["2026-10-25", "02:30:00"],
        ["2026-10-01", "00:30:00"],
    ]
    assert total[6] == "4" and total[9] == "-286.70"
    assert [row[9] for row in of_kind(rows, "Line", "JPY")] == ["1500"]


def test_a_months_closing_balance_is_the_next_months_opening_one(browser: FlaskClient) -> None:
    """4.5: months follow each other without a gap."""
    october = csv_rows(browser.get(f"/statements/{OCTOBER}.csv").data)
    november = csv_rows(browser.get("/statements/2026-11.csv").data)
    for code in ("EUR", "JPY"):
        (closing,) = of_kind(october, "Closing balance", code)
        (opening,) = of_kind(november, "Opening balance", code)
        assert closing[10] == opening[10]


def test_page_and_pdf_print_the_same_figures(browser: FlaskClient) -> None:
    """4.5: HTML and PDF equal to each other: every cell of the page stands in the PDF."""
    page = browser.get(f"/statements/{OCTOBER}").text
    pdf = PdfReader(BytesIO(browser.get(f"/statements/{OCTOBER}.pdf").data))
    printed = re.sub(r"\s+", "", "".join(sheet.extract_text() for sheet in pdf.pages))
    cells = [cell.text for cell in elements(page, "td") + elements(page, "dd") if cell.text]
    assert len(cells) > 30
    for cell in cells:
        assert re.sub(r"\s+", "", cell) in printed, cell
    for code in elements(page, "code"):
        assert code.text in printed


def test_page_and_csv_have_the_same_figures(browser: FlaskClient) -> None:
    """4.5: HTML and CSV equal to each other."""
    rows = csv_rows(browser.get(f"/statements/{OCTOBER}.csv").data)
    page = browser.get(f"/statements/{OCTOBER}").text
    shown = [re.sub(r"[€¥,\s]", "", td.text).replace("−", "-") for td in elements(page, "td")]
    kinds = {"Opening balance", "Movements by type", "Movements by day", "Closing balance"}
    for row in (row for row in rows if row[0] in kinds):
        for figure in filter(None, row[6:11]):
            assert figure in shown, row


def test_the_list_has_every_month_since_the_first_line(browser: FlaskClient) -> None:
    """4.5: from August to today, newest first; each leads to a page that is there."""
    page = browser.get("/statements").text
    months = [
        link["href"][-7:] for link in links_to(page, "/statements/") if link["href"][-3] == "-"
    ]
    assert months[-3:] == [OCTOBER, SEPTEMBER, "2026-08"]
    assert browser.get(f"/statements/{months[0]}").status_code == 200


@pytest.mark.parametrize(
    "month", ["2026-07", "2099-01", "2026-13", "2026-00", "october", "2026-10x", "２０２６-10"]
)
def test_a_month_without_a_statement_is_not_there(browser: FlaskClient, month: str) -> None:
    """4, bad input: junk, the future, before the first line: 404 and a sentence, never a 500."""
    for ending in ("", ".pdf", ".csv"):
        answer = browser.get(f"/statements/{month}{ending}")
        assert answer.status_code == 404
        assert "no statement of that month" in answer.text


def test_who_has_no_lines_is_told_so_kindly(alices: FlaskClient) -> None:
    """4.8: a kind empty state."""
    assert "There is no statement yet" in alices.get("/statements").text


def test_a_statement_is_of_the_sellers_own_lines_alone(
    browser: FlaskClient, alices: FlaskClient, alice: Seller
) -> None:
    """4, bad input: another seller's money is on no statement of hers."""
    made = seconds("2026-10-02T10:00")
    alice.api.post(
        "/v1/balance_transactions", type="charge", amount=1, currency="eur", created=made
    )
    rows = csv_rows(alices.get(f"/statements/{OCTOBER}.csv").data)
    assert [row[10] for row in rows if row[0] == "Closing balance"] == ["0.01"]


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("language", ["de", "es", "fr", "pt-BR", "ja", "ar"])
def test_the_pdf_is_made_in_every_language(browser: FlaskClient, language: str) -> None:
    """4.7: all letters of our seven languages are drawn, from fonts in our packages."""
    answer = browser.get(f"/statements/{OCTOBER}.pdf", headers={"Accept-Language": language})
    first = PdfReader(BytesIO(answer.data)).pages[0]
    assert "acct_" in first.extract_text() and "703" in first.extract_text()
