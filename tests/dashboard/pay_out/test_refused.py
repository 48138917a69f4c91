"""Who may not pay out by herself, and when nobody may."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import Platform, Seller, open_account
from tests.dashboard.pay_out.form import BANK, form, payouts
from webapp.ledger.payouts.payout import Payout

Cli = Callable[..., str]
SignIn = Callable[[Seller], FlaskClient]
Sell = Callable[..., list[dict[str, Any]]]
FIVE_MINUTES = 5 * 60


@pytest.mark.engine("sqlite")
def test_without_leave_there_is_no_such_page(
    sign_in: SignIn, alice: Seller, acme: Platform, cli: Cli
) -> None:
    said = cli("platform", "controls", acme.id, "--allow", "none")
    assert said == "Sellers of Acme may: none\n"
    browser = sign_in(alice)
    assert "/pay-out" not in browser.get("/payouts").text
    for path, data in (("/pay-out", {"amount": "5"}), ("/payout-schedule", {"interval": "daily"})):
        assert browser.get(path).status_code == 404
        assert browser.post(path, data=data).status_code == 403
    assert payouts(alice) == []


@pytest.mark.engine("sqlite")
def test_during_a_hold_nothing_is_paid_out_by_hand(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    filled = form(browser)
    hold = {"payouts": {"hold": {"reason": "review", "acts": "platform"}}}
    alice.platform_api.post(f"/v1/accounts/{alice.id}", settings=hold)
    assert "amount" not in form(browser)
    answer = browser.post("/pay-out", data=filled)
    assert answer.status_code == 422
    assert "held" in answer.text
    assert payouts(alice) == []


@pytest.mark.engine("sqlite")
def test_our_own_hold_is_respected_too(sign_in: SignIn, alice: Seller, cli: Cli) -> None:
    number = alice.phone[:-5] + "99999"
    path = f"/v1/accounts/{alice.id}"
    alice.platform_api.post(path, individual={"phone": number})
    browser = sign_in(Seller(alice.id, alice.email, number, alice.platform))
    answers = [
        browser.post("/pay-out", data={"amount": "5", "currency": "eur"}),
        browser.post("/payout-schedule", data={"interval": "manual"}),
    ]
    for answer in answers:
        assert answer.status_code == 422
        assert "wait until" in answer.text
    assert payouts(alice) == []
    assert alice.platform_api.get(path)["settings"]["payouts"]["schedule"]["interval"] == "daily"


@pytest.mark.engine("sqlite")
def test_without_a_bank_account_the_page_says_whom_to_ask(
    sign_in: SignIn, acme: Platform, sell: Sell
) -> None:
    carla = open_account(acme, "carla")
    sell(carla, 2, until=int(time.time()))
    browser = sign_in(carla)
    assert "Ask Acme to add it" in browser.get("/pay-out").text
    assert browser.post("/pay-out", data={"amount": "5", "currency": "eur"}).status_code == 422
    assert not Payout.select().where(Payout.account == carla.id).exists()


@pytest.mark.engine("sqlite")
def test_nobody_pays_out_all_day_long(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    sent = {"amount": "0.01", "currency": "eur"}
    answers = [browser.post("/pay-out", data=sent | {"key": str(n)}) for n in range(21)]
    assert {answer.status_code for answer in answers[:20]} == {303}
    assert answers[20].status_code == 429
    assert len(payouts(alice)) == 10  # the list's first page
    assert Payout.select().where(Payout.account == alice.id).count() == 20


@pytest.mark.engine("sqlite")
def test_the_same_key_elsewhere_is_another_payout(
    sign_in: SignIn, alice: Seller, acme: Platform, sell: Sell
) -> None:
    carla = open_account(acme, "carla", external_account=BANK)
    sell(carla, 2, until=int(time.time()))
    sent = {"amount": "1", "currency": "eur", "key": "x" * 200}
    places = {sign_in(seller).post("/pay-out", data=sent).location for seller in (alice, carla)}
    assert len(places) == 2
