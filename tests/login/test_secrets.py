"""A thief of the database or of the log finds nothing that opens a door."""

import logging
from collections.abc import Callable
from itertools import chain

import pytest
import requests
from peewee import DatabaseProxy

from tests.cast import Seller
from tests.login.visitor import PENDING, Visitor
from tests.outbox import Outbox
from tests.shop import Shop

NewVisitor = Callable[..., Visitor]


def everything_in(db: DatabaseProxy) -> str:
    """All rows of all tables, as text."""
    rows = chain.from_iterable(
        db.execute_sql(f'SELECT * FROM "{table}"').fetchall() for table in db.get_tables()
    )
    return "\n".join(map(repr, rows))


def test_the_database_holds_no_token_and_no_code(
    visitor: NewVisitor, alice: Seller, bob: Seller, db: DatabaseProxy
) -> None:
    """A2, B11, D1: neither of who is half way in nor of who is in."""
    unspent = alice.login_link()
    waiting, inside = visitor(), visitor()
    code = waiting.come_to_the_code(bob)
    inside.come_in(alice)
    held = everything_in(db)
    assert alice.id in held
    secrets = [unspent.rpartition("/")[2], waiting.token(PENDING), inside.token()]
    keys = [alice.platform.test_key, alice.platform.live_key]
    for secret in [*secrets, *keys]:
        assert secret
        assert secret not in held
    assert f"'{code}'" not in held


def test_our_own_log_holds_no_token_and_no_code(
    visitor: NewVisitor, alice: Seller, outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    """A8, B11: nor the number that the code went to."""
    caplog.set_level(logging.INFO)
    link = alice.login_link()
    someone = visitor()
    someone.follow(link)
    someone.ask()
    pending = someone.token(PENDING)
    someone.enter("654321")
    code = outbox.code(alice.phone)
    someone.enter(code)
    someone.get("/login/nothing")
    for secret in (link.rpartition("/")[2], pending, code, someone.token(), alice.phone):
        assert secret
        assert secret not in caplog.text


@pytest.mark.engine("sqlite")
def test_no_page_shows_a_code_or_a_whole_number(visitor: NewVisitor, alice: Seller) -> None:
    """B11: of the number the last two digits, which tell her own phone from another."""
    someone = visitor()
    code = someone.come_to_the_code(alice)
    page = someone.get("/verify").text
    assert code not in page
    assert alice.phone not in page
    assert f"••{alice.phone[-2:]}" in page
    assert alice.email not in page


@pytest.mark.engine("sqlite")
def test_the_running_server_logs_no_token_and_no_code(shop: Shop) -> None:
    """A8, B11: neither its access log nor what it says itself."""
    alice = shop.open_account("alice")
    link = alice.login_link()
    jar: dict[str, str] = {}

    def send(method: str, url: str, **form: str) -> requests.Response:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in jar.items()),
            "Sec-Fetch-Site": "same-origin",
            "Referer": link,
        }
        answer = requests.request(
            method, url, data=form, headers=headers, allow_redirects=False, timeout=10
        )
        jar.update({cookie.name: cookie.value or "" for cookie in answer.cookies})
        return answer

    send("GET", link)
    send("POST", f"{shop.server.url}/verify/send")
    pending = jar["__Host-pending"]
    code = alice.code
    assert send("POST", f"{shop.server.url}/verify", code=code).status_code == 303
    assert "Alice" in send("GET", f"{shop.server.url}/").text
    assert "/login/…" in shop.server.log
    for secret in (link.rpartition("/")[2], pending, jar["__Host-session"], code):
        assert secret not in shop.server.log
