"""Login links: looking costs nothing, spending works once, and a dead link says why."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller
from tests.login.visitor import PENDING, Visitor
from tests.outbox import Outbox

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]
CROWD = 64
LOOKS: list[tuple[str, dict[str, str]]] = [
    ("GET", {"User-Agent": "link-scanner/1.0"}),
    ("HEAD", {}),
    ("OPTIONS", {}),
    ("GET", {"Sec-Purpose": "prefetch"}),
    ("GET", {"Sec-Purpose": "prefetch;prerender"}),
    ("GET", {"Purpose": "prefetch"}),
]


@sqlite_only
@pytest.mark.parametrize(("method", "headers"), LOOKS)
def test_looking_at_a_link_spends_nothing_and_sends_nothing(
    visitor: NewVisitor, alice: Seller, outbox: Outbox, method: str, headers: dict[str, str]
) -> None:
    """A5: 20 looks of each kind; then the human comes in."""
    link = alice.login_link()
    for _ in range(20):
        assert visitor().follow(link, method, **headers).status_code in {200, 302}
    assert not outbox
    human = visitor()
    human.follow(link)
    assert human.ask().status_code == 303
    assert human.enter(outbox.code(alice.phone)).location == "/"
    assert len(outbox) == 1


@sqlite_only
@pytest.mark.parametrize(("method", "headers"), [look for look in LOOKS if look != LOOKS[0]])
def test_what_is_no_click_binds_nothing(
    visitor: NewVisitor, alice: Seller, method: str, headers: dict[str, str]
) -> None:
    """A5: no session and no sign-in begins."""
    scanner = visitor()
    scanner.follow(alice.login_link(), method, **headers)
    assert scanner.token(PENDING) is None


@sqlite_only
def test_a_click_leads_to_an_address_without_the_token(visitor: NewVisitor, alice: Seller) -> None:
    """A8: and no referrer or cache tells it."""
    followed = visitor().follow(alice.login_link())
    assert (followed.status_code, followed.location) == (302, "/verify")
    assert followed.headers["Referrer-Policy"] == "no-referrer"
    assert followed.headers["Cache-Control"] == "no-store"


def test_of_many_simultaneous_spends_one_wins(
    visitor: NewVisitor, alice: Seller, outbox: Outbox
) -> None:
    """A4: of 64 at once exactly one, on both databases, without an error of ours."""
    link = alice.login_link()
    crowd = [visitor() for _ in range(CROWD)]
    for one in crowd:
        one.follow(link)
    start = Barrier(CROWD)

    def spend(one: Visitor) -> int:
        start.wait()
        return one.ask().status_code

    with ThreadPoolExecutor(CROWD) as threads:
        answers = list(threads.map(spend, crowd))
    assert sorted(answers) == [303, *[410] * (CROWD - 1)]
    assert len(outbox) == 1
    winner = crowd[answers.index(303)]
    assert winner.enter(outbox.code(alice.phone)).location == "/"


def test_a_link_lives_for_five_minutes(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """A3: at 4:59 it works, at 5:01 it is refused."""
    link, late_link = alice.login_link(), alice.login_link()
    early, late = visitor(), visitor()
    late.follow(late_link)
    clock.shift(299)
    assert early.follow(link).status_code == 302
    assert early.ask().status_code == 303
    clock.shift(2)
    assert late.follow(late_link).status_code == 410
    assert late.ask().status_code == 410


@sqlite_only
def test_the_api_says_when_a_link_expires(acme: Platform, alice: Seller) -> None:
    """A3: the answer carries expires_at."""
    link = acme.api.post(f"/v1/accounts/{alice.id}/login_links")
    assert link["expires_at"] - link["created"] == 5 * 60


@sqlite_only
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Proto": "http", "X-Forwarded-Port": "666"},
        {"Forwarded": "host=evil.example;proto=http"},
        {"X-Forwarded-Prefix": "/evil"},
        {"X-Original-URL": "/signin", "X-Rewrite-URL": "/signin"},
    ],
)
def test_a_forged_host_changes_nothing(
    visitor: NewVisitor, acme: Platform, alice: Seller, headers: dict[str, str]
) -> None:
    """A9: the address comes from the settings."""
    made = acme.client.post(
        f"/v1/accounts/{alice.id}/login_links",
        headers={"Authorization": f"Bearer {acme.test_key}", **headers},
    )
    assert made.json
    assert made.json["url"].startswith("http://localhost/login/")
    forged = visitor(**headers)
    assert forged.follow(made.json["url"]).location == "/verify"
    assert forged.get("/payouts//x").location is None
    assert "evil" not in forged.get("/verify").text
    assert forged.get("/").location == "/signin"
