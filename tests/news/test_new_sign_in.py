"""A sign-in on a device that was not seen before is told; on a known one it is not."""

from collections.abc import Callable

import pytest
from flask import Flask
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.visitor import DEVICE, Visitor
from tests.outbox import Outbox
from webapp.access.sessions.known_device import KNOWN_MAX, REMEMBERED_FOR, KnownDevice
from webapp.accounts import notification
from webapp.accounts.account import Account

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"


@pytest.fixture
def browser(app: Flask, outbox: Outbox) -> Callable[[], Visitor]:
    """A browser of somebody's: `browser()`."""
    headers = {"Sec-Fetch-Site": "same-origin", "User-Agent": FIREFOX}
    return lambda: Visitor(app.test_client(), outbox, headers)


def told(outbox: Outbox, seller: Seller) -> list[str]:
    mails = [message.body for message in outbox.to(seller.email)]
    return [body for body in mails if "did not know" in body]


def test_a_new_device_is_told_and_a_known_one_is_not(
    browser: Callable[[], Visitor], alice: Seller, outbox: Outbox
) -> None:
    mine, thiefs = browser(), browser()
    mine.come_in(alice)
    assert told(outbox, alice) == []  # the first there ever was
    thiefs.come_in(alice)
    (body,) = told(outbox, alice)
    assert "Firefox on Linux" in body
    assert "Acme" in body
    for visitor in (mine, thiefs, mine):
        visitor.come_in(alice)
    assert len(told(outbox, alice)) == 1


def test_the_moment_is_told_by_the_sellers_clock(
    browser: Callable[[], Visitor],
    alice: Seller,
    outbox: Outbox,
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.move_to("2031-03-04T22:30:00+00:00", tick=False)
    Account.update(timezone="Asia/Kathmandu").where(Account.id == alice.id).execute()
    for visitor in (browser(), browser()):
        visitor.come_in(alice)
    (body,) = told(outbox, alice)
    assert "Mar 5, 2031, 4:15" in body
    assert "Asia/Kathmandu" in body


def test_two_sellers_of_one_browser_are_both_known_there(
    browser: Callable[[], Visitor], alice: Seller, bob: Seller, outbox: Outbox
) -> None:
    shared, phone = browser(), browser()
    for seller in (alice, bob):
        phone.come_in(seller)
    for seller in (alice, bob, alice, bob):
        shared.come_in(seller)
    assert len(told(outbox, alice)) == len(told(outbox, bob)) == 1


def test_a_planted_token_makes_no_device_known(
    browser: Callable[[], Visitor], alice: Seller, outbox: Outbox
) -> None:
    """D6: whoever put a cookie into her browser before she signs in holds nothing by it."""
    mine, thiefs = browser(), browser()
    for visitor in (mine, thiefs):
        visitor.plant("planted", DEVICE)
    mine.come_in(alice)
    assert mine.token(DEVICE) != "planted"
    thiefs.come_in(alice)
    assert len(told(outbox, alice)) == 1


def test_the_token_opens_nothing(browser: Callable[[], Visitor], alice: Seller) -> None:
    """D1: it is no proof of anything, and the database keeps but its digest."""
    mine, thiefs = browser(), browser()
    mine.come_in(alice)
    token = mine.token(DEVICE)
    assert token
    thiefs.plant(token, DEVICE)
    assert not thiefs.is_in
    (row,) = KnownDevice.select()
    assert row.digest != token


def test_after_signing_out_everywhere_every_device_is_a_stranger(
    browser: Callable[[], Visitor], alice: Seller, outbox: Outbox
) -> None:
    mine = browser()
    mine.come_in(alice)
    mine.post("/signout/everywhere")
    mine.come_in(alice)
    assert len(told(outbox, alice)) == 1


def test_a_device_is_forgotten_after_a_year_and_a_month(
    browser: Callable[[], Visitor],
    alice: Seller,
    outbox: Outbox,
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.move_to("2031-03-04T09:30:00+00:00", tick=False)
    browser().come_in(alice)
    time_machine.shift(REMEMBERED_FOR)
    browser().come_in(alice)
    assert KnownDevice.select().count() == 1


def test_devices_that_never_come_back_are_swept(
    cli: Callable[..., str],
    browser: Callable[[], Visitor],
    alice: Seller,
    bob: Seller,
    time_machine: TimeMachineFixture,
) -> None:
    """B11: nothing of a sign-in is kept for ever; what is still in use stays."""
    time_machine.move_to("2031-03-04T09:30:00+00:00", tick=False)
    shared = browser()
    for seller in (alice, bob):
        shared.come_in(seller)
    time_machine.shift(60)
    shared.come_in(bob)
    time_machine.shift(REMEMBERED_FOR)
    assert cli("access", "sweep").endswith(", 1 devices\n")
    (left,) = KnownDevice.select()
    assert left.account_id == bob.id


@pytest.mark.engine("sqlite")
def test_no_more_than_fifty_devices_are_known(app: Flask, alice: Seller) -> None:
    for _ in range(KNOWN_MAX + 3):
        KnownDevice.meet(alice.id, None)
    assert KnownDevice.select().count() == KNOWN_MAX


def test_who_wants_no_such_news_gets_none(
    browser: Callable[[], Visitor], alice: Seller, outbox: Outbox
) -> None:
    notification.choose(alice.id, {notification.NEW_SIGN_IN: notification.NO_WAY})
    for visitor in (browser(), browser()):
        visitor.come_in(alice)
    assert told(outbox, alice) == []
