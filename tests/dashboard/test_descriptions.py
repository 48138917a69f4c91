"""Descriptions are the platform's words: shown as given, and nothing but words."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import elements, lines
from webapp.ledger.lines.journal import NewLine, record
from webapp.unseen import seen

sqlite_only = pytest.mark.engine("sqlite")
Sell = Callable[..., list[dict[str, Any]]]


@sqlite_only
def test_a_description_of_the_platform_s_is_shown_as_given(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    sell(alice, 1, until=1_770_000_000, description="Two kites & a  reel — №7")
    page = alices.get("/activity").text
    assert lines(page)[0].text.strip() == "Two kites & a  reel — №7"
    assert "Two kites &amp; a  reel — №7" in page


HOSTILE = [
    "<script>alert(1)</script>",
    "</a></li></ol><img src=x onerror=alert(1)>",
    '" hx-get="/signout" hx-trigger="load',
    "{{ 7 * 7 }}{% raw %}",
    "\u202e\u2066rtl override\u202e",
    "مدفوعات עברית",
    "a\nb\tc",
    "=cmd|' /C calc'!A0",
    "&lt;b&gt;&#x3c;",
    "x" * 5_000,
    "🧨" * 1_000,
]


@sqlite_only
def test_no_description_does_anything(alices: FlaskClient, alice: Seller, sell: Sell) -> None:
    made = [sell(alice, 1, until=1_770_000_000, description=it)[0] for it in HOSTILE]
    for path in ("/", "/activity"):
        page = alices.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert not elements(page, "a", hx_get="/signout")
        assert len(lines(page)) == len(HOSTILE)
        assert len(page) < 40_000, "the feed shows the beginning of a letter"
    for line, description in zip(made, HOSTILE, strict=True):
        page = alices.get(f"/activity/{line['id']}").text
        # In a <bdi>, the direction of its script ends with it.
        assert seen(description) in [bdi.text for bdi in elements(page, "bdi")]


@sqlite_only
def test_a_letter_of_a_hundred_thousand_characters_is_shown_on_its_own_page(
    alices: FlaskClient, alice: Seller, app: Flask
) -> None:
    letter = "Dear Alice, " + "<b>" * 33_000
    line = record(alice.id, NewLine("charge", 100, "eur", description=letter))
    assert len(alices.get("/activity").text) < 20_000
    page = alices.get(f"/activity/{line.id}").text
    assert letter in [bdi.text for bdi in elements(page, "bdi")]
    assert "<b>" not in page
