"""What a stranger who knows an e-mail address can turn off, and how it is turned on again."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.own_ways import app_of, codes_of, key_of
from tests.login.renewal import NEW, mailed
from tests.login.visitor import Visitor
from tests.outbox import Outbox
from webapp import clock as our_clock
from webapp.access.factors.attempts import Attempts
from webapp.accounts.factor import EMAIL

NewVisitor = Callable[..., Visitor]
sqlite_only = pytest.mark.engine("sqlite")
JUNK = {
    "/verify/passkey": {"credential": "{}"},
    "/verify/recovery-code": {"code": "0000-" * 5 + "0000"},
}

GUESSES = [
    ("sms", "/verify", "000000"),
    ("email", "/verify", "00000000"),
    ("sms", "/verify/authenticator", "000000"),
]


def turn_off_mail(seller: Seller) -> None:
    """What a hundred wrong codes do."""
    Attempts.create(account_id=seller.id, factor=EMAIL, in_a_row=100, is_off=True, updated=0)


@sqlite_only
@pytest.mark.parametrize("door", JUNK)
def test_a_stranger_turns_off_nothing_that_cannot_be_guessed(
    visitor: NewVisitor, carla: Seller, clock: TimeMachineFixture, door: str
) -> None:
    """B9: by an e-mail address alone neither passkeys nor recovery codes are locked."""
    key, codes = key_of(carla), codes_of(carla)
    seen = set()
    for _ in range(30):
        stranger = visitor()
        stranger.post("/signin", email=carla.email)
        seen.add(stranger.post(door, **JUNK[door]).status_code)
        clock.shift(60)
    assert seen == {422, 429}
    assert not Attempts.select().where(Attempts.account_id == carla.id).exists()
    one = visitor()
    signed = key.sign(one.post("/signin/passkey/options").text)
    assert one.post("/signin/passkey", credential=signed).location == "/"
    other = visitor()
    other.follow(carla.login_link())
    assert other.post("/verify/recovery-code", code=codes[0]).status_code == 303


def test_a_reset_opens_the_way_by_mail_again(
    visitor: NewVisitor, carla: Seller, outbox: Outbox
) -> None:
    """B7, C10: wrong codes that a stranger typed do not bar the way to the new number."""
    turn_off_mail(carla)
    carla.platform_api.post(f"/v1/accounts/{carla.id}/reset_phone", reason="Lost.")
    one = visitor()
    one.follow(carla.login_link())
    one.post("/verify/send", way="email")
    one.enter(mailed(outbox, carla))
    assert one.post("/verify/phone", phone=NEW).location == "/verify"


def test_a_new_address_is_a_new_way_in(visitor: NewVisitor, carla: Seller, outbox: Outbox) -> None:
    """B7: the wrong codes to the old address do not count against the new one."""
    turn_off_mail(carla)
    renamed = replace(carla, email="new@example.com")
    carla.platform_api.post(f"/v1/accounts/{carla.id}", email=renamed.email)
    one = visitor()
    one.follow(carla.login_link())
    one.post("/verify/send", way="email")
    assert one.enter(mailed(outbox, renamed)).location == "/"


@sqlite_only
@pytest.mark.parametrize("days", [1, pytest.param(9, marks=pytest.mark.soak)])
@pytest.mark.parametrize("way", ["sms", "email", "totp"])
def test_a_stranger_who_guesses_at_every_door_leaves_them_open_for_who_has_a_link(
    visitor: NewVisitor,
    carla: Seller,
    outbox: Outbox,
    clock: TimeMachineFixture,
    way: str,
    days: int,
) -> None:
    """B9: all day by text, mail and app, until nothing is looked at; her right code opens."""
    app = app_of(carla)
    for _ in range(days):
        for _ in range(24):
            guess_at_every_door(visitor(), carla)
            clock.shift(3_600)
    assert set(guess_at_every_door(visitor(), carla)) == {429}
    one = visitor()
    one.follow(carla.login_link())
    if way == "totp":
        entered = one.post("/verify/authenticator", code=app.at(our_clock.now()))
    else:
        assert one.post("/verify/send", way=way).location == "/verify"
        code = mailed(outbox, carla) if way == "email" else outbox.code(carla.phone)
        entered = one.enter(code)
    assert (entered.status_code, entered.location) == (303, "/"), entered.text
    assert one.is_in


def guess_at_every_door(stranger: Visitor, seller: Seller) -> list[int]:
    """A few wrong codes by each way; the statuses of the last ones."""
    seen = []
    for way, path, code in GUESSES:
        stranger.post("/signin", email=seller.email)
        stranger.post("/verify/send", way=way)
        seen.append([stranger.post(path, code=code).status_code for _ in range(4)][-1])
    return seen


@pytest.mark.parametrize("pause", [60, 3_000])
@pytest.mark.parametrize("way", ["sms", "email"])
def test_a_stranger_leaves_codes_for_who_has_a_link(
    visitor: NewVisitor,
    carla: Seller,
    outbox: Outbox,
    clock: TimeMachineFixture,
    way: str,
    pause: int,
) -> None:
    """B9, C2: asking for somebody's codes all day long, quickly or slowly, bars no link."""
    for _ in range(25):
        stranger = visitor()
        stranger.post("/signin", email=carla.email)
        stranger.post("/verify/send", way=way)
        clock.shift(pause)
    address = carla.phone if way == "sms" else carla.email
    sent = len(outbox.to(address))
    assert 3 <= sent <= 5
    one = visitor()
    one.follow(carla.login_link())
    assert one.post("/verify/send", way=way).location == "/verify"
    assert len(outbox.to(address)) == sent + 1
