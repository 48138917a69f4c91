"""`expand[]`: ids become objects, as deep as four steps, in answers to reads and writes."""

from collections.abc import Callable
from typing import Any

import peewee
import pytest

from tests.cast import Seller

Refused = Callable[..., dict[str, Any]]


def sell(seller: Seller, **fields: Any) -> Any:
    """A destination charge for the seller."""
    given = {"amount": 1_000, "currency": "eur", "application_fee_amount": 100}
    given |= {"transfer_data": {"destination": seller.id}, "source": "tok_bypassPending"}
    return seller.platform_api.post("/v1/charges", **given | fields)


def test_a_charge_shows_where_its_money_went(alice: Seller) -> None:
    charge = sell(
        alice,
        expand=["balance_transaction", "transfer.destination_payment.balance_transaction"],
    )
    assert charge["balance_transaction"]["amount"] == 1_000
    payment = charge["transfer"]["destination_payment"]
    assert payment["source_transfer"] == charge["transfer"]["id"]
    assert payment["balance_transaction"]["net"] == 900


def test_a_line_shows_its_source(alice: Seller) -> None:
    sell(alice)
    alice.api.post("/v1/payouts", amount=10, currency="eur")
    data = alice.api.get("/v1/balance_transactions", expand=["data.source"])["data"]
    assert [line["source"]["object"] for line in data] == ["payout", "charge"]


def test_a_source_that_nobody_has_stays_an_id(alice: Seller) -> None:
    line = {"type": "charge", "amount": 5, "currency": "eur", "source": "ch_elsewhere"}
    alice.api.post("/v1/balance_transactions", **line)
    alice.api.post("/v1/balance_transactions", **line | {"source": "order 5"})
    data = alice.api.get("/v1/balance_transactions", expand=["data.source"])["data"]
    assert {line["source"] for line in data} == {"ch_elsewhere", "order 5"}


def test_a_transfer_shows_its_destination(alice: Seller, bob: Seller) -> None:
    for seller in (alice, bob, bob):
        sell(seller)
    api = alice.platform.api
    data = api.get("/v1/transfers", expand=["data.destination", "data.destination_payment"])["data"]
    assert [t["destination"]["id"] for t in data] == [bob.id, bob.id, alice.id]
    assert all(t["destination_payment"]["source_transfer"] == t["id"] for t in data)
    assert all(t["destination_payment"]["amount"] == 1_000 for t in data)


def test_a_payment_shows_the_platforms_transfer(alice: Seller) -> None:
    charge = sell(alice)
    payment = alice.api.get("/v1/charges", expand=["data.source_transfer.source_transaction"])
    transfer = payment["data"][0]["source_transfer"]
    assert transfer["source_transaction"]["id"] == charge["id"]


def test_a_refund_shows_its_reversal(alice: Seller) -> None:
    charge = sell(alice)
    refund = alice.platform.api.post(
        "/v1/refunds",
        charge=charge["id"],
        reverse_transfer=True,
        expand=["transfer_reversal.transfer", "charge"],
    )
    assert refund["transfer_reversal"]["transfer"]["amount_reversed"] == 1_000
    assert refund["charge"]["refunded"] is True


def test_the_platform_is_looked_up_once_for_a_whole_list(
    alice: Seller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred payments shown with their transfers cost as many queries as two."""
    asked: list[str] = []
    execute = peewee.Database.execute_sql

    def count(*arguments: Any) -> Any:
        asked.append(arguments[1])
        return execute(*arguments)

    def queries() -> int:
        asked.clear()
        payments = alice.api.get("/v1/charges", expand=["data.source_transfer"])["data"]
        assert all(payment["source_transfer"]["object"] == "transfer" for payment in payments)
        return len(asked)

    for _ in range(2):
        sell(alice)
    queries()  # the first request of a day also notes that the key was used
    monkeypatch.setattr(peewee.Database, "execute_sql", count)
    of_two = queries()
    for _ in range(3):
        sell(alice)
    assert queries() == of_two


def test_what_names_nothing_stays_null(alice: Seller) -> None:
    paths = ["on_behalf_of", "source_transfer.destination", "transfer"]
    charge = alice.platform_api.post("/v1/charges", amount=5, currency="eur", expand=paths)
    assert (charge["on_behalf_of"], charge["source_transfer"]) == (None, None)
    assert "transfer" not in charge
    line = {"type": "adjustment", "amount": 5, "currency": "eur"}
    made = alice.api.post("/v1/balance_transactions", **line, expand=["source"])
    assert made["source"] is None


NOT_OURS = {
    "charges": "application application_fee customer failure_balance_transaction payment_intent",
    "refunds": "failure_balance_transaction payment_intent",
    "payouts": "application_fee original_payout reversed_by",
}


@pytest.mark.parametrize("objects", NOT_OURS)
def test_what_stripe_expands_may_be_asked_for(alice: Seller, objects: str) -> None:
    """A platform's code from before goes on working: it gets what it would get without asking."""
    sell(alice, customer="cus_1")
    api = alice.api if objects == "payouts" else alice.platform_api
    if objects == "payouts":
        api.post("/v1/payouts", amount=10, currency="eur")
    if objects == "refunds":
        api.post("/v1/refunds", charge=api.get("/v1/charges")["data"][0]["id"])
    names = NOT_OURS[objects].split()
    (asked,) = api.get(f"/v1/{objects}", expand=[f"data.{name}" for name in names])["data"]
    assert [asked] == api.get(f"/v1/{objects}")["data"]


def test_a_payout_shows_the_bank_account_it_goes_to(alice: Seller, bob: Seller) -> None:
    """A bank account that was replaced meanwhile stays an id."""
    iban = {"object": "bank_account", "country": "DE", "currency": "eur"}
    path = f"/v1/accounts/{alice.id}"
    alice.platform.api.post(
        path, external_account=iban | {"account_number": "DE89370400440532013000"}
    )
    sell(alice)
    made = alice.api.post("/v1/payouts", amount=10, currency="eur", expand=["destination"])
    kept = alice.platform.api.get(path)["external_accounts"]["data"]
    assert [made["destination"]] == kept
    assert made["destination"]["last4"] == "3000"
    alice.platform.api.post(
        path, external_account=iban | {"account_number": "DE75512108001245126199"}
    )
    (later,) = alice.api.get("/v1/payouts", expand=["data.destination"])["data"]
    assert later["destination"] == made["destination"]["id"]


def test_one_path_may_go_on_from_another(alice: Seller) -> None:
    charge = sell(alice, expand=["transfer", "transfer.balance_transaction"])
    assert charge["transfer"]["balance_transaction"]["amount"] == -1_000


@pytest.mark.parametrize(
    ("path", "expand"),
    [
        ("/v1/payouts", "balance_transaction"),  # a list's paths begin with `data`
        ("/v1/payouts", "data"),
        ("/v1/payouts", "data.nothing"),
        ("/v1/payouts", "data.amount"),
        ("/v1/payouts", "data.balance_transaction.source.charge.balance_transaction"),
        ("/v1/payouts", ""),
        ("/v1/payouts", "data..source"),
        ("/v1/balance", "available"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(
    alice: Seller, refused: Refused, path: str, expand: str
) -> None:
    assert refused(alice.api.request("GET", path, expand=[expand]))["param"].startswith("expand")


def test_a_write_with_a_wrong_path_writes_nothing(alice: Seller, refused: Refused) -> None:
    fields = {"amount": 5, "currency": "eur", "expand": ["nothing"]}
    refused(alice.api.request("POST", "/v1/charges", **fields))
    assert alice.api.get("/v1/charges")["data"] == []
