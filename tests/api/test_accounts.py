"""What is said of an account: kept in Stripe's shape, refused where it makes no sense."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Platform, Seller

Refused = Callable[..., dict[str, Any]]
PATH = "/v1/accounts"


@pytest.mark.parametrize(
    ("given", "type_", "dashboard"),
    [
        ({"type": "express"}, "express", "express"),
        ({"type": "custom"}, "custom", "none"),
        ({"type": "standard"}, "standard", "full"),
        ({"controller": {"stripe_dashboard": {"type": "express"}}}, "express", "express"),
        ({"controller": {"stripe_dashboard": {"type": "none"}}}, "custom", "none"),
        ({}, "standard", "full"),
    ],
)
@pytest.mark.engine("sqlite")
def test_type_and_dashboard_say_the_same(
    acme: Platform, given: dict[str, Any], type_: str, dashboard: str
) -> None:
    made = acme.api.post(PATH, **given)
    assert made["type"] == type_
    assert made["controller"]["stripe_dashboard"]["type"] == dashboard


@pytest.mark.parametrize(
    ("given", "param"),
    [
        (
            {"type": "custom", "controller": {"stripe_dashboard": {"type": "express"}}},
            "controller[stripe_dashboard][type]",
        ),
        ({"type": "none"}, "type"),
        ({"country": "XX"}, "country"),
        ({"country": "Germany"}, "country"),
        ({"email": "nobody"}, "email"),
        ({"email": "a b@x.example"}, "email"),
        ({"default_currency": "doge"}, "default_currency"),
        (
            {"settings": {"dashboard": {"timezone": "Mars/Olympus"}}},
            "settings[dashboard][timezone]",
        ),
        ({"settings": {"dashboard": {"timezone": "../etc"}}}, "settings[dashboard][timezone]"),
        ({"individual": {"phone": "call me"}}, "individual[phone]"),
        ({"individual": {"phone": "+498001234567"}}, "individual[phone]"),
        ({"company": {"phone": "12"}}, "company[phone]"),
        ({"business_profile": {"support_phone": "x"}}, "business_profile[support_phone]"),
        ({"external_account": {"object": "bank_account"}}, "external_account[account_number]"),
        ({"external_account": {"object": "card"}}, "external_account[object]"),
        ({"external_account": {"last4": "12"}}, "external_account[account_number]"),
        (
            {"settings": {"payouts": {"schedule": {"interval": "hourly"}}}},
            "settings[payouts][schedule][interval]",
        ),
        (
            {"settings": {"payouts": {"schedule": {"delay_days": 32}}}},
            "settings[payouts][schedule][delay_days]",
        ),
        (
            {"settings": {"payouts": {"schedule": {"weekly_payout_days": ["sunday"]}}}},
            "settings[payouts][schedule][weekly_payout_days][0]",
        ),
    ],
)
@pytest.mark.engine("sqlite")
def test_what_makes_no_sense_is_refused(
    acme: Platform, refused: Refused, given: dict[str, Any], param: str
) -> None:
    assert refused(acme.api.request("POST", PATH, **{"country": "DE"} | given))["param"] == param
    assert acme.api.get(PATH)["data"] == []


@pytest.mark.parametrize(
    ("country", "currency", "zone"),
    [
        ("FR", "eur", "Europe/Paris"),
        ("jp", "jpy", "Asia/Tokyo"),
        ("NP", "npr", "Asia/Kathmandu"),
        ("US", "usd", "Etc/UTC"),
        ("ES", "eur", "Etc/UTC"),
        (None, "usd", "Etc/UTC"),
    ],
)
@pytest.mark.engine("sqlite")
def test_a_country_gives_the_currency_and_its_only_zone(
    acme: Platform, country: str | None, currency: str, zone: str
) -> None:
    made = acme.api.post(PATH, country=country)
    assert made["default_currency"] == currency
    assert made["settings"]["dashboard"]["timezone"] == zone


@pytest.mark.parametrize(
    ("given", "code_goes_to"),
    [
        ({"individual": {"phone": "0151 12345678"}}, "+4915112345678"),
        ({"company": {"phone": "0151 1234567-9"}}, "+4915112345679"),
        (
            {"individual": {"phone": "+4915112345670"}, "company": {"phone": "+4915112345671"}},
            "+4915112345670",
        ),
        ({"business_profile": {"support_phone": "015112345672"}}, "+4915112345672"),
        ({"business_profile": {"support_phone": "08001234567"}}, None),  # nobody reads texts there
    ],
)
@pytest.mark.engine("sqlite")
def test_the_first_number_gets_the_codes(
    acme: Platform, given: dict[str, Any], code_goes_to: str | None
) -> None:
    made = acme.api.post(PATH, type="express", country="DE", **given)
    assert made["details_submitted"] is (code_goes_to is not None)
    assert ("individual.phone" in made["requirements"]["currently_due"]) is (code_goes_to is None)


def test_secrets_are_not_kept(acme: Platform, db: Any) -> None:
    made = acme.api.post(
        PATH,
        individual={"id_number": "SECRET1", "ssn_last_4": "SEC2", "dob": {"day": 1}},
        company={"tax_id": "SECRET3", "verification": {"document": {"front": "file_SECRET4"}}},
        external_account={"account_number": "DE89370400440532013000", "bank_name": "GLS"},
    )
    assert made["individual"]["id_number_provided"] is True
    assert made["individual"]["dob"] == {"day": 1, "month": None, "year": None}
    assert made["company"] == {"tax_id_provided": True}
    bank = made["external_accounts"]["data"][0]
    assert (bank["bank_name"], bank["last4"]) == ("GLS", "3000")
    with db.connection_context():
        kept = str(db.execute_sql("SELECT details, bank_account FROM account").fetchall())
    assert "SEC" not in kept
    assert "0532013000" not in kept


def test_a_schedule_is_given_back_as_it_was_set(acme: Platform) -> None:
    schedule = {"interval": "weekly", "weekly_payout_days": ["monday", "friday"], "delay_days": 7}
    made = acme.api.post(PATH, settings={"payouts": {"schedule": schedule}})
    answered = made["settings"]["payouts"]["schedule"]
    assert answered == schedule | {"weekly_anchor": "monday"}
    path, settings = f"{PATH}/{made['id']}", {"payouts": {"schedule": {"delay_days": "minimum"}}}
    changed = acme.api.post(path, settings=settings)["settings"]["payouts"]["schedule"]
    assert changed == answered | {"delay_days": 2}


def test_a_new_zone_cuts_the_sellers_days_anew(alice: Seller) -> None:
    alice.api.post(
        "/v1/balance_transactions", type="charge", amount=500, currency="eur", created=1_700_000_000
    )
    path = f"{PATH}/{alice.id}"
    for zone in ("Pacific/Kiritimati", "Asia/Kathmandu"):
        changed = alice.platform.api.post(path, settings={"dashboard": {"timezone": zone}})
        assert changed["settings"]["dashboard"]["timezone"] == zone
        series = alice.api.get("/v1/earnings", range="all")
        assert (series["timezone"], series["total"]) == (zone, 500)


def test_an_update_keeps_what_it_does_not_name(alice: Seller) -> None:
    path, api = f"{PATH}/{alice.id}", alice.platform.api
    api.post(path, business_profile={"name": "Bakery", "support_address": {"city": "Berlin"}})
    api.post(path, business_profile={"support_address": {"line1": "Weg 1"}}, email="")
    found = api.get(path)
    assert found["business_profile"]["name"] == "Bakery"
    assert found["business_profile"]["support_address"]["city"] == "Berlin"
    assert found["business_profile"]["support_address"]["line1"] == "Weg 1"
    assert found["individual"]["first_name"] == "Alice"
    assert found["email"] is None
    assert found["settings"]["dashboard"]["display_name"] == "Bakery"


def test_a_live_account_with_money_stays(
    open_seller: Callable[..., Seller], refused: Refused
) -> None:
    carla = open_seller("carla", livemode=True)
    carla.api.post("/v1/charges", amount=5, currency="eur")
    closing = carla.platform_api.request("DELETE", f"{PATH}/{carla.id}")
    assert refused(closing)["code"] == "account_has_balance"


def test_a_live_bank_token_cannot_be_read(acme: Platform, refused: Refused) -> None:
    response = acme.live_api.request("POST", PATH, external_account="btok_us_verified")
    assert refused(response)["code"] == "token_unreadable"


def test_a_platforms_own_account_stays(acme: Platform, refused: Refused) -> None:
    own = acme.api.get("/v1/account")["id"]
    refused(acme.api.request("DELETE", f"{PATH}/{own}"))
