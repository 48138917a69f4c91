"""Idempotency: one effect for one key, however often, however many at once."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
import requests
import time_machine
from peewee import DatabaseProxy, OperationalError
from psycopg.errors import SerializationFailure

from tests.cast import Api, Seller, flatten
from tests.shop import Shop, ShopSeller
from webapp import clock
from webapp.api.idempotency import Claim, IdempotentRequest
from webapp.ledger.payments import transfers

Refused = Callable[..., dict[str, Any]]


def send(api: Api, path: str, key: str, **fields: Any) -> Any:
    headers = {"Authorization": f"Bearer {api.key}", "Idempotency-Key": key}
    if api.account:
        headers["Stripe-Account"] = api.account
    return api.client.post(path, data=dict(flatten(fields)), headers=headers)


def transfer(seller: Seller, key: str, amount: int = 5, **fields: Any) -> Any:
    given = {"amount": amount, "currency": "eur", "destination": seller.id} | fields
    return send(seller.platform_api, "/v1/transfers", key, **given)


def lines(seller: Seller) -> int:
    return len(seller.api.get("/v1/balance_transactions")["data"])


def test_the_same_key_gets_the_same_bytes_and_one_effect(alice: Seller) -> None:
    first, again = transfer(alice, "k"), transfer(alice, "k")
    assert (again.status_code, again.data) == (first.status_code, first.data)
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.headers["Original-Request"] == first.headers["Request-Id"]
    assert lines(alice) == 1


def test_another_key_is_another_request(alice: Seller) -> None:
    assert transfer(alice, "a").json["id"] != transfer(alice, "b").json["id"]


def test_the_order_of_parameters_says_nothing(alice: Seller) -> None:
    first = transfer(alice, "k", metadata={"a": "1", "b": "2"})
    assert transfer(alice, "k", metadata={"b": "2", "a": "1"}).data == first.data


@pytest.mark.parametrize(
    "change", [{"amount": 6}, {"description": "x"}, {"expand": ["destination"]}]
)
def test_the_same_key_for_something_else_is_refused(
    alice: Seller, refused: Refused, change: dict[str, Any]
) -> None:
    transfer(alice, "k")
    error = refused(transfer(alice, "k", **change))
    assert error["type"] == "idempotency_error"
    assert lines(alice) == 1


def test_the_same_key_at_another_address_is_refused(alice: Seller, refused: Refused) -> None:
    send(alice.api, "/v1/charges", "k", amount=5, currency="eur")
    refused(send(alice.api, "/v1/payouts", "k", amount=5, currency="eur"))


def test_keys_of_others_never_collide(alice: Seller, bob: Seller, mallory: Seller) -> None:
    for seller in (alice, bob, mallory):
        send(seller.api, "/v1/charges", "k", amount=5, currency="eur")
        assert lines(seller) == 1


def test_a_refused_request_leaves_its_key_free(alice: Seller, refused: Refused) -> None:
    refused(transfer(alice, "k", amount=0))
    refused(transfer(alice, "k", destination="acct_unknown"))
    assert transfer(alice, "k").status_code == 200


def test_a_declined_card_stays_declined(alice: Seller, refused: Refused) -> None:
    declined = {"amount": 5, "currency": "eur", "source": "tok_chargeDeclined"}
    first = send(alice.api, "/v1/charges", "k", **declined)
    assert refused(first, 402)["code"] == "card_declined"
    again = send(alice.api, "/v1/charges", "k", **declined)
    assert (again.status_code, again.data) == (402, first.data)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert lines(alice) == 0


def test_an_unexpected_error_is_replayed_and_had_no_effect(
    alice: Seller, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    def burst(*_: Any, **__: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("webapp.api.transfers.TRANSFER", burst)  # the transfer itself is made
        first = transfer(alice, "k")
        refused(first, 500)
    again = transfer(alice, "k")
    assert (again.status_code, again.data) == (500, first.data)
    assert lines(alice) == 0


@pytest.mark.parametrize(("crossings", "status"), [(1, 200), (2, 200), (3, 503)])
def test_a_crossed_transaction_is_tried_three_times(
    alice: Seller, monkeypatch: pytest.MonkeyPatch, crossings: int, status: int
) -> None:
    left = [OperationalError(SerializationFailure())] * crossings

    def cross(*arguments: Any, **details: Any) -> Any:
        made = transfers.transfer(*arguments, **details)
        if left:
            raise left.pop()
        return made

    monkeypatch.setattr("webapp.api.transfers.transfer", cross)
    assert transfer(alice, "k").status_code == status
    assert lines(alice) == (status == 200)


@pytest.mark.engine("postgresql")  # SQLite's writers go one by one: the twin waits its turn
def test_a_twin_of_a_request_under_way_is_sent_away(
    alice: Seller, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G2: it is told to come again; by then there is an answer for it."""
    twins: list[Any] = []

    def be_overtaken(*arguments: Any, **details: Any) -> Any:
        if not twins:
            twin = threading.Thread(target=lambda: twins.append(transfer(alice, "k")))
            twin.start()
            twin.join(timeout=60)
        return transfers.transfer(*arguments, **details)

    monkeypatch.setattr("webapp.api.transfers.transfer", be_overtaken)
    first = transfer(alice, "k")
    assert first.status_code == 200
    assert refused(twins[0], 409)["type"] == "idempotency_error"
    assert transfer(alice, "k").data == first.data
    assert lines(alice) == 1


@pytest.mark.parametrize("key", ["", "x" * 256, "tab\there"])
def test_a_key_has_limits(alice: Seller, refused: Refused, key: str) -> None:
    assert refused(transfer(alice, key))["type"] == "idempotency_error"
    assert transfer(alice, "x" * 255).status_code == 200


def test_reading_takes_no_key(alice: Seller) -> None:
    headers = {"Authorization": f"Bearer {alice.api.key}", "Idempotency-Key": "k"}
    for _ in range(2):
        answer = alice.api.client.get("/v1/balance", headers=headers)
        assert "Idempotent-Replayed" not in answer.headers


def test_an_answer_is_kept_for_a_day_and_swept_later(
    alice: Seller, db: DatabaseProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Claim, "sweeps", True)
    first = transfer(alice, "k")
    with time_machine.travel(clock.now() + clock.DAY - 60, tick=False):
        transfer(alice, "other")
        assert transfer(alice, "k").data == first.data
    with time_machine.travel(clock.now() + 2 * clock.DAY, tick=False):
        transfer(alice, "third")
    with db.connection_context():
        assert [kept.key for kept in IdempotentRequest.select()] == ["third"]


def test_of_many_at_once_one_is_carried_out(shop: Shop, seller: ShopSeller) -> None:
    body = {"amount": "7", "currency": "eur", "destination": seller.id}
    headers = {
        "Authorization": f"Bearer {shop.test._requestor.api_key}",
        "Idempotency-Key": seller.id,
    }
    answers: list[requests.Response] = []

    def send_one() -> None:
        url = f"{shop.server.url}/v1/transfers"
        answers.append(requests.post(url, data=body, headers=headers, timeout=60))

    threads = [threading.Thread(target=send_one) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done = [answer for answer in answers if answer.status_code == 200]
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert len({answer.content for answer in done}) == 1
    assert sum("Idempotent-Replayed" not in answer.headers for answer in done) == 1
    balance = shop.test.v1.balance.retrieve(options={"stripe_account": seller.id})
    assert balance.available[0].amount == 7
