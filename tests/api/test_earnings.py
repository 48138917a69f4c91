"""`/v1/earnings`: the chart's numbers, the same as the sum of the lines."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Seller
from webapp import clock

Refused = Callable[..., dict[str, Any]]
PATH = "/v1/earnings"


@pytest.fixture
def history(alice: Seller) -> list[dict[str, Any]]:
    """Three years of Alice's lines, some of which are no earnings."""
    now = clock.now()
    kinds = ("charge", "payment", "refund", "payout", "application_fee", "unheard_of")
    lines = [
        {
            "type": kinds[n % len(kinds)],
            "amount": (n + 1) * (-1 if kinds[n % len(kinds)] in {"refund", "payout"} else 1),
            "fee": n % 3,
            "currency": "eur" if n % 5 else "jpy",
            "created": now - n * 3 * clock.DAY,
        }
        for n in range(365)
    ]
    alice.api.post("/v1/balance_transactions", lines=lines)
    return lines


def net(lines: list[dict[str, Any]], currency: str) -> int:
    earning = {"charge", "payment", "refund"}
    return sum(
        line["amount"] - line["fee"]
        for line in lines
        if line["type"] in earning and line["currency"] == currency
    )


@pytest.mark.parametrize("currency", ["eur", "jpy"])
def test_a_lifetime_is_the_sum_of_its_lines(
    alice: Seller, history: list[dict[str, Any]], currency: str
) -> None:
    found = alice.api.get(PATH, range="all", currency=currency)
    assert found["total"] == sum(found["values"]) == net(history, currency)
    assert found["object"] == "earnings"
    assert found["currency"] == currency
    assert sum(point["gross"] - point["fee"] for point in found["points"]) == found["total"]
    assert [point["label"] for point in found["points"]] == found["labels"]


@pytest.mark.parametrize(("range_", "count"), [("24h", 24), ("7d", 7), ("4w", 28), ("1y", 12)])
def test_a_range_has_its_buckets(
    alice: Seller, history: list[dict[str, Any]], range_: str, count: int
) -> None:
    assert len(alice.api.get(PATH, range=range_)["labels"]) == count


def test_a_platform_names_the_account_either_way(alice: Seller) -> None:
    alice.api.post("/v1/charges", amount=700, currency="eur")
    own = alice.api.get(PATH)
    assert own == alice.platform_api.get(PATH, account=alice.id)
    assert (own["range"], own["currency"], own["total"]) == ("4w", "eur", 700)
    assert alice.platform_api.get(PATH, currency="eur")["total"] == 0


@pytest.mark.parametrize(
    "fields", [{"range": "5y"}, {"currency": "zzz"}, {"account": "acct_x"}, {"zone": "UTC"}]
)
def test_a_question_that_makes_no_sense_is_refused(
    alice: Seller, refused: Refused, fields: dict[str, str]
) -> None:
    refused(alice.platform_api.request("GET", PATH, **fields))


def test_one_seller_asks_nothing_of_another(alice: Seller, bob: Seller, refused: Refused) -> None:
    refused(alice.api.request("GET", PATH, account=bob.id))
