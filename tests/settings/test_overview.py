"""The settings: a page for the signed-in seller alone, reached from every page of hers."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import elements
from tests.dashboard.panels import HTMX

pytestmark = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]


def test_every_page_leads_to_the_settings(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    for path in ("/", "/payouts", "/settings"):
        assert len(elements(browser.get(path).text, "a", href="/settings")) == 1


def test_the_settings_are_a_page_and_a_fragment(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    page, fragment = browser.get("/settings"), browser.get("/settings", headers=HTMX)
    assert page.status_code == fragment.status_code == 200
    assert "<html" not in fragment.text
    assert fragment.text.strip() in page.text
    for title in ("Signing in", "Devices", "Recent security events"):
        assert title in fragment.text


def test_the_settings_show_only_the_end_of_the_number(sign_in: SignIn, alice: Seller) -> None:
    page = sign_in(alice).get("/settings").text
    assert f"••{alice.phone[-2:]}" in page
    assert alice.phone[-6:] not in page


def test_a_stranger_is_sent_to_the_sign_in(client: FlaskClient) -> None:
    """E13: a fragment has the guard of its page, and never gets a sign-in form."""
    page, fragment = client.get("/settings"), client.get("/settings", headers=HTMX)
    assert (page.status_code, page.location) == (302, "/signin")
    assert (fragment.status_code, fragment.headers["HX-Redirect"]) == (401, "/signin")
    assert not fragment.data
