"""Money that a seller sends to her bank herself: what she typed, proven, and only once."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.dashboard.pay_out.form import form, inputs, payouts
from tests.noted import noted
from tests.outbox import Outbox

Cli = Callable[..., str]
SignIn = Callable[[Seller], FlaskClient]
Sell = Callable[..., list[dict[str, Any]]]
FIVE_MINUTES = 5 * 60


def test_money_goes_to_the_bank_on_file(
    sign_in: SignIn, alice: Seller, cli: Cli, outbox: Outbox
) -> None:
    browser = sign_in(alice)
    assert "/pay-out" in browser.get("/payouts").text
    filled = form(browser)
    assert filled["amount"] == "49.60"
    made = browser.post("/pay-out", data=filled | {"amount": "12.5", "destination": "ba_other"})
    (payout,) = payouts(alice)
    assert (made.status_code, made.location) == (303, f"/payouts/{payout['id']}")
    assert (payout["amount"], payout["currency"], payout["automatic"]) == (1_250, "eur", False)
    bank = alice.platform_api.get(f"/v1/accounts/{alice.id}")["external_accounts"]["data"][0]
    assert payout["destination"] == bank["id"]
    assert "€12.50" in browser.get(made.location).text
    (row,) = noted(cli, "payout.created", account_id=alice.id)
    assert row["actor"] == "seller"
    assert "A payout was asked for" in outbox.to(alice.email)[-1].body


def test_a_form_that_is_sent_twice_pays_once(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    filled = form(browser) | {"amount": "5"}
    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(lambda _: twin(browser).post("/pay-out", data=filled), range(4)))
    (payout,) = payouts(alice)
    assert {answer.location for answer in sent} == {f"/payouts/{payout['id']}"}
    assert form(browser)["key"] != filled["key"]


def twin(browser: FlaskClient) -> FlaskClient:
    """Another tab of the same browser."""
    other = browser.application.test_client()
    other.environ_base |= browser.environ_base
    cookie = browser.get_cookie("__Host-session") or browser.get_cookie("session")
    assert cookie
    other.set_cookie(cookie.key, cookie.value)
    return other


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("50", "You have €49.60 available, which is less than €50.00"),
        ("0", "Type an amount"),
        ("-5", "Type an amount"),
        ("−5", "Type an amount"),
        ("", "Type an amount"),
        ("5.005", "Type an amount"),
        ("5 or 6", "Type an amount"),
        ("1e3", "Type an amount"),
        ("9" * 100, "Type an amount"),
        ("<b>5", "Type an amount"),
    ],
)
def test_what_cannot_be_paid_is_said_beside_what_was_typed(
    sign_in: SignIn, alice: Seller, typed: str, says: str
) -> None:
    browser = sign_in(alice)
    filled = form(browser)
    answer = browser.post("/pay-out", data=filled | {"amount": typed})
    assert answer.status_code == 422
    assert says in answer.text
    kept = {it["name"]: it["value"] for it in inputs(answer.text)}
    assert kept["amount"] == typed[:40]
    assert kept["key"] == filled["key"]
    assert payouts(alice) == []


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("currency", ["usd", "", "xyz", "\0"])
def test_no_other_currency_is_paid_out(sign_in: SignIn, alice: Seller, currency: str) -> None:
    answer = sign_in(alice).post("/pay-out", data={"amount": "5", "currency": currency})
    assert answer.status_code == 422
    assert payouts(alice) == []


def test_a_proof_of_long_ago_moves_no_money(
    sign_in: SignIn, alice: Seller, time_machine: TimeMachineFixture, outbox: Outbox
) -> None:
    time_machine.move_to(time.time(), tick=False)
    browser = sign_in(alice)
    filled = form(browser)
    time_machine.shift(FIVE_MINUTES + 1)
    answer = browser.post("/pay-out", data=filled)
    assert (answer.status_code, answer.location) == (303, "/confirm?then=pay_out")
    assert "amount" not in form(browser)
    assert payouts(alice) == []
    browser.get(answer.location)
    browser.post("/verify/send")
    proven = browser.post("/verify", data={"code": outbox.code(alice.phone)})
    assert (proven.status_code, proven.location) == (303, "/pay-out")
    assert form(browser)["amount"] == "49.60"
