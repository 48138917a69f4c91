"""What the API says of an account, over HTTP, against its lines."""

from collections.abc import Iterable
from typing import Any

from tests.cast import Api
from tests.ledger import naive
from webapp.ledger.earnings.series import RANGES


def check(api: Api, account_id: str, currencies: Iterable[str], now: int) -> None:
    """The list of lines is the lines, and every chart adds up to those that it covers."""
    lines = naive.lines_of(account_id)
    found = [(line["id"], line["net"], line["currency"]) for line in listed(api)]
    assert found == [(line.id, line.net, line.currency) for line in lines]
    for currency in currencies:
        for range_ in RANGES:
            chart = api.get("/v1/earnings", range=range_, currency=currency)
            earned = naive.earnings(lines, currency)
            ranged = naive.in_range(earned, range_, chart["timezone"], now)
            net = sum(line.net for line in ranged)
            assert sum(chart["values"]) == chart["total"] == net, (range_, currency)


def listed(api: Api) -> list[dict[str, Any]]:
    """All of `GET /v1/balance_transactions`, a few at a time."""
    page = api.get("/v1/balance_transactions", limit=7)
    found: list[dict[str, Any]] = page["data"]
    while page["has_more"]:
        page = api.get("/v1/balance_transactions", limit=7, starting_after=found[-1]["id"])
        assert page["data"][0] not in found, "a page that was there before"
        found += page["data"]
    return found
