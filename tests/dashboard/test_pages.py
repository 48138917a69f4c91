"""What each page shows around its panel, and that all it leads to is there."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import elements, links_to
from tests.dashboard.panels import PANELS

sqlite_only = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]


@sqlite_only
def test_a_seller_with_nothing_yet_is_told_so_kindly(alices: FlaskClient) -> None:
    home = alices.get("/").text
    assert "Nothing has happened yet" in home
    assert "No payout is on its way" in home
    assert "No earnings in this time" in home
    assert not links_to(home, "/activity?starting_after")
    assert "Nothing has been paid out yet" in alices.get("/payouts").text


@sqlite_only
def test_every_page_names_the_zone_the_platform_and_the_way_out(
    sign_in: SignIn, open_seller: Callable[..., Seller]
) -> None:
    seller = open_seller("wiremu", settings={"dashboard": {"timezone": "Pacific/Chatham"}})
    browser = sign_in(seller)
    for path in PANELS:
        page = browser.get(path).text
        assert "Pacific/Chatham" in page
        assert "Acme" in page
        assert "Test data" in page
        (out,) = elements(page, "form", action="/signout")
        assert out["method"] == "post"


@sqlite_only
def test_a_live_account_s_pages_bear_no_mark_of_test_data(
    sign_in: SignIn, open_seller: Callable[..., Seller]
) -> None:
    browser = sign_in(open_seller("carla", livemode=True))
    for path in PANELS:
        assert "Test data" not in browser.get(path).text


@sqlite_only
def test_all_that_a_page_asks_for_is_there(busy: FlaskClient) -> None:
    pages = [busy.get(path).text for path in PANELS]
    wanted = {"/favicon.ico"}
    for page in pages:
        wanted |= {link["href"] for link in elements(page, "link") if link["rel"] != "expect"}
        wanted |= {script["src"] for script in elements(page, "script")}
        wanted |= {image["src"] for image in elements(page, "img")}
    assert any(path.endswith(".css") for path in wanted)
    for path in wanted:
        assert path.startswith("/")
        with busy.get(path, follow_redirects=True) as answer:
            assert answer.status_code == 200, path
            assert answer.data


@sqlite_only
def test_every_link_on_a_page_leads_somewhere(busy: FlaskClient) -> None:
    links = [link for path in PANELS for link in elements(busy.get(path).text, "a")]
    for link in links:
        assert link["href"].startswith(("/", "#"))
        assert link.attributes.get("hx-get", link["href"]) == link["href"]
    for address in {link["href"] for link in links if link["href"].startswith("/")}:
        assert busy.get(address).status_code == 200, address
