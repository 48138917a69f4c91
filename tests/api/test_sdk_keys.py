"""What the official SDK makes of restricted keys, revoked keys and limits."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import stripe

from tests.shop import Shop, ShopSeller, sdk

Client = Callable[..., stripe.StripeClient]


@pytest.fixture
def client(shop: Shop) -> Iterator[Client]:
    """An SDK with a restricted key of a platform on the shop's server: `client("read")`."""
    platform = shop.server.create_platform("Careful")["id"]
    with ExitStack() as closing:

        def client(what: str) -> stripe.StripeClient:
            made = shop.server.flask("platform", "keys", "create", platform, "--restricted", what)
            return sdk(shop.server, made.strip(), closing)

        yield client


def test_a_missing_permission_is_a_permission_error(client: Client) -> None:
    """F5: the SDK raises its own `PermissionError`, and the message names the permission."""
    links = client("links")
    with pytest.raises(stripe.PermissionError, match="'rak_charge_read'"):
        links.v1.charges.list()
    reader = client("read")
    assert reader.v1.charges.list().data == []


def test_a_revoked_key_is_an_authentication_error(shop: Shop) -> None:
    """F5: refused at the very next request."""
    found = shop.server.create_platform("Careless")
    with ExitStack() as closing:
        leaky = sdk(shop.server, found["test_secret_key"], closing)
        assert leaky.v1.charges.list().data == []
        shop.server.flask("platform", "keys", "revoke", found["test_secret_key"])
        with pytest.raises(stripe.AuthenticationError):
            leaky.v1.charges.list()


@pytest.mark.engine("sqlite")
def test_too_many_links_are_a_rate_limit_error(shop: Shop, seller: ShopSeller) -> None:
    """A11, G8: the SDK raises its own `RateLimitError`, with the seconds to wait."""
    with pytest.raises(stripe.RateLimitError) as refused:
        for _ in range(61):
            seller.login_link()
    body: Any = refused.value.json_body
    assert body["error"]["code"] == "rate_limit"
    headers = refused.value.headers or {}
    assert 1 <= int(headers["Retry-After"]) <= 60
