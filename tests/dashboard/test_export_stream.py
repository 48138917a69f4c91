"""Files while they are sent: of one moment, a few at a time, and only while somebody waits."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from peewee import DatabaseProxy

from tests.cast import Seller
from tests.dashboard.files import csv_rows, xlsx_rows
from webapp.dashboard.export import downloads, xlsx_file
from webapp.ledger.activity import export

Line = dict[str, Any]


@pytest.mark.parametrize("query", ["", "q=mug"], ids=["everything", "a search"])
def test_lines_recorded_meanwhile_are_left_out_whatever_their_date(
    alices: FlaskClient,
    alice: Seller,
    sell: Callable[..., list[Line]],
    monkeypatch: pytest.MonkeyPatch,
    query: str,
) -> None:
    """4.5: stable while new lines arrive: a snapshot by what is recorded, not by dates."""
    now = int(time.time())
    before = sell(alice, 30, until=now - 60, description="Blue mug")
    monkeypatch.setattr(export, "LINES_AT_ONCE", 10)
    body: Any = alices.get(f"/activity.csv?{query}").response
    begun = [next(iter(body)), next(iter(body))]
    sell(alice, 5, until=now, description="Another mug")
    sell(alice, 5, until=now - 10 * 3_600, every=1, description="Another mug")
    sell(alice, 5, until=now - 90 * 86_400, description="Another mug")
    rows = csv_rows(b"".join([*begun, *body]))
    assert [row[12] for row in rows[1:-1]] == [line["id"] for line in before]
    assert rows[-1][3] == "Lines: 30"


def test_a_workbook_that_is_full_says_so(
    busy: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """4.5: a sheet has 1,048,576 rows: what is left out is said, and the sum is of what is in."""
    monkeypatch.setattr(xlsx_file, "LINES_MAX", 10)
    rows = xlsx_rows(busy.get("/activity.xlsx").data)
    assert len(rows) == 1 + 10 + 1 + 1
    assert rows[-2][3] == "Lines: 10" and rows[-1][0].startswith("Excel holds no more lines")


def test_two_files_at_a_time_and_a_dropped_one_makes_room(busy: FlaskClient) -> None:
    """4.5: one seller does not keep a worker busy with files that nobody waits for."""
    open_ = [busy.get("/activity.csv", buffered=False) for _ in range(downloads.AT_ONCE)]
    refused = busy.get("/activity.csv")
    assert refused.status_code == 429 and "still being made" in refused.text
    open_[0].close()
    assert busy.get("/activity.csv").status_code == 200
    open_[1].close()
    assert not downloads._running


def test_a_stopped_export_reads_no_further(
    busy: FlaskClient, listen: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """4.5: who hangs up stops the work."""
    monkeypatch.setattr(export, "LINES_AT_ONCE", 10)
    answer = busy.get("/activity.csv", buffered=False)
    pieces = iter(answer.response)
    next(pieces), next(pieces)
    heard = listen()
    answer.close()
    assert not heard


def test_no_connection_is_held_while_the_reader_is_slow(
    busy: FlaskClient, db: DatabaseProxy
) -> None:
    """4.5: short reads of their own, so that slow readers keep nobody from the database."""
    answer = busy.get("/activity.csv", buffered=False)
    pieces = iter(answer.response)
    next(pieces), next(pieces)
    assert db.is_closed()
    answer.close()


@pytest.fixture(autouse=True)
def nothing_runs_on() -> Iterator[None]:
    """Every test leaves the count of running downloads as it found it."""
    yield
    assert not downloads._running
