"""A fragment is guarded as its page is, and no header of htmx's proves anything."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.every_route.routes import Route

pytestmark = pytest.mark.engine("sqlite")
HTMX = {
    "HX-Request": "true",
    "HX-Current-URL": "http://localhost/",
    "HX-Boosted": "true",
    "HX-Target": "feed",
    "HX-Trigger": "feed",
    "HX-Source": "feed",
    "HX-Request-Type": "partial",
    "Sec-Fetch-Site": "same-origin",
}
PUBLIC = ("login.", "embed.", "preview.", "api.", "calendar.", "statements.")
OPERATORS = {"healthz", "metrics", "favicon"}
ANEW = "preview.page"  # made of a seller who is another each time


def guarded(every_route: list[Route]) -> list[Route]:
    """What is for people who signed in."""
    return [
        route
        for route in every_route
        if not route.endpoint.startswith(PUBLIC) and route.endpoint not in OPERATORS
    ]


def test_a_stranger_gets_no_fragment(app: Flask, every_route: list[Route]) -> None:
    """E13: 401 and the way to sign in for the whole window; never a form inside a table."""
    assert len(guarded(every_route)) > 8
    for cookie in (None, "x" * 43):
        stranger = app.test_client()
        if cookie:
            stranger.set_cookie("__Host-session", cookie)
        for route in guarded(every_route):
            answer = stranger.open(route.path, method=route.method, headers=HTMX)
            assert answer.status_code == 401, route
            assert answer.headers["HX-Redirect"] == "/signin", route
            assert not answer.data, route


def test_a_session_that_is_over_gets_no_fragment(
    alices: FlaskClient, every_route: list[Route]
) -> None:
    """E13, D5: signed out elsewhere, the page that is still open is led to sign in."""
    held = alices.get_cookie("__Host-session")
    assert alices.get("/activity", headers=HTMX).status_code == 200
    alices.post("/signout")
    alices.set_cookie("__Host-session", held.value)
    for route in guarded(every_route):
        answer = alices.open(route.path, method=route.method, headers=HTMX)
        assert answer.status_code == 401, route
        assert answer.headers["HX-Redirect"] == "/signin", route
        assert not answer.data


def test_what_has_two_sizes_says_so(
    alices: FlaskClient, every_route: list[Route], time_machine: TimeMachineFixture
) -> None:
    """E13: no cache may give one for the other."""
    time_machine.move_to(datetime.now(UTC), tick=False)  # pages count seconds down
    sizes = 0
    for route in every_route:
        if route.method != "GET" or route.is_api or route.endpoint in {*OPERATORS, ANEW}:
            continue
        restoring = HTMX | {"HX-History-Restore-Request": "true"}
        ways: tuple[dict[str, str], ...] = ({}, HTMX, restoring)
        page, fragment, restored = (  # read whole: only so many files are made at a time
            alices.get(route.path, headers=way, buffered=True) for way in ways
        )
        assert (page.status_code, page.data) == (restored.status_code, restored.data), route
        if page.data == fragment.data:
            continue
        sizes += 1
        for answer in (page, fragment):
            assert "HX-Request" in answer.headers.get("Vary", ""), route
        assert b"<html" not in fragment.data, route
    assert sizes > 5
