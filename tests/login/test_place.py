"""What a sign-in may lead to: a page of ours, and no other site whatever is said."""

from urllib.parse import urlsplit

import pytest
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st

from tests.security.test_redirects import FORMS
from webapp.own_pages import LENGTH_MAX, known_place

pytestmark = pytest.mark.engine("sqlite")
# Sixty-five more ways out, each after a slash of ours or instead of one.
WAYS_OUT = [
    *FORMS,
    *("/\t/evil.example", "/\n/evil.example", "/ /evil.example", "/\0/evil.example"),
    *("/%09/evil.example", "/%0a/evil.example", "/%00/evil.example", "/%20//evil.example"),
    *("/.//evil.example", "/..//evil.example", "/./evil.example", "/%2e%2e//evil.example"),
    *("/payouts/..//evil.example", "/payouts/../../evil.example", "/payouts/%2e%2e/login/x"),
    *("/activity//evil.example", "/activity/%2f%2fevil.example", "/activity\\evil.example"),
    *("#//evil.example", "#/\\evil.example", "##/payouts", "#https://evil.example", "#"),
    *("/／evil.example", "/∕∕evil.example", "／／evil.example", "/\u2028/evil.example"),
    *("/payouts\r\nLocation: https://evil.example", "/payouts%0d%0aX: y", "/payouts%23//evil"),
    *("payouts", "./payouts", "../payouts", "?type=charge", "@evil.example", "/@evil.example"),
    *("/login/abc", "/signout", "/confirm?then=phone", "/verify", "/signin", "/v1/balance"),
    *("/embed.js", "/healthz", "/metrics", "/activity.csv", "/settings/session", "/nothing"),
    *("/statements/check", "/preview/x", "/assets/app.css", "/statements/2031-01.pdf"),
]


def places(app: Flask, text: str) -> str | None:
    """What the address leads to."""
    with app.test_request_context():
        return known_place(text)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("/payouts", "/payouts"),
        ("/activity?type=charge&from=2031-01-01", "/activity?type=charge&from=2031-01-01"),
        ("/settings", "/settings"),
        ("/settings/devices", "/settings/devices"),
        ("#/payouts", "/payouts"),
        ("#/account", "/settings"),
        ("#/balance", "/"),
        ("/account", "/settings"),
        ("#/activity?type=charge", "/activity?type=charge"),
        ("/activity?q=%2F%2Fevil.example", "/activity?q=%2F%2Fevil.example"),
        ("/payouts/po_123", "/payouts/po_123"),
        ("/payouts#//evil.example", "/payouts"),
        ("/", "/"),
    ],
)
def test_a_page_of_ours_is_a_place(app: Flask, said: str, meant: str) -> None:
    assert places(app, said) == meant


def test_there_are_more_than_a_hundred_ways_out() -> None:
    assert len(set(WAYS_OUT)) >= 100


@pytest.mark.parametrize("form", WAYS_OUT)
def test_no_way_out_is_a_place(app: Flask, form: str) -> None:
    """E14: 0 of them leave our pages for the signed-in."""
    assert places(app, form) is None


def test_a_place_is_no_longer_than_it_may_be(app: Flask) -> None:
    longest = "/activity?q=" + "x" * (LENGTH_MAX - len("/activity?q="))
    assert places(app, longest) == longest
    assert places(app, longest + "x") is None


@given(text=st.one_of(st.text(), st.text(alphabet="/\\.%25eE#?@:payouts\t\r\n ")))
@example("//")
def test_whatever_is_said_leads_to_a_path_of_ours_or_nowhere(made_app: Flask, text: str) -> None:
    """E14: a place begins with one slash, and every browser reads it on our own site."""
    for said in (text, "/" + text, "/payouts" + text, "#/" + text):
        place = places(made_app, said)
        if place is not None:
            assert place.startswith("/")
            assert not place.startswith(("//", "/\\"))
            assert "\\" not in place
            assert place.isascii() and place.isprintable()
            assert not urlsplit(place).netloc
            assert "//" not in urlsplit(place).path
