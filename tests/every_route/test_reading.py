"""Reading changes nothing, whoever reads and however often."""

import hashlib

import pytest
from flask import Flask
from flask.testing import FlaskClient
from peewee import DatabaseProxy

from tests.cast import Seller
from tests.every_route.routes import Route
from tests.login.own_ways import app_of, codes_of, key_of
from webapp.access.calendar_key import CalendarKey

Tables = dict[str, str]
# What a look may leave behind: that somebody is under way, how often, and what was refused.
TRACES = {"verification", "attempt_limit", "audit_event", "audit_tip"}
# In tables that are looked at otherwise: when a browser and a calendar's address were last used.
TRACE_COLUMNS = {("session", "seen_at"), ("calendar_key", "used_at")}
NOWHERE = {"/v1/", "/v1/nothing"}


def fingerprint(db: DatabaseProxy) -> Tables:
    """Each table's content but for traces, as a hash."""
    return {table: _hashed(db, table) for table in sorted(set(db.get_tables()) - TRACES)}


def _hashed(db: DatabaseProxy, table: str) -> str:
    columns = {column.name for column in db.get_columns(table)}
    kept = sorted(name for name in columns if (table, name) not in TRACE_COLUMNS)
    named = ", ".join(f'"{name}"' for name in kept)
    rows = sorted(map(repr, db.execute_sql(f'SELECT {named} FROM "{table}"').fetchall()))
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


@pytest.fixture
def addresses(every_route: list[Route], alice: Seller) -> list[str]:
    """Every address that answers GET; Alice has all that hers may lead to."""
    app_of(alice)
    codes_of(alice)
    key_of(alice)
    return [route.path for route in every_route if route.method == "GET"]


def test_every_get_twice_leaves_everything_as_it_was(
    app: Flask,
    db: DatabaseProxy,
    alices: FlaskClient,
    alice: Seller,
    client: FlaskClient,
    addresses: list[str],
) -> None:
    """E11: by the seller, by the platform's key, half way in, and by a stranger.

    All of them lead somewhere. A calendar that is read is known to be used, and no more changes.
    """
    alice.api.get("/v1/balance")  # a key's first use on a day is noted
    browsers = (alices, client, app.test_client())
    client.get(alice.login_link())
    before = fingerprint(db)
    for path in addresses * 2:
        seen = [browser.get(path, buffered=True).status_code for browser in browsers]
        seen += [api.request("GET", path).status_code for api in (alice.api, alice.platform_api)]
        assert (min(seen) < 400) is (path not in NOWHERE), (path, seen)
        assert max(seen) < 500, (path, seen)
    assert fingerprint(db) == before
    assert CalendarKey.get().used_at is not None


def test_a_write_is_seen(db: DatabaseProxy, alice: Seller) -> None:
    before = fingerprint(db)
    alice.platform_api.post("/v1/transfers", amount=1, currency="eur", destination=alice.id)
    assert fingerprint(db) != before


def test_a_new_calendar_is_seen(db: DatabaseProxy, alice: Seller) -> None:
    """E11: of its table only the last use is passed over."""
    CalendarKey.make(alice.id)
    before = fingerprint(db)
    CalendarKey.count_use(alice.id)
    assert fingerprint(db) == before
    CalendarKey.make(alice.id)
    assert fingerprint(db) != before
