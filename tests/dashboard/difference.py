"""Every way in which an account's money is told, each as minor units, and that they are one."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask.testing import FlaskClient

from tests.cast import Api
from tests.dashboard.elements import elements, links_to
from tests.dashboard.elements import lines as links_to_lines
from tests.dashboard.files import Rows, csv_rows
from tests.dashboard.test_earnings import chart
from tests.ledger.front_door import listed
from webapp.ledger.buckets import days_of
from webapp.ledger.earnings.volume import EARNING_TYPES
from webapp.money import decimals

Line = dict[str, Any]
CURRENCIES = ("eur", "jpy")


class Told:
    """One account as its seller and its platform are told of it, in one currency."""

    def __init__(self, api: Api, browser: FlaskClient, currency: str) -> None:
        """Read the API's list, which all else is held against."""
        self._api, self._browser, self.currency = api, browser, currency
        self.lines = [line for line in listed(api) if line["currency"] == currency]

    def minor(self, written: str) -> int:
        """A file's amount."""
        return int(Decimal(written).scaleb(decimals(self.currency)))

    def csv(self, **asked: str) -> tuple[Rows, list[str]]:
        """The lines of a list as a file, and the file's own sum."""
        query = urlencode({"currency": self.currency, **asked})
        _, *rows, total = csv_rows(self._browser.get(f"/activity.csv?{query}").data)
        assert total[3] == f"Lines: {len(rows)}"
        return rows, total

    def net_of_csv(self, **asked: str) -> int:
        """The net of a list by its file: its lines add up to what its last line says."""
        rows, total = self.csv(**asked)
        net = sum(self.minor(row[7]) for row in rows)
        assert net == self.minor(total[7])
        return net

    def net_of_feed(self, **asked: str) -> int:
        """The net of a list by the pages of the feed, whose lines the API knows."""
        nets = {line["id"]: line["net"] for line in self.lines}
        return sum(nets[id_] for id_ in self._fed({"currency": self.currency, **asked}))

    def _fed(self, asked: dict[str, str]) -> Iterator[str]:
        path = f"/activity?{urlencode(asked)}"
        while path:
            page = self._browser.get(path).text
            paths = (urlsplit(link["href"]).path for link in links_to_lines(page))
            yield from (path.rpartition("/")[2] for path in paths)
            older = [
                a["href"] for a in links_to(page, "/activity?") if "starting_after" in a["href"]
            ]
            path = older[0] if older else ""

    def series(self, range_: str) -> dict[str, int]:
        """The chart's points by their labels, as API and page have them."""
        told = self._api.get("/v1/earnings", range=range_, currency=self.currency)
        page = self._browser.get(f"/earnings?range={range_}&currency={self.currency}").text
        assert chart(page)["values"] == told["values"] and sum(told["values"]) == told["total"]
        return dict(zip(told["labels"], told["values"], strict=True))

    def statement(self, month: str) -> dict[str, list[list[str]]]:
        """A month's statement by kind of row, in this currency; its page has the same figures."""
        answer = self._browser.get(f"/statements/{month}.csv")
        if answer.status_code == 404:  # before the first line
            return defaultdict(list)
        rows = csv_rows(answer.data)
        found: dict[str, list[list[str]]] = defaultdict(list)
        for row in rows:
            if row[11] == self.currency.upper():
                found[row[0]].append(row)
        page = self._browser.get(f"/statements/{month}").text
        shown = {re.sub(r"[€¥,\s]", "", td.text).replace("−", "-") for td in elements(page, "td")}
        figures = [row[10] for row in found["Closing balance"] + found["Opening balance"]]
        assert set(figures) <= shown
        return found

    def balance(self) -> int:
        """All of the balance, available or not."""
        told = self._api.get("/v1/balance")
        both = told["available"] + told["pending"]
        return sum(part["amount"] for part in both if part["currency"] == self.currency)


def agree(told: Told, account_id: str, months: list[str]) -> None:
    """Chart = feed = CSV = statement = API = rollup, to the unit."""
    net = sum(line["net"] for line in told.lines)
    assert net == told.net_of_csv() == told.net_of_feed() == told.balance()
    rollup = {key: sums for key, sums in days_of(account_id).items() if key[0] == told.currency}
    assert net == sum(sums.net for sums in rollup.values())
    earned = sum(line["net"] for line in told.lines if line["type"] in EARNING_TYPES)
    assert earned == told.net_of_csv(type="earnings") == told.net_of_feed(type="earnings")
    assert earned == sum(told.series("all").values())
    _days_agree(told)
    _months_agree(told, months, net)


def _days_agree(told: Told) -> None:
    """Each point of three months is its day's lines, by the seller's own days."""
    by_day: dict[str, int] = defaultdict(int)
    for row in told.csv(type="earnings")[0]:
        by_day[row[0]] += told.minor(row[7])
    points = told.series("3m")
    assert points == {label: by_day[label] for label in points}
    if moved := [label for label, value in points.items() if value]:
        day = {"from": moved[0], "to": moved[0], "type": "earnings"}
        assert points[moved[0]] == told.net_of_csv(**day) == told.net_of_feed(**day)


def _months_agree(told: Told, months: list[str], net: int) -> None:
    """Statements follow each other without a gap, and each is its month's lines."""
    closing = 0
    for month in months:
        found = told.statement(month)
        if not found["Closing balance"]:  # nothing of this currency by then
            continue
        assert told.minor(found["Opening balance"][0][10]) == closing
        first = date.fromisoformat(f"{month}-01")
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        moved = told.net_of_csv(**{"from": first.isoformat(), "to": last.isoformat()})
        for kind in ("Movements by type", "Movements by day", "Line", "Sum of the lines"):
            assert sum(told.minor(row[9]) for row in found[kind]) == moved, kind
        closing = told.minor(found["Closing balance"][0][10])
    assert closing == net
