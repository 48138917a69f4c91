"""Login links: for express accounts that can be texted, leading back only to the platform."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Platform, Seller, open_account

Refused = Callable[..., dict[str, Any]]


@pytest.fixture
def acme(make_platform: Callable[..., Platform]) -> Platform:
    """A platform with registered addresses."""
    options = ("--origin", "https://shop.example", "--refresh-url", "https://go.example/again")
    return make_platform("Acme", *options)


def test_a_link_names_its_end(alice: Seller) -> None:
    made = alice.platform_api.post(f"/v1/accounts/{alice.id}/login_links")
    assert set(made) == {"object", "created", "url", "expires_at"}
    assert made["object"] == "login_link"
    assert made["expires_at"] - made["created"] == 300
    assert made["url"].startswith("http://localhost/login/")


@pytest.mark.parametrize("type_", ["custom", "standard"])
def test_other_accounts_have_no_dashboard(
    open_seller: Callable[..., Seller], refused: Refused, type_: str
) -> None:
    account = open_seller("carla", type=type_)
    path = f"/v1/accounts/{account.id}/login_links"
    error = refused(account.platform_api.request("POST", path))
    assert error["type"] == "invalid_request_error"
    assert error["code"] == "account_has_no_dashboard"
    assert error["message"] == (
        f"Cannot create a login link for the account {account.id}, which is not an Express account."
    )


def test_an_account_without_a_number_is_not_onboarded(acme: Platform, refused: Refused) -> None:
    made = acme.api.post("/v1/accounts", type="express")
    error = refused(acme.api.request("POST", f"/v1/accounts/{made['id']}/login_links"))
    assert error["code"] == "account_onboarding_incomplete"
    assert error["message"] == (
        "Cannot create a login link for an account that has not completed onboarding."
    )


def test_foreign_and_unknown_accounts_are_missing(
    alice: Seller, mallory: Seller, refused: Refused
) -> None:
    for id_ in (mallory.id, "acct_unknown"):
        path = f"/v1/accounts/{id_}/login_links"
        error = refused(alice.platform_api.request("POST", path), 404)
        assert error["message"] == f"No such account: '{id_}'"


@pytest.mark.parametrize(
    ("url", "is_taken"),
    [
        ("https://shop.example", True),
        ("https://SHOP.example/after?x=1#y", True),
        ("https://shop.example:443/", True),
        ("https://go.example/elsewhere", True),
        ("http://shop.example/", False),
        ("https://shop.example:8443/", False),
        ("https://shop.example.evil.example/", False),
        ("https://evil.example/https://shop.example", False),
        ("https://shop.example@evil.example/", False),
        ("https://evil.example\\@shop.example/", False),
        ("//shop.example/", False),
        ("/after", False),
        ("javascript:alert(1)//shop.example", False),
        ("https://shop.example/\n", False),
        ("https://[", False),
    ],
)
@pytest.mark.engine("sqlite")
def test_a_link_leads_back_only_to_the_platform(
    acme: Platform, refused: Refused, url: str, is_taken: bool
) -> None:
    alice = open_account(acme, "alice")
    path = f"/v1/accounts/{alice.id}/login_links"
    response = acme.api.request("POST", path, redirect_url=url)
    if is_taken:
        assert response.status_code == 200
    else:
        error = refused(response)
        assert (error["code"], error["param"]) == ("url_invalid", "redirect_url")
