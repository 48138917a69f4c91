"""However a session ends, its replayed cookie opens nothing from the very next request on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller
from tests.login.visitor import SESSION, Visitor
from webapp.access.sessions.session import Session
from webapp.access.tokens import digest
from webapp.accounts.account import Account

MINUTE = 60
HTMX = {"HX-Request": "true"}
BY_ITSELF = {"X-Background": "1", **HTMX}


@dataclass
class Stage:
    """Alice, signed in; a thief who holds her cookie; and all who could end it."""

    alice: Seller
    owner: Visitor
    thief: Visitor
    other_device: Visitor
    clock: TimeMachineFixture
    cli: Callable[..., str]

    @property
    def token(self) -> str:
        """The stolen cookie."""
        return self.thief.token() or ""


def grow_old(stage: Stage) -> None:
    """Use the session every ten minutes until its last ones, and let them pass."""
    for _ in range(12 * 6 - 1):
        stage.clock.shift(10 * MINUTE)
        assert stage.owner.is_in
    stage.clock.shift(10 * MINUTE)


def end_from_another_device(stage: Stage) -> None:
    name = Session.get_by_id(digest(stage.token)).id
    assert stage.other_device.post(f"/settings/devices/{name}/end").status_code == 303


def change_type(stage: Stage) -> None:
    Account.update(type="standard").where(Account.id == stage.alice.id).execute()


ENDS: Mapping[str, Callable[[Stage], object]] = {
    "signed out": lambda stage: stage.owner.post("/signout"),
    "signed out everywhere": lambda stage: stage.owner.post("/signout/everywhere"),
    "everywhere, elsewhere": lambda stage: stage.other_device.post("/signout/everywhere"),
    "ended from another device": end_from_another_device,
    "signed in anew": lambda stage: stage.owner.come_in(stage.alice),
    "stepped up": lambda stage: Session.renew(stage.token, proof="sms"),
    "idle": lambda stage: stage.clock.shift(15 * MINUTE),
    "twelve hours old": grow_old,
    "account closed": lambda stage: stage.alice.platform_api.request(
        "DELETE", f"/v1/accounts/{stage.alice.id}"
    ),
    "account of another type": change_type,
    "platform shut": lambda stage: stage.cli("platform", "disable", stage.alice.platform.id),
    "account's sessions ended": lambda stage: stage.cli(
        "sessions", "end", "--account", stage.alice.id
    ),
    "platform's sessions ended": lambda stage: stage.cli(
        "sessions", "end", "--platform", stage.alice.platform.id
    ),
    "all sessions ended": lambda stage: stage.cli("sessions", "end", "--all"),
}


@pytest.fixture
def stage(
    visitor: Callable[..., Visitor],
    acme: Platform,
    alice: Seller,
    clock: TimeMachineFixture,
    cli: Callable[..., str],
) -> Stage:
    """The cookie works, for its owner and for the thief."""
    owner, thief, other_device = visitor(), visitor(), visitor()
    owner.come_in(alice)
    clock.shift(MINUTE)
    other_device.come_in(alice)
    thief.plant(owner.token() or "")
    assert thief.is_in
    return Stage(alice, owner, thief, other_device, clock, cli)


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_replayed_cookie_is_refused_at_once(stage: Stage, end: Callable[[Stage], object]) -> None:
    """D5, D2, D3: T8's cases, each by page, fragment, poll, the short way of a 304, and a write."""
    thief = stage.thief
    known = thief.get("/activity", **HTMX).headers["ETag"]
    assert thief.get("/activity", **HTMX, **{"If-None-Match": known}).status_code == 304
    end(stage)
    poll = thief.get("/activity", **BY_ITSELF, **{"If-None-Match": known})
    assert (poll.status_code, poll.headers["HX-Redirect"]) == (401, "/signin")
    assert thief.get("/activity", **HTMX, **{"If-None-Match": known}).status_code == 401
    assert thief.get("/settings/session", **BY_ITSELF).status_code == 401
    for path in ("/", "/payouts", "/activity.csv", "/settings", "/settings/devices"):
        page = thief.get(path)
        assert page.status_code in {302, 404}, path
        assert "Alice" not in page.text
    assert thief.get("/").location == "/signin"
    assert thief.post("/settings/devices/0123456789abcdef/end").location == "/signin"


@pytest.mark.parametrize("way", ["/signin", "/verify", "/login/unknown", "/", "/settings"])
def test_a_cookie_that_we_did_not_make_is_never_made_good(
    visitor: Callable[..., Visitor], alice: Seller, way: str
) -> None:
    """D2: T8's fixation, a cookie planted before, at whatever page the victim comes by."""
    fixed = "F" * 43
    victim, fixer = visitor(), visitor()
    victim.plant(fixed)
    victim.get(way)
    victim.come_in(alice)
    assert victim.token() != fixed
    assert victim.is_in
    fixer.plant(fixed)
    assert not fixer.is_in


def test_a_planted_session_of_the_fixer_s_own_is_left_behind(
    visitor: Callable[..., Visitor], alice: Seller, mallory: Seller
) -> None:
    """D2: who signs in over another's session is in her own, and that one is dead."""
    victim, fixer = visitor(), visitor()
    fixer.come_in(mallory)
    victim.plant(fixer.token() or "")
    victim.come_in(alice)
    assert "Alice" in victim.get("/").text
    assert not fixer.is_in
    assert victim.token(SESSION) != fixer.token(SESSION)
