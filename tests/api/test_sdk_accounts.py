"""Accounts by the official SDK over real HTTP."""

from typing import Any

import pytest
import stripe

from tests.shop import Shop, ShopSeller

JENNY: Any = {
    "controller": {"stripe_dashboard": {"type": "express"}},
    "country": "US",
    "email": "Jenny.Rosen@example.com",
    "business_type": "individual",
    "business_profile": {"name": "Roses", "support_address": {"city": "Berlin"}},
    "capabilities": {"transfers": {"requested": True}},
    "individual": {"first_name": "Jenny", "phone": "(555) 521-8654", "ssn_last_4": "0000"},
    "external_account": {
        "object": "bank_account",
        "country": "US",
        "currency": "usd",
        "account_number": "000123456789",
        "routing_number": "110000000",
    },
    "tos_acceptance": {"date": 1_700_000_000, "ip": "8.8.8.8"},
    "settings": {"payouts": {"schedule": {"interval": "monthly", "monthly_anchor": 31}}},
    "metadata": {"shelf": "7"},
}


def test_an_account_is_opened_as_it_was_described(shop: Shop) -> None:
    made: Any = shop.test.v1.accounts.create(JENNY)
    assert made.object == "account"
    assert (made.type, made.country, made.default_currency) == ("express", "US", "usd")
    assert made.controller.stripe_dashboard.type == "express"
    assert made.capabilities.transfers == "active"
    assert made.external_accounts.data[0].last4 == "6789"
    assert made.settings.payouts.schedule.monthly_anchor == 31
    assert "000123456789" not in str(made)
    assert made.individual.ssn_last_4_provided is True


def test_an_account_is_changed_and_closed(shop: Shop) -> None:
    accounts = shop.test.v1.accounts
    made = accounts.create(JENNY)
    changed: Any = accounts.update(
        made.id,
        {
            "email": "rosen@example.com",
            "business_profile": {"url": "https://roses.example"},
            "metadata": {"shelf": "", "row": "3"},
            "settings": {"payouts": {"schedule": {"interval": "manual"}}},
        },
    )
    assert changed.business_profile.name == "Roses"
    assert changed.business_profile.url == "https://roses.example"
    assert changed.metadata.to_dict() == {"row": "3"}
    found: Any = accounts.retrieve(made.id)
    assert found.settings.payouts.schedule.interval == "manual"
    assert accounts.delete(made.id).deleted is True
    with pytest.raises(stripe.InvalidRequestError) as refused:
        accounts.retrieve(made.id)
    assert refused.value.code == "resource_missing"


def test_accounts_are_walked_by_the_sdks_own_paging(shop: Shop) -> None:
    made = [shop.open_account(f"seller{n}").id for n in range(3)]
    listed = [found.id for found in shop.test.v1.accounts.list({"limit": 1}).auto_paging_iter()]
    assert listed[:3] == made[::-1]
    assert len(listed) == len(set(listed))


def test_a_platform_reads_its_own_account(shop: Shop) -> None:
    own: Any = shop.test.v1.accounts.retrieve_current()
    assert own.id.startswith("acct_")
    assert own.business_profile.name is None
    assert own.settings.dashboard.display_name == "Acme"


def test_a_login_link_leads_to_the_door(shop: Shop, seller: ShopSeller) -> None:
    link = shop.test.v1.accounts.login_links.create(seller.id)
    assert isinstance(link, stripe.LoginLink)
    assert link.url.startswith(f"{shop.server.url}/login/")
    assert link["expires_at"] == link.created + 300


def test_an_unknown_key_is_an_authentication_error(shop: Shop) -> None:
    client = stripe.StripeClient(
        "sk_test_wrong", base_addresses={"api": shop.server.url}, max_network_retries=0
    )
    with pytest.raises(stripe.AuthenticationError):
        client.v1.balance.retrieve()


def test_a_foreign_account_is_a_permission_error(shop: Shop) -> None:
    with pytest.raises(stripe.PermissionError) as refused:
        shop.test.v1.balance.retrieve(options={"stripe_account": "acct_unknown"})
    assert refused.value.error is not None
    assert refused.value.error.code == "account_invalid"
    assert refused.value.request_id
