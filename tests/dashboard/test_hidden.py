"""Panels that a platform hides: on no page, at no address, and no figure leads to them."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.cast import Platform, Seller
from tests.dashboard.panels import HTMX
from webapp.accounts.brand import PANELS

pytestmark = pytest.mark.engine("sqlite")
SIGN = {"payouts": 'id="payouts"', "earnings": 'id="earnings"', "activity": 'id="activity"'}
SignIn = Callable[[Seller], FlaskClient]
Cli = Callable[..., str]


@pytest.fixture
def acme_id(acme: Platform) -> str:
    """Alice's platform, as commands name it."""
    return acme.id


@pytest.mark.parametrize("panel", PANELS)
def test_a_hidden_panel_is_on_no_page_and_at_no_address(
    sign_in: SignIn, alice: Seller, acme_id: str, cli: Cli, panel: str
) -> None:
    browser = sign_in(alice)
    assert SIGN[panel] in browser.get("/").text
    cli("platform", "update", acme_id, "--hide", panel)
    page = browser.get("/")
    assert page.status_code == 200
    assert SIGN[panel] not in page.text
    assert f'href="/{panel}' not in page.text
    assert SIGN[panel] not in browser.get("/", headers=HTMX).text
    for address in (f"/{panel}", f"/{panel}?currency=eur"):
        answer = browser.get(address)
        assert answer.status_code == 404
        assert "not part of your dashboard" in answer.text
    cli("platform", "update", acme_id, "--clear", "hidden-panels")
    assert SIGN[panel] in browser.get("/").text


def test_with_all_of_them_hidden_the_balance_stays(
    sign_in: SignIn, alice: Seller, acme_id: str, cli: Cli
) -> None:
    cli("platform", "update", acme_id, *(part for p in PANELS for part in ("--hide", p)))
    page = sign_in(alice).get("/").text
    assert 'id="balance"' in page
    assert "None" not in page.partition("<main")[2].partition("</main")[0]
    assert not [sign for sign in SIGN.values() if sign in page]


def test_the_files_of_a_hidden_list_are_hidden_with_it(
    sign_in: SignIn, alice: Seller, acme_id: str, cli: Cli
) -> None:
    cli("platform", "update", acme_id, "--hide", "activity")
    browser = sign_in(alice)
    for address in ("/activity.csv", "/activity.xlsx", "/activity?type=charge", "/statements"):
        assert browser.get(address).status_code == 404
    cli("platform", "update", acme_id, "--hide", "payouts")
    for address in ("/payout-calendar", "/pay-out", "/payout-schedule"):
        assert "not part of your dashboard" in browser.get(address).text
