"""The calendar of payouts: whoever has its address reads it, until that is revoked."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller, open_account
from tests.dashboard.calendars import events, make, only
from tests.dashboard.elements import elements
from tests.noted import noted
from tests.outbox import Outbox
from webapp.access.calendar_key import CalendarKey
from webapp.access.tokens import digest

SignIn = Callable[[Seller], FlaskClient]
Sell = Callable[..., list[dict[str, Any]]]
PayOut = Callable[..., dict[str, Any]]
Cli = Callable[..., str]
MONDAY = datetime(2031, 3, 3, 9, tzinfo=UTC)


def test_an_event_follows_its_payout(
    app: Flask,
    sign_in: SignIn,
    alice: Seller,
    sell: Sell,
    pay_out: PayOut,
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    sell(alice, 5, until=int(time.time()))
    id_ = pay_out(alice, 1_250)["id"]
    path = make(sign_in(alice))
    event = only(app, path, id_)
    assert event["summary"] == "€12.50 from Acme expected"
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2031, 3, 5), date(2031, 3, 6))
    assert (event["status"], event["sequence"]) == ("TENTATIVE", 0)
    for status, title, state in (
        ("in_transit", "€12.50 from Acme expected", "CONFIRMED"),
        ("paid", "€12.50 from Acme arrived", "CONFIRMED"),
        ("failed", "€12.50 from Acme did not arrive", "CANCELLED"),
    ):
        time_machine.shift(60)
        alice.api.post(f"/v1/payouts/{id_}/mark", status=status)
        after = only(app, path, id_)
        assert (after["summary"], after["status"]) == (title, state)
        assert after["sequence"] > event["sequence"]
        assert after["dtstamp"].dt > event["dtstamp"].dt
        event = after


@pytest.mark.engine("sqlite")
def test_the_next_automatic_payout_is_one_event_that_moves_on(
    app: Flask,
    sign_in: SignIn,
    alice: Seller,
    sell: Sell,
    cli: Cli,
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    sell(alice, 1, until=int(time.time()))
    path, name = make(sign_in(alice)), f"next-{alice.id}-eur@localhost"
    assert events(app, path)[name]["summary"] == "about €9.90 from Acme expected"
    assert events(app, path)[name]["dtstart"].dt == date(2031, 3, 5)
    cli("payouts", "run")
    sell(alice, 1, until=int(time.time()))
    time_machine.shift(3 * 3_600)
    later = events(app, path)
    assert len(later) == 2
    assert later[name]["dtstart"].dt == date(2031, 3, 6)
    hold = {"payouts": {"hold": {"reason": "review", "acts": "platform"}}}
    alice.platform_api.post(f"/v1/accounts/{alice.id}", settings=hold)
    assert name not in events(app, path)


def test_the_address_is_shown_once_and_kept_as_a_digest(
    app: Flask, sign_in: SignIn, alice: Seller, cli: Cli, outbox: Outbox
) -> None:
    browser = sign_in(alice)
    path = make(browser)
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert token not in browser.get("/payout-calendar").text
    assert CalendarKey.get().digest == digest(token)
    assert "calendar of your payouts" in outbox.to(alice.email)[-1].body
    newer = make(browser)
    assert app.test_client().get(path).status_code == 404
    assert app.test_client().get(newer).status_code == 200
    assert "It was last read on" in browser.get("/payout-calendar").text
    removed = browser.post("/payout-calendar/remove")
    assert (removed.status_code, removed.location) == (303, "/payout-calendar")
    assert app.test_client().get(newer).status_code == 404
    assert browser.post("/payout-calendar/remove").status_code == 404
    assert len(noted(cli, "calendar.made", account_id=alice.id)) == 2
    assert len(noted(cli, "calendar.revoked", account_id=alice.id)) == 1


@pytest.mark.engine("sqlite")
def test_a_wrong_address_is_nothing_and_is_not_written_down(
    app: Flask, sign_in: SignIn, alice: Seller, cli: Cli
) -> None:
    path = make(sign_in(alice))
    wrong = path.replace(".ics", "x.ics")
    for bad in (wrong, "/calendar/x.ics", "/calendar/%00.ics", "/calendar/" + "é" * 500 + ".ics"):
        assert app.test_client().get(bad).status_code == 404
    said = cli("audit", "show", "--json", "--limit", "1000")
    assert path[10:50] not in said


@pytest.mark.engine("sqlite")
def test_a_stale_proof_makes_no_address_but_may_revoke_one(
    sign_in: SignIn, alice: Seller, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    browser = sign_in(alice)
    make(browser)
    time_machine.shift(301)
    answer = browser.post("/payout-calendar")
    assert (answer.status_code, answer.location) == (303, "/confirm?then=payout_calendar")
    buttons = [it.text for it in elements(browser.get("/payout-calendar").text, "button")]
    assert "Revoke the address" in buttons
    assert "Make a new address" not in buttons
    assert browser.post("/payout-calendar/remove").status_code == 303


@pytest.mark.engine("sqlite")
def test_who_reads_too_often_waits(
    app: Flask, sign_in: SignIn, alice: Seller, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    path, reader = make(sign_in(alice)), app.test_client()
    assert [reader.get(path).status_code for _ in range(61)] == [200] * 60 + [429]
    time_machine.shift(3_600)
    assert reader.get(path).status_code == 200


@pytest.mark.engine("sqlite")
def test_a_closed_account_or_platform_has_no_calendar(
    app: Flask, sign_in: SignIn, alice: Seller, bob: Seller, acme: Platform, cli: Cli
) -> None:
    paths = [make(sign_in(seller)) for seller in (alice, bob)]
    alice.platform_api.request("DELETE", f"/v1/accounts/{alice.id}")
    assert app.test_client().get(paths[0]).status_code == 404
    assert app.test_client().get(paths[1]).status_code == 200
    cli("platform", "disable", acme.id)
    assert app.test_client().get(paths[1]).status_code == 404


@pytest.mark.engine("sqlite")
def test_the_calendar_speaks_the_account_s_language(
    app: Flask, sign_in: SignIn, alice: Seller, sell: Sell, pay_out: PayOut
) -> None:
    sell(alice, 5, until=int(time.time()))
    id_ = pay_out(alice, 700)["id"]
    browser = sign_in(alice)
    path = make(browser)
    browser.post("/settings/language", data={"language": "de"})
    assert only(app, path, id_)["summary"] == "7,00\N{NO-BREAK SPACE}€ von Acme erwartet"


@pytest.mark.engine("sqlite")
def test_hostile_names_break_no_line(
    app: Flask, sign_in: SignIn, make_platform: Callable[..., Platform], sell: Sell, pay_out: PayOut
) -> None:
    seller = open_account(make_platform("A;B,C\\ END:VEVENT " + "ü" * 40), "carla")
    sell(seller, 5, until=int(time.time()))
    id_ = pay_out(seller, 700)["id"]
    path = make(sign_in(seller))
    assert "A;B,C\\ END:VEVENT" in only(app, path, id_)["summary"]
    raw = app.test_client().get(path).data
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert raw.count(b"\r\nEND:VEVENT\r\n") == len(events(app, path))
