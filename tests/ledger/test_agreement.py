"""One account, one truth: page = feed = API = rollup = lines, to the unit, for every range."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient

from tests.cast import Platform, Seller, open_account
from tests.dashboard.elements import lines as links_to_lines
from tests.dashboard.test_earnings import chart
from tests.dashboard.test_feed import pages
from tests.ledger import naive
from webapp import clock
from webapp.accounts.account import Account
from webapp.ledger.buckets import quarters_of
from webapp.ledger.earnings.series import RANGES
from webapp.ledger.rollups import verify

Line = dict[str, Any]

CARD = "tok_bypassPending"


@pytest.fixture
def market(now: time_machine.Traveller, make_platform: Callable[..., Platform]) -> Platform:
    """A platform that does all that a platform can do, all of it on a Tuesday at noon."""
    return make_platform("Market")


@pytest.fixture
def seller(market: Platform) -> Seller:
    """One of its sellers, on Lord Howe Island, after a full life."""
    zone = {"dashboard": {"timezone": "Australia/Lord_Howe"}}
    seller = open_account(market, "carla", settings=zone)
    share = {"destination": seller.id, "amount": 7_000}
    api, own = market.api, seller.api
    direct = own.post("/v1/charges", amount=5_000, currency="eur", source=CARD)
    passed_on = api.post(
        "/v1/charges", amount=8_000, currency="eur", source=CARD, transfer_data=share
    )
    pending = own.post("/v1/charges", amount=999, currency="jpy", source="tok_visa")
    sent = api.post("/v1/transfers", amount=1_234, currency="eur", destination=seller.id)
    own.post("/v1/refunds", charge=direct["id"], amount=1_500)
    own.post("/v1/refunds", charge=pending["id"])
    api.post("/v1/refunds", charge=passed_on["id"], amount=3_000, reverse_transfer=True)
    api.post(f"/v1/transfers/{sent['id']}/reversals", amount=234)
    paid = own.post("/v1/payouts", amount=2_000, currency="eur")
    own.post("/v1/payouts", amount=100, currency="eur")
    own.post(f"/v1/payouts/{paid['id']}/mark", status="failed", failure_code="no_account")
    own.post("/v1/balance_transactions", lines=list(past(clock.now())))
    return seller


def past(now: int) -> Iterator[Line]:
    """Three hundred lines of the last three years, some of them no earnings."""
    for number in range(300):
        kind = ("charge", "refund", "transfer", "adjustment", "stripe_fee")[number % 5]
        sign = -1 if kind in {"refund", "stripe_fee"} else 1
        yield {
            "type": kind,
            "amount": sign * (100 + number),
            "fee": number % 7,
            "currency": "jpy" if number % 4 == 0 else "eur",
            "created": now - number * number * 1_000,
            "available_on": now + 90_000 if number % 11 == 0 else now - number * number * 1_000,
        }


def listed(seller: Seller) -> list[Line]:
    """All that `GET /v1/balance_transactions` gives, page by page."""
    page = seller.api.get("/v1/balance_transactions", limit=100)
    found: list[Line] = page["data"]
    while page["has_more"]:
        after = found[-1]["id"]
        page = seller.api.get("/v1/balance_transactions", limit=100, starting_after=after)
        found += page["data"]
    return found


def test_every_way_to_read_an_account_says_the_same(
    seller: Seller, sign_in: Callable[[Seller], FlaskClient]
) -> None:
    account, browser = Account.get_by_id(seller.id), sign_in(seller)
    truth, api = naive.lines_of(seller.id), listed(seller)
    links = [link["href"] for page in pages(browser) for link in links_to_lines(page)]
    fed = [link.rpartition("/")[2] for link in links]
    assert [line["id"] for line in api] == [line.id for line in truth] == fed
    assert [line["net"] for line in api] == [line.net for line in truth]
    for currency in ("eur", "jpy"):
        earned = naive.earnings(truth, currency)
        for range_ in RANGES:
            ranged = naive.in_range(earned, range_, account.timezone, clock.now())
            total = sum(line.net for line in ranged)
            told = seller.api.get("/v1/earnings", range=range_, currency=currency)
            shown = chart(browser.get(f"/earnings?range={range_}&currency={currency}").text)
            assert total == told["total"] == sum(told["values"]) == sum(shown["values"]), range_
        lifetime = sum(line.net for line in earned)
        kept = sum(
            sums.net
            for (used, _, type_), sums in quarters_of(seller.id).items()
            if used == currency and type_ in naive.EARNING
        )
        assert lifetime == kept == total
    assert verify(account) == []


def test_the_balance_of_the_api_is_the_sum_of_the_lines(seller: Seller) -> None:
    truth, told = naive.lines_of(seller.id), seller.api.get("/v1/balance")
    for currency in ("eur", "jpy"):
        found = [
            next(money["amount"] for money in told[kind] if money["currency"] == currency)
            for kind in ("available", "pending")
        ]
        assert tuple(found) == naive.balance(truth, currency, clock.now())
