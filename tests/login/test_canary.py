"""Every code and token of every way in, looked for in all that a running server leaves behind."""

import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import ExitStack
from contextlib import closing as closed
from functools import partial
from typing import Any

import pyotp
import pytest
import requests

from tests.dashboard_server import DashboardServer
from tests.login.walker import Story, Walker
from tests.security_key import SecurityKey
from tests.served import StartServer
from tests.shop import Shop, ShopSeller, open_shop

NEW_EMAIL, NEW_PHONE, DORAS_PHONE = "bob.new@example.org", "+4915112999444", "+4915112999445"
PAGES = (
    *("/", "/activity", "/verify", "/settings", "/settings/events", "/settings/authenticator"),
    *("/settings/recovery-codes", "/settings/passkeys", "/settings/email", "/payout-calendar"),
)
NewWalker = Callable[[], Walker]


@pytest.fixture
def shop(start_server: StartServer, closing: ExitStack) -> Shop:
    """A platform on a server that nobody else writes to."""
    return open_shop(start_server("sqlite"), "Acme", closing)


def by_text(one: Walker, seller: ShopSeller) -> None:
    """By the platform's link and the code of a text."""
    one.follow(seller.login_link())
    assert one.enter(one.ask(seller.phone)) == "/"


def set_up(one: Walker, server: DashboardServer) -> tuple[pyotp.TOTP, SecurityKey, str]:
    """An app, a passkey, ten recovery codes and a calendar; the first three come back."""
    one.post("/settings/authenticator/begin")
    seed = _on(one.get("/settings/authenticator").text, r'class="key"[^>]*>([A-Z2-7 ]+)<')
    app, key = pyotp.TOTP(seed.replace(" ", "")), SecurityKey(origin=server.url)
    one.enter(app.now(), "/settings/authenticator")
    made = key.make(one.post("/settings/passkeys/options").text)
    one.post("/settings/passkeys", credential=made, name="Key")
    codes = re.findall(r"<li>((?:\w{4}-){5}\w{4})<", one.post("/settings/recovery-codes").text)
    calendar = _on(one.post("/payout-calendar").text, r"/calendar/([\w-]+)\.ics")
    assert one.get(f"/calendar/{calendar}.ics").status_code == 200
    one.story.shown |= {seed, calendar, *codes}
    return app, key, codes[0]


def by_own_ways(walker: NewWalker, seller: ShopSeller) -> None:
    """By an app, a recovery code and a passkey, set up by who came by a text."""
    one = walker()
    by_text(one, seller)
    app, key, code = set_up(one, seller.shop.server)
    for path, typed in (("authenticator", app.at(time.time() + 30)), ("recovery-code", code)):
        other = walker()
        other.follow(seller.login_link())
        other.enter(typed, f"/verify/{path}")
    signed = walker()
    signed.follow(seller.login_link())
    signed.post("/verify/passkey", credential=key.sign(signed.post("/verify/passkey/options").text))
    for browser in (one, other, signed):
        assert all(browser.get(path).status_code < 500 for path in PAGES)
        assert browser.get("/").status_code == 200


def by_mail(one: Walker, seller: ShopSeller, stray: str) -> None:
    """By a code in a mail, after somebody else's in its place; then to another address."""
    one.follow(seller.login_link())
    code = one.ask("bob@example.com", way="email")
    one.post("/verify", code=stray)
    assert one.enter(code) == "/"
    assert "saved=email" in one.enter(one.ask(NEW_EMAIL, "/email", email=NEW_EMAIL))


def by_lost_phone(one: Walker, seller: ShopSeller) -> None:
    """By a mail, and a text to a new number."""
    one.follow(seller.login_link())
    assert "/verify/phone" in one.enter(one.ask("carla@example.com", "/verify/lost-phone"))
    assert one.enter(one.ask(NEW_PHONE, "/verify/phone", phone=NEW_PHONE)) == "/"


def by_address(one: Walker, shop: Shop) -> None:
    """By her own e-mail address, for real money."""
    person: Any = {"first_name": "Dora", "phone": DORAS_PHONE}
    given: Any = {"type": "express", "country": "DE", "email": "dora@example.com"}
    shop.live.v1.accounts.create(given | {"individual": person})
    one.post("/signin", email="dora@example.com")
    assert one.enter(one.ask(DORAS_PHONE)) == "/"


def left_behind(server: DashboardServer) -> dict[str, str]:
    """What the server wrote, by where: log, metrics, audit log, and each value of the database."""
    with closed(sqlite3.connect(server.database_url.removeprefix("sqlite:///"))) as db:
        tables = [
            name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        found = {
            f"table {table}": "\n".join(
                value.decode("latin-1") if isinstance(value, bytes) else str(value)
                for row in db.execute(f'SELECT * FROM "{table}"')
                for value in row
            )
            for table in tables
        }
    found["log"], found["audit"] = server.log, server.flask("audit", "show", "--json")
    found["metrics"] = requests.get(f"{server.url}/metrics", timeout=30).text
    return found


def test_no_code_and_no_token_is_left_anywhere(shop: Shop) -> None:
    """B11, T29: by text, mail, app, recovery code, passkey, lost phone, new and own address.

    Neither the log nor the metrics, the audit log, or any column of the database holds one; of all
    pages and headers only that one which is there to show it, once.
    """
    story, server = Story(), shop.server
    walker = partial(Walker, server.url, server.outbox, story)
    by_own_ways(walker, shop.open_account("alice"))
    by_mail(walker(), shop.open_account("bob"), stray=min(story.codes))
    by_lost_phone(walker(), shop.open_account("carla"))
    by_address(walker(), shop)
    assert len(story.codes) == 9
    assert len(story.tokens) > 20
    left = left_behind(server)
    for seen in ("/login/… ", "/calendar/… ", "POST /verify "):
        assert seen in left["log"]
    assert '"code.sent"' in left["audit"]
    assert {where: told for where, text in left.items() if (told := story.told(text))} == {}
    on_pages = [secret for answer in story.answers for secret in story.told(answer)]
    assert sorted(on_pages) == sorted(story.shown)


def _on(page: str, pattern: str) -> str:
    found = re.search(pattern, page)
    assert found, page
    return found[1]
