"""Whoever is refused at a door is noted, once for each door; a flood of it is only counted."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from peewee import OperationalError
from prometheus_client import REGISTRY

from tests.cast import Seller
from webapp.access.audit import chain, flood
from webapp.access.audit.chain import AuditEvent


@pytest.fixture(autouse=True)
def new_minute() -> Iterator[None]:
    """No flood of an earlier test counts."""
    flood.strangers.forget()
    yield
    flood.strangers.forget()


def noted(event: str) -> list[AuditEvent]:
    rows = AuditEvent.select().where(AuditEvent.event == event)
    return list(rows.order_by(AuditEvent.chain, AuditEvent.seq))


def test_a_write_from_another_site_is_noted_as_nobodys(
    sign_in: Callable[[Seller], FlaskClient], alice: Seller
) -> None:
    """J1, T9: the browser whose cookie was abused is not the one who did it."""
    browser = sign_in(alice)
    before = len(noted("session.ended"))
    assert browser.post("/signout", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    (row,) = noted("csrf.refused")
    assert (row.account_id, row.actor, row.result) == (None, "stranger", "refused")
    assert '"place":"POST /signout"' in row.detail
    assert row.ip
    assert row.request_id.startswith("req_")
    assert len(noted("session.ended")) == before


def test_a_wrong_key_is_noted_without_the_key(client: FlaskClient) -> None:
    """J1, B11: of a key that nobody knows, nothing is kept."""
    for headers in ({}, {"Authorization": "Bearer sk_live_guessed"}):
        assert client.get("/v1/balance", headers=headers).status_code == 401
    rows = noted("key.refused")
    assert len(rows) == 2
    assert "guessed" not in "".join(row.detail + row.agent for row in rows)


def test_the_foreign_object_that_was_asked_for_is_noted(alice: Seller, mallory: Seller) -> None:
    """J1, F2: by the key that asked, in the chain of its own platform, never in the victim's."""
    mallory.platform_api.request("GET", f"/v1/accounts/{alice.id}")
    mallory.platform_api.on(alice.id).request("GET", "/v1/balance")
    path, header = noted("access.refused")
    for row in (path, header):
        assert row.chain == mallory.platform.id
        assert row.actor.startswith("key sk_test_")
        assert mallory.platform.test_key not in row.actor
    assert alice.id in path.detail


def test_a_seller_who_asks_for_anothers_page_is_noted(
    sign_in: Callable[[Seller], FlaskClient], alice: Seller
) -> None:
    """J1: an authorization refusal of the dashboard."""
    assert sign_in(alice).get("/payouts/po_of_another").status_code == 404
    (row,) = noted("access.refused")
    assert (row.chain, row.actor) == (alice.id, "seller")
    assert "po_of_another" in row.detail


def test_a_flood_is_counted_and_not_written(client: FlaskClient) -> None:
    """J1: 200 bad keys from one place cost ten rows; the rest is a figure of `/metrics`."""
    counter = ("audit_events_unwritten_total", {"event": "key.refused"})
    before = REGISTRY.get_sample_value(*counter) or 0
    for _ in range(200):
        client.get("/v1/balance")
    written = len(noted("key.refused"))
    assert written <= 2 * flood.PLACE_PER_MINUTE  # the minute may turn meanwhile
    assert (REGISTRY.get_sample_value(*counter) or 0) - before == 200 - written


@pytest.mark.engine("sqlite")
def test_many_places_share_one_bound(client: FlaskClient) -> None:
    """J1: strangers from 200 places at once do not fill the disk, nor hide other events."""
    for number in range(200):
        place = {"REMOTE_ADDR": f"203.0.113.{number}"}
        client.get("/v1/balance", environ_overrides=place)
    assert len(noted("key.refused")) <= 2 * flood.CHAIN_PER_MINUTE
    client.post("/signout", headers={"Sec-Fetch-Site": "cross-site"})
    assert len(noted("csrf.refused")) == 1


@pytest.mark.engine("sqlite")
def test_a_refusal_that_cannot_be_noted_is_still_a_refusal(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """J1: a full disk opens no door; that the row is missing is in the operator's log."""

    def fail(*_: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(chain, "append", fail)
    answer = client.post("/signout", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "a refusal is missing from the audit log: csrf.refused" in caplog.text
    assert not noted("csrf.refused")


@pytest.mark.engine("sqlite")
def test_a_link_that_is_refused_while_nothing_can_be_noted_stays_refused(
    app: Flask, alice: Seller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """J1, A6: its row waits for the end of the request, which does not fail by it."""

    def fail(*_: object) -> None:
        raise OperationalError("database or disk is full")

    path = urlsplit(alice.login_link()).path
    first, second = app.test_client(), app.test_client()
    for browser in (first, second):
        browser.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        browser.get(path)
    assert first.post("/verify/send").status_code == 303
    monkeypatch.setattr(chain, "append", fail)
    assert second.post("/verify/send").status_code == 410
    assert "refusals are missing from the audit log: ['link.refused']" in caplog.text
    assert not noted("link.refused")
