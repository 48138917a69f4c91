"""The list of payouts: filters with what they add up to, two dates, and what is late."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.dashboard.elements import elements, links_to
from webapp.clock import DAY
from webapp.ledger.payouts import sums as payout_sums

SignIn = Callable[[Seller], FlaskClient]
Sell = Callable[..., list[dict[str, Any]]]
PayOut = Callable[..., dict[str, Any]]
FRIDAY = datetime(2026, 11, 20, 9, tzinfo=UTC)


def main(page: str) -> str:
    return page.split('id="main"')[1].split("</main>")[0]


def listed(page: str) -> list[str]:
    return [link["href"].rpartition("/")[2] for link in links_to(page, "/payouts/")]


def sums(page: str) -> dict[str, str]:
    """What each choice of the filter adds up to: `{"Paid 2": "€12.00"}`."""
    words = [
        " ".join(link.text.split())
        for link in elements(page, "a")
        if link.attributes.get("class") == "tally__choice"
    ]
    return dict(word.rsplit(" ", 1) for word in words)


@pytest.fixture
def mixed(alice: Seller, sell: Sell, pay_out: PayOut) -> dict[str, list[str]]:
    """Payouts of Alice's in every state, and in two currencies."""
    sell(alice, 5, until=int(time.time()))
    sell(alice, 5, until=int(time.time()), currency="usd")
    made: dict[str, list[str]] = {}
    for status, amount in (("paid", 500), ("paid", 700), ("failed", 60), ("in_transit", 300)):
        id_ = pay_out(alice, amount)["id"]
        alice.api.post(f"/v1/payouts/{id_}/mark", status=status)
        made.setdefault(status, []).append(id_)
    canceled = pay_out(alice, 20)["id"]
    alice.api.post(f"/v1/payouts/{canceled}/cancel")
    made["canceled"] = [canceled]
    made["pending"] = [pay_out(alice, 40)["id"]]
    made["usd"] = [pay_out(alice, 900, currency="usd")["id"]]
    return made


def test_each_choice_adds_up_to_its_list(alices: FlaskClient, mixed: dict[str, list[str]]) -> None:
    page = alices.get("/payouts?currency=eur").text
    assert sums(page) == {
        "All 6": "€16.20",
        "On its way 2": "€3.40",
        "Paid 2": "€12.00",
        "Failed 1": "€0.60",
        "Canceled 1": "€0.20",
    }
    paid = main(alices.get("/payouts?status=paid&currency=eur").text)
    assert sorted(listed(paid)) == sorted(mixed["paid"])
    on_the_way = main(alices.get("/payouts?status=on_the_way").text)
    assert sorted(listed(on_the_way)) == sorted(
        mixed["in_transit"] + mixed["pending"] + mixed["usd"]
    )
    pending = main(alices.get("/payouts?status=pending&currency=usd").text)
    assert listed(pending) == mixed["usd"]


@pytest.mark.engine("sqlite")
def test_currencies_are_never_added_up(alices: FlaskClient, mixed: dict[str, list[str]]) -> None:
    choices = [
        link
        for link in elements(alices.get("/payouts").text, "a")
        if link.attributes.get("class") == "tally__choice"
    ]
    assert "€3.40" in choices[1].text
    assert "$9.00" in choices[1].text


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    "query", ["status=eaten", "currency=xyz", "status=%00&currency=%F0", "status=paid&status=x"]
)
def test_junk_in_the_filter_shows_all_with_a_note(
    alices: FlaskClient, mixed: dict[str, list[str]], query: str
) -> None:
    answer = alices.get(f"/payouts?{query}")
    assert answer.status_code == 200
    is_noted = "was left out" in answer.text
    assert is_noted == (query != "status=paid&status=x")
    assert len(listed(main(answer.text))) == (7 if is_noted else 2)


@pytest.mark.engine("sqlite")
def test_the_filter_stays_on_older_pages(
    alices: FlaskClient, alice: Seller, sell: Sell, pay_out: PayOut
) -> None:
    sell(alice, 5, until=int(time.time()))
    for n in range(23):
        pay_out(alice, 100 + n)
    page = alices.get("/payouts?status=on_the_way&currency=eur").text
    (older,) = links_to(page, "/payouts?")[-1:]
    assert "status=on_the_way" in older["href"]
    assert "currency=eur" in older["href"]
    rest = alices.get(older["href"], headers={"HX-Request": "true"}).text
    assert len(listed(page)) + len(listed(rest)) == 23


def test_too_many_to_add_up_are_still_listed(
    alices: FlaskClient, mixed: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(payout_sums, "COUNTED_MAX", 3)
    page = alices.get("/payouts").text
    assert "too many to add up" in page
    assert not sums(page)
    assert len(listed(main(page))) == 7


@pytest.mark.engine("sqlite")
def test_past_its_day_a_payout_is_late_and_says_what_to_do(
    sign_in: SignIn, alice: Seller, sell: Sell, pay_out: PayOut, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(FRIDAY, tick=False)
    sell(alice, 5, until=int(time.time()))
    payout = pay_out(alice, 500)
    time_machine.move_to(datetime(2026, 11, 24, 23, tzinfo=UTC), tick=False)
    assert "Late" not in main(sign_in(alice).get("/payouts").text)
    time_machine.shift(2 * 3_600)
    browser = sign_in(alice)
    for path in ("/", "/payouts", f"/payouts/{payout['id']}"):
        shown = main(browser.get(path).text)
        assert "Late" in shown, path
        assert "ask your bank or Acme" in shown, path
    alice.api.post(f"/v1/payouts/{payout['id']}/mark", status="paid")
    assert "Late" not in main(browser.get("/").text)


@pytest.mark.engine("sqlite")
def test_both_dates_and_their_calendar_are_said(
    sign_in: SignIn,
    alice: Seller,
    open_seller: Callable[..., Seller],
    sell: Sell,
    pay_out: PayOut,
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.move_to(datetime(2026, 12, 24, 9, tzinfo=UTC), tick=False)
    sell(alice, 5, until=int(time.time()))
    id_ = pay_out(alice, 500)["id"]
    alice.api.post(f"/v1/payouts/{id_}/mark", status="in_transit")
    page = main(sign_in(alice).get("/payouts").text)
    shown = [it["datetime"] for it in elements(page, "time")]
    assert [day for day in shown if day[:4] == "2026"][-2:] == ["2026-12-29", "2026-12-24"]
    assert "bank days of the euro area" in sign_in(alice).get(f"/payouts/{id_}").text
    bank = {"bank_name": "First", "last4": "1234", "country": "US"}
    carla = open_seller("carla", country="US", default_currency="usd", external_account=bank)
    sell(carla, 5, until=int(time.time()), currency="usd")
    id_ = pay_out(carla, 500, currency="usd")["id"]
    assert "bank days of this country: United States" in sign_in(carla).get(f"/payouts/{id_}").text


@pytest.mark.engine("sqlite")
def test_payouts_of_before_are_found_in_the_activity(
    alices: FlaskClient, alice: Seller, sell: Sell, pay_out: PayOut
) -> None:
    """What came from elsewhere has lines and no payout of ours; no list claims to be all."""
    words, now = "Earlier payouts are in your activity", int(time.time())
    sell(alice, 3, until=now, amount=9_000)
    pay_out(alice, 500)
    assert words not in alices.get("/payouts").text
    gone = {"type": "payout", "amount": -100, "fee": 0}
    sell(alice, 2, until=now - 40 * DAY, every=7 * DAY, **gone)
    sell(alice, 1, until=now - 40 * DAY, currency="usd", **gone)
    page = alices.get("/payouts").text
    (link,) = [a for a in elements(page, "a") if a.text.strip() == words]
    assert alices.get(link["href"]).text.count('class="line line--payout"') == 4
    dollars = alices.get("/payouts?currency=usd").text
    assert words in dollars
    assert "No payouts in USD yet" not in dollars
    assert words not in alices.get("/payouts?status=failed").text
    sell(alice, 1, until=now, currency="jpy")
    yen = alices.get("/payouts?currency=jpy").text
    assert "No payouts in JPY yet" in yen
    assert words not in yen
