"""The time zone: found as people write it, and one for all that has days."""

from datetime import UTC, datetime

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.dashboard.elements import elements
from tests.settings.test_preferences import SignIn, save
from webapp.accounts.account import Account

NIGHT = datetime(2031, 3, 4, 23, 30, tzinfo=UTC)


def test_another_zone_cuts_the_days_anew_everywhere(
    sign_in: SignIn, alice: Seller, time_machine: TimeMachineFixture
) -> None:
    """One zone for the page, its days, its chart and the platform's API."""
    time_machine.move_to(NIGHT, tick=False)
    alice.api.post("/v1/charges", amount=700, currency="eur", source="tok_bypassPending")
    browser = sign_in(alice)
    save(browser, "timezone", "Europe/Berlin")
    assert 'datetime="2031-03-05"' in browser.get("/activity").text
    saved = save(browser, "timezone", "America/New_York")
    assert (saved.status_code, saved.location) == (303, "/settings?saved=timezone#preferences")
    page = browser.get("/activity").text
    assert 'datetime="2031-03-04"' in page
    assert 'datetime="2031-03-05"' not in page
    assert "America/New_York" in browser.get("/settings").text
    account = alice.platform_api.get(f"/v1/accounts/{alice.id}")
    assert account["settings"]["dashboard"]["timezone"] == "America/New_York"


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("new york", "America/New_York"),
        ("Sao Paulo", "America/Sao_Paulo"),
        ("São Paulo", "America/Sao_Paulo"),
        ("europe/lisbon", "Europe/Lisbon"),
        ("  Asia/Kathmandu ", "Asia/Kathmandu"),
        ("Nepal", "Asia/Kathmandu"),
        ("UTC", "UTC"),
        ("US/Eastern", "US/Eastern"),
    ],
)
def test_a_zone_is_found_as_people_write_it(
    sign_in: SignIn, alice: Seller, typed: str, zone: str
) -> None:
    """It needs no script: the field takes a city, a country or the zone's own name."""
    browser = sign_in(alice)
    assert save(browser, "timezone", typed).status_code == 303
    assert Account.get_by_id(alice.id).timezone == zone


@pytest.mark.engine("sqlite")
def test_a_city_is_found_in_the_readers_language(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    save(browser, "language", "ja")
    assert save(browser, "timezone", "東京").status_code == 303
    assert Account.get_by_id(alice.id).timezone == "Asia/Tokyo"


@pytest.mark.engine("sqlite")
def test_where_several_zones_fit_each_is_a_button(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    refused = save(browser, "timezone", "Australia")
    assert refused.status_code == 422
    (field,) = elements(refused.text, "input", name="timezone")
    assert field["value"] == "Australia"
    offered = [b["value"] for b in elements(refused.text, "button", name="timezone")]
    assert "Australia/Sydney" in offered
    assert save(browser, "timezone", "Australia/Sydney").status_code == 303


@pytest.mark.engine("sqlite")
def test_the_page_shows_the_zone_its_offset_and_the_time_there(
    sign_in: SignIn, alice: Seller, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NIGHT, tick=False)
    browser = sign_in(alice)
    save(browser, "timezone", "Asia/Kathmandu")
    for path in ("/settings", "/settings/timezone"):
        page = browser.get(path).text
        assert "Asia/Kathmandu" in page
        assert "UTC+05:45" in page
        assert "5:15" in page
    options = elements(browser.get("/settings/timezone").text, "option", value="Europe/Paris")
    assert [option.text for option in options] == ["Paris, France (UTC+01:00)"]


@pytest.mark.engine("sqlite")
def test_the_zones_of_her_country_are_one_click_away(sign_in: SignIn, alice: Seller) -> None:
    """Who was given none is asked to choose; a country with many zones is searched."""
    browser = sign_in(alice)
    assert "Choose yours" in browser.get("/settings").text
    page = browser.get("/settings/timezone").text
    offered = [button["value"] for button in elements(page, "button", name="timezone")]
    assert offered == ["Europe/Berlin", "Europe/Busingen"]
    save(browser, "timezone", offered[0])
    assert "Choose yours" not in browser.get("/settings").text
    page = browser.get("/settings/timezone").text
    assert not elements(page, "button", name="timezone")  # Busingen's clock is Berlin's
    save(browser, "timezone", "Africa/Algiers")  # the same in winter, another in summer
    page = browser.get("/settings/timezone").text
    offered = [button["value"] for button in elements(page, "button", name="timezone")]
    assert offered == ["Europe/Berlin", "Europe/Busingen"]
    Account.update(country="US").where(Account.id == alice.id).execute()
    assert not elements(browser.get("/settings/timezone").text, "button", name="timezone")
    found = elements(save(browser, "timezone", "United States").text, "button", name="timezone")
    assert {"America/New_York", "Pacific/Honolulu"} <= {button["value"] for button in found}


@pytest.mark.engine("sqlite")
def test_a_zone_is_not_changed_all_day_long(sign_in: SignIn, alice: Seller) -> None:
    """To cut years of days anew is work: twenty times an hour are enough."""
    browser = sign_in(alice)
    zones = ["Asia/Tokyo", "Europe/Paris"] * 10 + ["Asia/Tokyo"]
    answers = [save(browser, "timezone", zone).status_code for zone in zones]
    assert answers == [303] * 20 + [429]
