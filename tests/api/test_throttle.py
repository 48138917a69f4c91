"""A key that asks too fast is told to wait; others are answered meanwhile."""

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

import pytest
from flask import Flask

from tests.cast import Platform
from webapp.accounts.key_holder import Holder, KnownKey
from webapp.api import throttle
from webapp.api.throttle import Bucket, KeyTooFast

Refused = Callable[..., dict[str, Any]]
RATES = "API_READS_PER_SECOND", "API_WRITES_PER_SECOND"


@pytest.fixture
def slow(app: Flask) -> Iterator[Flask]:
    """A dashboard that answers each key two reads and one write a second."""
    before = {name: app.config[name] for name in RATES}
    app.config.update(zip(RATES, (2, 1), strict=True))
    yield app
    app.config.update(before)
    app.extensions.pop("throttle", None)


def test_a_hasty_key_is_told_to_wait_and_nothing_was_done(
    slow: Flask, acme: Platform, refused: Refused
) -> None:
    """G8: 429 in Stripe's shape with Retry-After, for writes and reads alike."""
    answers = [acme.api.request("POST", "/v1/accounts", type="express") for _ in range(4)]
    assert [answer.status_code for answer in answers[:2]] == [200, 200]
    error = refused(answers[3], 429)
    assert (error["type"], error["code"]) == ("rate_limit_error", "rate_limit")
    assert answers[3].headers["Retry-After"] == "1"
    assert answers[3].headers["Stripe-Should-Retry"] == "true"
    done = sum(answer.status_code == 200 for answer in answers)
    assert len(acme.api.get("/v1/accounts")["data"]) == done


def test_another_key_is_not_slowed_down(slow: Flask, acme: Platform) -> None:
    """G8: one platform's loop takes nothing from another's; reads and writes count apart."""
    statuses = [acme.api.request("GET", "/v1/balance").status_code for _ in range(8)]
    assert 429 in statuses
    assert acme.live_api.request("GET", "/v1/balance").status_code == 200
    assert acme.api.request("POST", "/v1/accounts", type="express").status_code == 200


def test_an_unknown_key_fills_no_memory(slow: Flask, acme: Platform) -> None:
    """G8: only keys that exist are counted."""
    for number in range(5):
        headers = {"Authorization": f"Bearer sk_test_{number}"}
        assert acme.client.get("/v1/balance", headers=headers).status_code == 401
    assert not slow.extensions.get("throttle")


@pytest.mark.parametrize("rate", [1, 25, 1_000])
def test_a_bucket_holds_two_seconds_worth_and_fills_evenly(
    monkeypatch: pytest.MonkeyPatch, rate: int
) -> None:
    now = 100.0
    monkeypatch.setattr("webapp.api.throttle.time.monotonic", lambda: now)
    bucket = Bucket(rate * 2)
    assert sum(bucket.take(rate) for _ in range(rate * 3)) == rate * 2
    now += 1
    assert sum(bucket.take(rate) for _ in range(rate * 3)) == rate
    now += 3_600
    assert sum(bucket.take(rate) for _ in range(rate * 3)) == rate * 2
    now -= 3_600  # a clock that goes back gives nothing and takes nothing
    assert not bucket.take(rate)


@pytest.mark.engine("sqlite")
def test_counting_costs_next_to_nothing(app: Flask) -> None:
    """G8: a request pays microseconds for being counted."""
    key = KnownKey("digest", "sk_test_…abcd", Holder("plat", False), None)
    with app.app_context():
        began = perf_counter()
        for _ in range(10_000):
            try:
                throttle.take(key, is_write=True)
            except KeyTooFast:
                continue
        taken = perf_counter() - began
    app.extensions.pop("throttle", None)
    assert taken / 10_000 < 100e-6
