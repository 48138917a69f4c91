"""The cast of the tests gets in by the front door, in process and over real HTTP."""

from collections.abc import Callable

import stripe
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.shop import Shop

SignIn = Callable[[Seller], FlaskClient]


def test_each_seller_sees_her_own_dashboard(sign_in: SignIn, alice: Seller, bob: Seller) -> None:
    alices, bobs = sign_in(alice), sign_in(bob)
    assert "Alice" in alices.get("/").text
    assert "Bob" in bobs.get("/").text
    assert "Alice" not in bobs.get("/").text


def test_a_seller_of_another_platform_is_unknown_to_ours(alice: Seller, mallory: Seller) -> None:
    refused = alice.platform.api.request("GET", f"/v1/accounts/{mallory.id}")
    assert refused.status_code in {403, 404}


def test_live_accounts_come_in_too(sign_in: SignIn, open_seller: Callable[..., Seller]) -> None:
    assert "Carla" in sign_in(open_seller("carla", livemode=True)).get("/").text


def test_the_official_sdk_opens_an_account(shop: Shop) -> None:
    alice = shop.open_account("alice")
    account = shop.test.v1.accounts.retrieve(alice.id)
    assert isinstance(account, stripe.Account)
    assert account.type == "express"
    assert alice.login_link().startswith(f"{shop.server.url}/login/")
