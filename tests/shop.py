"""A platform that drives a running dashboard by the official `stripe` SDK, and its sellers."""

from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import stripe

from tests.cast import PHONES
from tests.dashboard_server import DashboardServer


@dataclass(frozen=True)
class Shop:
    """A platform on a server, with a client for its test key and one for its live key."""

    server: DashboardServer
    test: stripe.StripeClient
    live: stripe.StripeClient

    def open_account(self, name: str, **fields: Any) -> "ShopSeller":
        """Open an express test account for a person of that first name."""
        phone = next(PHONES)
        params: Any = {
            "type": "express",
            "country": "DE",
            "email": f"{name}@example.com",
            "default_currency": "eur",
            "individual": {"first_name": name.title(), "last_name": "Example", "phone": phone},
            **fields,
        }
        account = self.test.v1.accounts.create(params)
        return ShopSeller(account.id, phone, self)


@dataclass(frozen=True)
class ShopSeller:
    """A connected account of the shop's and the one who signs in to it."""

    id: str
    phone: str
    shop: Shop

    def login_link(self) -> str:
        """A fresh login link's URL."""
        return self.shop.test.v1.accounts.login_links.create(self.id).url

    @property
    def code(self) -> str:
        """The newest code that was texted to this person."""
        return self.shop.server.outbox.code(self.phone)

    @property
    def acting(self) -> stripe.RequestOptions:
        """The request option that acts for this account."""
        return {"stripe_account": self.id}


def open_shop(server: DashboardServer, name: str, closing: ExitStack, *options: str) -> Shop:
    """Found a platform by the command line, and connect the SDK with its keys."""
    made = server.create_platform(name, *options)
    clients = [sdk(server, made[f"{mode}_secret_key"], closing) for mode in ("test", "live")]
    return Shop(server, *clients)


def sdk(server: DashboardServer, key: str, closing: ExitStack) -> stripe.StripeClient:
    """The official SDK, unmodified, pointed at a server of ours."""
    http = stripe.RequestsClient()
    closing.callback(http.close)
    return stripe.StripeClient(
        key, base_addresses={"api": server.url}, http_client=http, max_network_retries=0
    )
