"""Everybody's money and words, each with marks by which a leak is known."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from peewee import Model

from tests.cast import Api, Platform, Seller, open_account
from tests.matrix import things
from webapp.access.preview_link import preview_token
from webapp.access.sessions.session import Session, public_id
from webapp.access.signin.login_link import LoginLink
from webapp.access.tokens import digest, new_token
from webapp.accounts.account import Account
from webapp.accounts.api_key import ApiKey
from webapp.accounts.platform import Platform as PlatformRow
from webapp.cookies import SESSION
from webapp.errors import AppError
from webapp.ledger.lines.journal import BalanceTransaction
from webapp.ledger.payments.charges import Charge
from webapp.ledger.payments.refunds import Refund
from webapp.ledger.payments.transfers import Transfer
from webapp.ledger.payouts.payout import Payout

AMOUNTS = {"alice": 7_310_197, "bob": 6_420_283, "mallory": 5_530_371}
MONEY: tuple[type[Model], ...] = (BalanceTransaction, Charge, Payout, Refund, Transfer)


@dataclass
class Tenant:
    """A seller, what she has, and the marks in all of it."""

    seller: Seller
    ids: dict[str, str]

    @cached_property
    def marks(self) -> list[str]:
        """Words, numbers and ids that stand in nobody else's answers."""
        name = self.seller.email.partition("@")[0]
        amount = AMOUNTS[name.removeprefix("zq")]
        return [name, str(amount), f"{amount / 100:,.2f}", self.seller.phone, *self.ids.values()]


class World:
    """Alice and Bob sell on Acme, Mallory on Evil; all of them for real money."""

    def __init__(
        self,
        app: Flask,
        platforms: tuple[Platform, Platform],
        sign_in: Callable[[Seller], FlaskClient],
    ) -> None:
        """Give each of them something of every kind."""
        self.app = app
        self.acme, self.evil = platforms
        self._last_link = ""
        self.alice, self.bob = (self._open(name, self.acme) for name in ("alice", "bob"))
        self.mallory = self._open("mallory", self.evil)
        self.browsers = {name: sign_in(tenant.seller) for name, tenant in self.tenants.items()}

    @property
    def tenants(self) -> dict[str, Tenant]:
        """All sellers by name."""
        return {"alice": self.alice, "bob": self.bob, "mallory": self.mallory}

    @property
    def ids(self) -> dict[str, str]:
        """What stands for the names in a row."""
        seller = self.alice.seller
        return self.alice.ids | {"email": seller.email, "acme": self.acme.id}

    def fill(self, text: str, ids: dict[str, str]) -> str:
        """A row's text with the names filled in; what is used up by asking is made anew."""
        for name, made in self.made_anew.items():
            if f"{{{name}}}" in text and name not in ids:
                text = text.replace(f"{{{name}}}", made())
        for name, value in ids.items():
            text = text.replace(f"{{{name}}}", value)
        assert "{" not in text, f"{text} names what world.py does not make"
        return text

    @property
    def made_anew(self) -> dict[str, Callable[[], str]]:
        """Names of what an actor uses up."""
        return {
            "calendar": lambda: things.calendar(self._closing()),
            "closing": self._closing,
            "link": self._link,
            "preview": lambda: preview_token(self.acme.id),
            "passkey": lambda: things.passkey(self.alice.seller.id),
            "session": self._session,
            "view": lambda: things.view(self.alice.seller.id),
        }

    def _session(self) -> str:
        """A session of Alice's by its name on the page."""
        return public_id(digest(self.signed_in("alice").get_cookie(SESSION).value))

    def _closing(self) -> str:
        """An account that may be closed."""
        return open_account(self.acme, "zqcarla", livemode=True).id

    def _link(self) -> str:
        """A link of Alice's that can be spent: the last one, while it can."""
        with suppress(AppError):
            LoginLink.find(self._last_link).refuse_if_dead()
            return self._last_link
        self._last_link = LoginLink.issue(Account.get_by_id(self.alice.seller.id)).token
        return self._last_link

    def signed_in(self, name: str) -> FlaskClient:
        """A browser with a session of its own, which may be ended."""
        first, token = self.browser(name).get_cookie(SESSION), new_token()
        row = Session.get_by_id(digest(first.value))
        Session.insert({**row.__data__, "digest": digest(token)}).execute()
        browser = self.stranger()
        browser.set_cookie(SESSION, token)
        return browser

    def browser(self, name: str) -> FlaskClient:
        """The seller's browser, signed in whatever was done at the last door."""
        key = digest(self.browsers[name].get_cookie(SESSION).value)
        Session.update(ended_at=None).where(Session.digest == key).execute()
        return self.browsers[name]

    def stranger(self) -> FlaskClient:
        """A browser that has never been here, on our own page."""
        browser = self.app.test_client()
        browser.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        return browser

    def pending(self) -> FlaskClient:
        """A browser that followed Alice's link and has typed no code."""
        browser = self.stranger()
        browser.get(f"/login/{self._link()}")
        return browser

    def restricted(self, *permissions: str) -> str:
        """A live key of Acme's that may do just this."""
        acme = PlatformRow.get_by_id(self.acme.id)
        return ApiKey.mint(acme, livemode=True, restricted_to=permissions)

    def revoked(self) -> str:
        """A key of Acme's that was good a moment ago."""
        key = ApiKey.mint(PlatformRow.get_by_id(self.acme.id), livemode=True)
        ApiKey.find(key).revoke()
        return key

    def state(self) -> list[Any]:
        """Alice's money and the platform's, and what is said of them."""
        platform = (Account.platform == self.acme.id) & Account.livemode & Account.is_platform
        theirs = list(Account.select().where(platform | (Account.id == self.alice.seller.id)))
        money = [table.select().where(table.account.in_(theirs)) for table in MONEY]
        rows = [row for query in money for row in query.tuples()]
        return sorted(map(str, [*rows, *(account.__data__ for account in theirs)]))

    def _open(self, name: str, platform: Platform) -> Tenant:
        word, amount = f"zq{name}", AMOUNTS[name]
        seller = open_account(platform, word, livemode=True, business_profile={"name": word})
        own, api = seller.api, seller.platform_api
        said = {"description": word, "metadata": {"word": word}}
        eur = {"currency": "eur", **said}
        line = own.post("/v1/balance_transactions", type="adjustment", amount=amount, **eur)
        charge = own.post("/v1/charges", amount=amount, source="tok_bypassPending", **eur)
        transfer = api.post("/v1/transfers", amount=amount, destination=seller.id, **eur)
        return Tenant(
            seller,
            {
                name: seller.id,
                "line": line["id"],
                "charge": charge["id"],
                "own_charge": charge_of(api, word),
                "refund": own.post("/v1/refunds", charge=charge["id"], amount=3)["id"],
                "payout": own.post("/v1/payouts", amount=7, **eur)["id"],
                "pending_payout": own.post("/v1/payouts", amount=9, **eur)["id"],
                "transfer": transfer["id"],
                "reversal": api.post(f"/v1/transfers/{transfer['id']}/reversals", amount=3)["id"],
            },
        )


def charge_of(api: Api, word: str) -> str:
    """A charge of the platform's own."""
    made = api.post("/v1/charges", amount=1_000, currency="eur", description=word)
    return str(made["id"])


def path_of(url: str) -> str:
    """The path alone."""
    return urlsplit(url).path
