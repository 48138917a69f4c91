"""Which language a page is read in: the account's own, else the browser's, else English."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import elements
from webapp import languages
from webapp.accounts.account import Account
from webapp.reading import in_language, language

SignIn = Callable[[Seller], FlaskClient]


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    ("accept", "code"),
    [
        ("", "en"),
        ("*", "en"),
        ("de", "de"),
        ("de-AT, en;q=0.9", "de"),
        ("pt", "pt_BR"),
        ("pt-PT, en;q=0.8", "pt_BR"),
        ("pt_br", "pt_BR"),
        ("zh-CN, ja;q=0.9, en;q=0.8", "ja"),
        ("en;q=0.1, ar;q=0.2", "ar"),
        ("fr;q=0, es", "es"),
        ("tlh, xx-YY", "en"),
        (";;q=,,, =\x00", "en"),
        ("de" * 5_000, "en"),
    ],
)
def test_a_browser_is_answered_in_the_first_of_its_languages_that_we_speak(
    accept: str, code: str
) -> None:
    assert languages.chosen(None, accept) == code


@pytest.mark.engine("sqlite")
def test_what_the_account_chose_comes_before_what_the_browser_asks_for() -> None:
    assert languages.chosen("ja", "de") == "ja"
    assert languages.chosen("klingon", "de") == "de"


@pytest.mark.engine("sqlite")
def test_a_page_names_its_language_and_direction(client: FlaskClient) -> None:
    for accept, tag, direction in [("ar", "ar", "rtl"), ("pt", "pt-BR", "ltr"), ("", "en", "ltr")]:
        answer = client.get("/signin", headers={"Accept-Language": accept})
        (html,) = elements(answer.text, "html")
        assert (html["lang"], html["dir"]) == (tag, direction)
        assert "Accept-Language" in answer.headers["Vary"]


def test_a_seller_s_own_language_and_theme_hold_in_every_browser(
    sign_in: SignIn, alice: Seller
) -> None:
    browser = sign_in(alice)
    japanese = {"Accept-Language": "ja"}
    (html,) = elements(browser.get("/", headers=japanese).text, "html")
    assert html["lang"] == "ja"
    assert "data-theme" not in html
    Account.get_by_id(alice.id).change(language="ar", theme="dark")
    (html,) = elements(browser.get("/", headers=japanese).text, "html")
    assert (html["lang"], html["dir"], html["data-theme"]) == ("ar", "rtl", "dark")


def test_a_feed_of_another_language_is_not_the_one_that_the_browser_holds(
    sign_in: SignIn, alice: Seller
) -> None:
    browser = sign_in(alice)
    asks = {"HX-Request": "true", "Accept-Language": "en"}
    tag = browser.get("/activity", headers=asks).headers["ETag"]
    again = asks | {"If-None-Match": tag}
    assert browser.get("/activity", headers=again).status_code == 304
    assert browser.get("/activity", headers=again | {"Accept-Language": "de"}).status_code == 200
    Account.get_by_id(alice.id).change(language="fr")
    assert browser.get("/activity", headers=again).status_code == 200


@pytest.mark.engine("sqlite")
def test_programs_are_answered_in_english(app: Flask) -> None:
    german = {"Accept-Language": "de"}
    with app.test_request_context("/v1/balance", headers=german):
        assert language() == "en"
    with app.test_request_context("/signin", headers=german):
        assert language() == "de"
        with in_language("ja"):
            assert language() == "ja"
        with in_language(None):
            assert language() == "en"
        assert language() == "de"
    with app.app_context():
        assert language() == "en"
    assert language() == "en"
