"""Payouts on the page: a calendar date of arrival, what failed and why, and each of them once."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.conftest import run
from tests.dashboard.elements import elements, links_to
from tests.outbox import Outbox
from webapp.ledger.payouts.failures import CODES

pytestmark = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
Sell = Callable[..., list[dict[str, Any]]]
PayOut = Callable[..., dict[str, Any]]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/UTC", "Pacific/Pago_Pago"])
def test_the_day_of_arrival_is_the_same_in_every_zone(
    sign_in: SignIn, open_seller: Callable[..., Seller], sell: Sell, pay_out: PayOut, zone: str
) -> None:
    seller = open_seller("carla", settings={"dashboard": {"timezone": zone}})
    sell(seller, 3, until=int(time.time()))
    payout = pay_out(seller, 1_500)
    day = datetime.fromtimestamp(payout["arrival_date"], UTC).date().isoformat()
    browser = sign_in(seller)
    for path in ("/", "/payouts", f"/payouts/{payout['id']}"):
        shown = {it["datetime"] for it in elements(browser.get(path).text, "time")}
        assert day in shown, path
    home = browser.get("/").text
    assert "€15.00" in home
    assert "Expected" in home


def test_a_failed_payout_says_why_and_gives_the_money_back(
    alices: FlaskClient, alice: Seller, sell: Sell, pay_out: PayOut
) -> None:
    sell(alice, 3, until=int(time.time()))
    balance = alice.api.get("/v1/balance")["available"]
    payout = pay_out(alice, 1_500)
    alice.api.post(
        f"/v1/payouts/{payout['id']}/mark", status="failed", failure_code="account_closed"
    )
    home = alices.get("/").text
    assert "Your payout of" in home
    assert "did not arrive" in home
    assert "closed" in home
    assert alice.api.get("/v1/balance")["available"] == balance
    assert "Failed" in alices.get(f"/payouts/{payout['id']}").text


@pytest.mark.parametrize("code", CODES)
def test_a_failed_payout_names_who_can_mend_it_and_no_other_way(
    alices: FlaskClient, alice: Seller, sell: Sell, pay_out: PayOut, code: str
) -> None:
    """Sellers cannot change their bank details here, so no sentence tells them to."""
    sell(alice, 1, until=int(time.time()))
    path = f"/payouts/{pay_out(alice, 500)['id']}"
    failed = alice.api.post(f"/v1{path}/mark", status="failed", failure_code=code)
    assert "%(" not in failed["failure_message"]
    for page in (alices.get("/").text, alices.get(path).text):
        assert re.search(r"Ask (Acme|your bank)", page)
        assert "you ask" not in page
        assert not re.search(r"\b(Add|Correct) (another|it|one|your)", page)


def test_who_must_ask_the_platform_finds_the_way_there(
    app: Flask, outbox: Outbox, alice: Seller, sell: Sell, pay_out: PayOut
) -> None:
    """The page that the login link named; if the platform has a place for it, that place."""
    sell(alice, 1, until=int(time.time()))
    path = f"/payouts/{pay_out(alice, 500)['id']}"
    alice.api.post(f"/v1{path}/mark", status="failed")
    hold = {"reason": "bank_account", "acts": "seller"}
    alice.platform_api.post(f"/v1/accounts/{alice.id}", settings={"payouts": {"hold": hold}})
    run(app, "platform", "update", alice.platform.id, "--refresh-url", "https://acme.example/in")
    back, mail = "https://acme.example/shop", "mailto:help@acme.example"
    browser = app.test_client()
    browser.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    browser.get(urlsplit(alice.login_link(redirect_url=back)).path)
    browser.post("/verify/send")
    browser.post("/verify", data={"code": outbox.code(alice.phone)})
    for page in ("/", "/payouts", path):
        (link, *_) = elements(browser.get(page).text, "a", href=back)
        assert (link.text, link.attributes["rel"]) == ("Go to Acme", "noopener")
    run(app, "platform", "update", alice.platform.id, "--support-url", mail)
    for page in ("/", "/payouts", path):
        found = browser.get(page).text
        (link, *_) = elements(found, "a", href=mail)
        assert link.text == "Contact Acme"
        assert not elements(found, "a", href=back)


def test_each_payout_is_listed_once_over_all_pages(
    alices: FlaskClient, alice: Seller, sell: Sell, pay_out: PayOut
) -> None:
    sell(alice, 10, until=int(time.time()))
    made = [pay_out(alice, 100 + n)["id"] for n in range(45)]
    path, shown = "/payouts", []
    while path:
        page = alices.get(path).text
        shown += [link["href"].rpartition("/")[2] for link in links_to(page, "/payouts/")]
        following = links_to(page, "/payouts?starting_after=")
        path = following[0]["href"] if following else ""
    assert sorted(shown) == sorted(made)
    assert len(shown) == len(set(shown))


def test_money_on_its_way_is_neither_available_nor_forgotten(
    alices: FlaskClient, alice: Seller, sell: Sell, pay_out: PayOut
) -> None:
    sell(alice, 2, until=int(time.time()) - 10)  # 9.90 and 9.91
    pay_out(alice, 1_500)
    home = alices.get("/").text
    hero = next(p for p in elements(home, "p") if "balance__hero" in p.attributes.get("class", ""))
    assert hero.text == "€4.81"
    assert "On its way to your bank" in home
    assert "€15.00" in home
