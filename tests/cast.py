"""The people of the tests, who all come in by the front door: the command line and the API.

Alice and Bob sell on Acme; Mallory sells on another platform and tries doors.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

KIOSK_ORIGINS = ["https://app.kiosk.example:8443", "https://www.kiosk.example"]
PHONES = (f"+4915112{number:06d}" for number in count(100_000))


@dataclass(frozen=True)
class Api:
    """A platform's side of the API in the tests' own process; `account` acts for a seller."""

    client: FlaskClient
    key: str
    account: str | None = None

    def request(self, method: str, path: str, /, **fields: Any) -> TestResponse:
        """One request, whatever comes of it; `fields` are form-encoded as the SDKs do it."""
        flat = dict(flatten(fields))
        sent: dict[str, Any] = {"query_string": flat} if method == "GET" else {"data": flat}
        return self.client.open(path, method=method, headers=self._headers(), **sent)

    def get(self, path: str, /, **fields: Any) -> Any:
        """The answer to a request that must succeed."""
        return self._must(self.request("GET", path, **fields))

    def post(self, path: str, /, **fields: Any) -> Any:
        """The answer to a write that must succeed."""
        return self._must(self.request("POST", path, **fields))

    def on(self, account: str) -> "Api":
        """The same key, acting for one of the platform's accounts."""
        return Api(self.client, self.key, account)

    def _headers(self) -> dict[str, str]:
        own = {"Authorization": f"Bearer {self.key}"}
        return own | ({"Stripe-Account": self.account} if self.account else {})

    @staticmethod
    def _must(response: TestResponse) -> Any:
        assert response.status_code == 200, f"{response.status}: {response.text[:500]}"
        return response.json


@dataclass(frozen=True)
class Platform:
    """A platform with the keys that `platform create` printed; `api` uses the test key."""

    id: str
    name: str
    test_key: str
    live_key: str
    client: FlaskClient = field(repr=False)

    @property
    def api(self) -> Api:
        """The API in test mode."""
        return Api(self.client, self.test_key)

    @property
    def live_api(self) -> Api:
        """The API in live mode."""
        return Api(self.client, self.live_key)


@dataclass(frozen=True)
class Seller:
    """A connected account and the one who signs in to it."""

    id: str
    email: str
    phone: str
    platform: Platform
    livemode: bool = False

    @property
    def platform_api(self) -> Api:
        """The platform's API in the account's mode."""
        return self.platform.live_api if self.livemode else self.platform.api

    @property
    def api(self) -> Api:
        """The platform's API, acting for this account."""
        return self.platform_api.on(self.id)

    def login_link(self, **fields: Any) -> str:
        """A fresh login link's URL."""
        made = self.platform_api.post(f"/v1/accounts/{self.id}/login_links", **fields)
        return str(made["url"])


def open_account(platform: Platform, name: str, *, livemode: bool = False, **fields: Any) -> Seller:
    """Open an express account for a person of that first name; `fields` go to the API."""
    phone = next(PHONES)
    person = {"first_name": name.title(), "last_name": "Example", "phone": phone}
    given = {"type": "express", "country": "DE", "email": f"{name}@example.com"}
    given |= {"default_currency": "eur", "individual": person} | fields
    api = platform.live_api if livemode else platform.api
    account = api.post("/v1/accounts", **given)
    return Seller(account["id"], given["email"], phone, platform, livemode)


def flatten(fields: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, str]]:
    """Form fields as Stripe's SDKs write them: `individual[phone]`, `lines[0][amount]`."""
    for name, value in fields.items():
        key = f"{within}[{name}]" if within else name
        if isinstance(value, list | tuple):
            value = dict(enumerate(value))
        if isinstance(value, Mapping):
            yield from flatten(value, key)
        elif value is not None:
            yield key, str(value).lower() if isinstance(value, bool) else str(value)
