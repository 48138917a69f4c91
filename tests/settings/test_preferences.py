"""Language and theme: plain forms, kept at once, seen on the next page; junk is refused."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cast import Seller
from tests.dashboard.elements import elements
from webapp.accounts.account import Account
from webapp.clock import UTC_ZONE
from webapp.languages import LANGUAGES

SignIn = Callable[[Seller], FlaskClient]
JUNK = ["xx", "de ", "<b>", "\x00", "ü" * 5_000, "../../etc/passwd", "\u202e"]


def save(browser: FlaskClient, what: str, value: str) -> TestResponse:
    return browser.post(f"/settings/{what}", data={what: value})


def html(answer: TestResponse) -> dict[str, str]:
    (element,) = elements(answer.text, "html")
    return element.attributes


def test_a_language_is_chosen_by_its_own_name_and_spoken_at_once(
    sign_in: SignIn, alice: Seller
) -> None:
    browser = sign_in(alice)
    offered = {
        option["value"]: option.text.strip()
        for option in elements(browser.get("/settings").text, "option")
    }
    assert offered == {"": "As my browser asks"} | {c: one.name for c, one in LANGUAGES.items()}
    saved = save(browser, "language", "ar")
    assert (saved.status_code, saved.location) == (303, "/settings?saved=language#preferences")
    page = browser.get(saved.location)
    assert html(page)["lang"] == "ar"
    assert html(page)["dir"] == "rtl"
    assert 'class="saved" role="status"' in page.text
    (chosen,) = [o for o in elements(page.text, "option") if "selected" in o.attributes]
    assert chosen["value"] == "ar"


def test_without_a_language_the_browser_is_asked(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    save(browser, "language", "de")
    french = {"Accept-Language": "fr-CA, en;q=0.5"}
    assert html(browser.get("/settings", headers=french))["lang"] == "de"
    save(browser, "language", "")
    assert html(browser.get("/settings", headers=french))["lang"] == "fr"


@pytest.mark.engine("sqlite")
def test_a_theme_is_written_by_the_server_so_nothing_flashes(
    sign_in: SignIn, alice: Seller
) -> None:
    browser = sign_in(alice)
    assert "data-theme" not in html(browser.get("/settings"))
    for theme in ("dark", "light"):
        saved = save(browser, "theme", theme)
        assert (saved.status_code, saved.location) == (303, "/settings?saved=theme#preferences")
        page = browser.get("/")
        assert html(page)["data-theme"] == theme
        assert elements(page.text, "meta", name="color-scheme", content=theme)
        pressed = elements(browser.get("/settings").text, "button", aria_pressed="true")
        assert [button["value"] for button in pressed] == [theme]
    save(browser, "theme", "")
    assert "data-theme" not in html(browser.get("/settings"))


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("what", ["language", "theme", "timezone"])
@pytest.mark.engine("sqlite")
def test_junk_changes_nothing_and_is_told_what_to_do(
    sign_in: SignIn, alice: Seller, what: str, junk: str
) -> None:
    browser = sign_in(alice)
    refused = save(browser, what, junk)
    assert refused.status_code == 422, refused.text
    assert 'role="alert"' in refused.text
    assert "<b>" not in refused.text
    account = Account.get_by_id(alice.id)
    assert (account.language, account.theme, account.timezone) == (None, None, UTC_ZONE)


@pytest.mark.engine("sqlite")
def test_what_one_seller_chooses_is_hers_alone(sign_in: SignIn, alice: Seller, bob: Seller) -> None:
    alices, bobs = sign_in(alice), sign_in(bob)
    save(alices, "theme", "dark")
    save(alices, "language", "ja")
    page = html(bobs.get("/"))
    assert page["lang"] == "en"
    assert "data-theme" not in page
