"""Calendars of payouts, as a seller makes them and a calendar program reads them."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

ADDRESS = re.compile(r"http://localhost/calendar/([A-Za-z0-9_-]{43})\.ics")


def make(browser: FlaskClient) -> str:
    """The path of a new address, as the page shows it."""
    page = browser.post("/payout-calendar").text
    found = ADDRESS.search(page)
    assert found
    assert f"webcal://localhost/calendar/{found[1]}.ics" in page
    return urlsplit(found[0]).path


def events(app: Flask, path: str) -> dict[str, Any]:
    """What a calendar reads there, without any session, by the event's unique name."""
    answer = app.test_client().get(path)
    assert answer.status_code == 200, answer.text
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    found = Calendar.from_ical(answer.data)
    return {str(event["uid"]): event for event in found.walk("VEVENT")}


def only(app: Flask, path: str, id_: str) -> Any:
    """The event of one payout."""
    return events(app, path)[f"{id_}@localhost"]
