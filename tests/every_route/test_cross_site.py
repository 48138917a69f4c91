"""No write of the dashboard's can be made by another site, whatever it makes a browser send."""

import hashlib

import pytest
from flask import Flask
from flask.testing import FlaskClient
from peewee import DatabaseProxy

from tests.cast import Seller
from tests.every_route.routes import Route
from tests.login.visitor import PENDING, Visitor
from tests.outbox import Outbox
from webapp.access.audit.chain import AuditEvent
from webapp.access.audit.flood import UNWRITTEN

pytestmark = pytest.mark.engine("sqlite")
OWN = "http://localhost"
EVIL = "https://evil.example"
# How a browser, or what pretends to be one, comes from elsewhere.
CASES = {
    "cross-site": {"Sec-Fetch-Site": "cross-site", "Origin": EVIL},
    "same-site": {"Sec-Fetch-Site": "same-site", "Origin": "http://shop.localhost"},
    "no headers": {},
    "foreign origin": {"Origin": EVIL},
    "null origin": {"Origin": "null"},
    "own origin, another site's page": {"Sec-Fetch-Site": "cross-site", "Origin": OWN},
    "text/plain": {"Origin": EVIL, "Content-Type": "text/plain"},
    "JSON": {"Sec-Fetch-Site": "cross-site", "Content-Type": "application/json"},
    "top-level form": {
        "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document",
        "Sec-Fetch-User": "?1", "Origin": EVIL, "Content-Type": "application/x-www-form-urlencoded",
    },
    "nested frame": {
        "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe",
        "Origin": EVIL,
    },
    "typed by hand": {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"},
    "htmx that is not ours": {"Sec-Fetch-Site": "cross-site", "HX-Request": "true", "Origin": EVIL},
    "a key on top": {"Origin": EVIL, "Authorization": "Bearer {key}"},
}  # fmt: skip
TRACES = {"audit_event", "audit_tip"}


def writes(every_route: list[Route]) -> list[Route]:
    """What a browser may change something by; the API takes keys, which browsers never send."""
    return [route for route in every_route if not route.is_safe and not route.is_api]


def fingerprint(db: DatabaseProxy) -> str:
    """All rows of all tables but the audit log's."""
    tables = sorted(set(db.get_tables()) - TRACES)
    rows = [sorted(map(repr, db.execute_sql(f'SELECT * FROM "{t}"').fetchall())) for t in tables]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def noted() -> float:
    """How often the audit log noted a write from elsewhere, or counted it in a flood."""
    written = AuditEvent.select().where(AuditEvent.event == "csrf.refused").count()
    return float(written + UNWRITTEN.labels("csrf.refused")._value.get())


@pytest.mark.parametrize("case", CASES)
def test_no_write_comes_from_elsewhere(
    app: Flask,
    outbox: Outbox,
    alices: FlaskClient,
    alice: Seller,
    bob: Seller,
    every_route: list[Route],
    db: DatabaseProxy,
    case: str,
) -> None:
    """E10, T9: 403 on every route, before and after signing in; nothing done, all of it noted."""
    waiting = Visitor(app.test_client(), outbox, {"Sec-Fetch-Site": "same-origin"})
    waiting.come_to_the_code(bob)
    headers = {n: v.format(key=alice.platform.test_key) for n, v in CASES[case].items()}
    alices.environ_base.pop("HTTP_SEC_FETCH_SITE")
    before, count, tried = fingerprint(db), noted(), 0
    for route in writes(every_route):
        for browser in (app.test_client(), waiting.browser, alices):
            answer = browser.open(route.path, method=route.method, headers=headers, data=b"code=1")
            tried += 1
            assert answer.status_code == 403, route
            assert "came from another site" in answer.text
            assert not answer.headers.getlist("Set-Cookie"), route
            assert "Location" not in answer.headers
    assert fingerprint(db) == before
    assert noted() - count == tried
    assert waiting.token(PENDING)


def test_the_walk_meets_the_writes_that_matter(every_route: list[Route]) -> None:
    found = {route.path for route in writes(every_route)}
    assert {"/signin", "/signout", "/verify", "/verify/send", "/signout/everywhere"} <= found


def test_no_get_is_a_write_in_disguise(
    alices: FlaskClient, every_route: list[Route], outbox: Outbox, db: DatabaseProxy
) -> None:
    """E10, 3.5.3: an address that wants a POST takes nothing else, whatever a header says."""
    names = ("X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method")
    tricks = dict.fromkeys(names, "POST")
    gets = {route.path for route in every_route if route.method == "GET"}
    before, sent = fingerprint(db), len(outbox)
    for route in writes(every_route):
        if route.path not in gets:
            answer = alices.get(f"{route.path}?_method=POST&code=1", headers=tricks)
            assert answer.status_code in {404, 405}, route
    assert (fingerprint(db), len(outbox)) == (before, sent)
