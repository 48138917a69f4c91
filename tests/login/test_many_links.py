"""An account has five links at a time; asking once more never turns a seller away."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.visitor import Visitor
from webapp import database
from webapp.access.signin.login_link import UNSPENT_MAX, LoginLink
from webapp.accounts.account import Account

NewVisitor = Callable[..., Visitor]


def opens(visitor: NewVisitor, link: str) -> bool:
    status = visitor().follow(link).status_code
    assert status in {302, 410}
    return status == 302


def test_a_sixth_link_takes_the_place_of_the_oldest(
    visitor: NewVisitor, alice: Seller, bob: Seller, clock: TimeMachineFixture
) -> None:
    """A11: five links an account can be spent; the newest always can, even of one second."""
    of_bob = bob.login_link()
    links = [alice.login_link() for _ in range(8)]
    assert [opens(visitor, link) for link in links] == [False] * 3 + [True] * 5
    assert opens(visitor, of_bob)
    assert "replaced by newer ones" in visitor().follow(links[0]).text


def test_a_spent_link_takes_no_place(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """A11: only links that can still be spent are counted."""
    spent = alice.login_link()
    visitor_ = visitor()
    visitor_.follow(spent)
    visitor_.ask()
    links = [alice.login_link() for _ in range(5)]
    assert all(opens(visitor, link) for link in links)
    assert "each link works once" in visitor().follow(spent).text


def test_a_replaced_link_cannot_be_spent_by_who_opened_it(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """A11: a pending sign-in of a replaced link sends no code."""
    first = visitor()
    first.follow(alice.login_link())
    for _ in range(UNSPENT_MAX):
        alice.login_link()
    asked = first.ask()
    assert asked.status_code == 410
    assert "replaced by newer ones" in asked.text


def test_sixty_links_a_minute_are_enough(
    alice: Seller, bob: Seller, clock: TimeMachineFixture
) -> None:
    """A11: the 61st link within a minute is 429 in Stripe's shape, and says how long to wait."""
    path = f"/v1/accounts/{alice.id}/login_links"
    for _ in range(30):
        alice.login_link()
    clock.shift(20)
    for _ in range(30):
        alice.login_link()
    refused = alice.platform_api.request("POST", path)
    assert refused.status_code == 429
    assert refused.json["error"]["type"] == "rate_limit_error"
    assert refused.headers["Retry-After"] == "40"
    assert bob.login_link()
    clock.shift(39)
    assert alice.platform_api.request("POST", path).status_code == 429
    clock.shift(1)
    assert alice.platform_api.request("POST", path).status_code == 200


def test_many_that_mint_at_once_leave_five(app: Flask, alice: Seller) -> None:
    """A11: parallel requests cannot overlook each other's links."""

    def mint(_: int) -> None:
        with database.db.connection_context():
            LoginLink.issue(Account.get_by_id(alice.id))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(mint, range(24)))
    open_ = LoginLink.spent_at.is_null() & LoginLink.replaced_at.is_null()
    assert LoginLink.select().where(open_).count() == UNSPENT_MAX
    assert sorted(link.number for link in LoginLink.select()) == list(range(1, 25))


FORGED = ["evil.example", "localhost:1", "[::1]", "x" * 300, "a\tb", "@", "", "a@localhost"]
FORGED += ["localhost.evil.example", "localhost/evil", "ü.example", "127.0.0.1", "*"]


@pytest.mark.parametrize("host", FORGED)
def test_a_forged_host_changes_no_link(app: Flask, alice: Seller, host: str) -> None:
    """A9: the address comes from BASE_URL, whatever the request says of itself."""
    headers = {
        "Authorization": f"Bearer {alice.platform.test_key}",
        "Host": host,
        "X-Forwarded-Host": host,
        "X-Forwarded-Proto": "ftp",
        "X-Forwarded-Prefix": "/evil",
        "Forwarded": f'host="{host}";proto=ftp',
    }
    answer = app.test_client().post(f"/v1/accounts/{alice.id}/login_links", headers=headers)
    assert answer.status_code in {200, 400, 403}  # junk is no host at all
    if answer.status_code == 200:
        assert answer.json["url"].startswith("http://localhost/login/")
