"""Recovery codes in the settings: shown once, counted, replaced, thrown away."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from flask.testing import FlaskClient

from tests.cast import Seller
from tests.outbox import Outbox
from webapp.access.audit.chain import AuditEvent
from webapp.access.factors.recovery_code import RecoveryCode

SignIn = Callable[[Seller], FlaskClient]
CODE = re.compile(r"<li>((?:[0-9A-Z]{4}-){5}[0-9A-Z]{4})</li>")
PAGE = "/settings/recovery-codes"


def make(browser: FlaskClient) -> list[str]:
    """Ten new codes, off the page."""
    return CODE.findall(browser.post(PAGE).text)


def test_ten_codes_are_shown_once(sign_in: SignIn, alice: Seller, outbox: Outbox) -> None:
    """C11: on the page that made them and never again; she is told."""
    browser = sign_in(alice)
    codes = make(browser)
    assert len(set(codes)) == 10
    assert not CODE.findall(browser.get(PAGE).text)
    assert "10 of your codes are left" in browser.get(PAGE).text
    assert "10 left." in browser.get("/settings").text
    assert "Recovery codes were made" in outbox.to(alice.email)[-1].body
    assert AuditEvent.select().where(AuditEvent.event == "recovery_codes.made").count() == 1
    assert all(RecoveryCode.spend([alice.id], code) for code in codes)


def test_the_sheet_to_download_holds_the_same_codes(sign_in: SignIn, alice: Seller) -> None:
    page = sign_in(alice).post(PAGE)
    sheet = re.search(r'href="data:text/plain;charset=utf-8,([^"]+)"', page.text)
    assert sheet
    assert re.findall(r"^[0-9A-Z-]{29}$", unquote(sheet[1]), re.MULTILINE) == CODE.findall(
        page.text
    )
    assert "Alice Example" in unquote(sheet[1])
    assert page.headers["Cache-Control"] == "no-store"


def test_a_new_set_replaces_the_old_one(sign_in: SignIn, alice: Seller) -> None:
    """C11: the old sheet is waste paper."""
    browser = sign_in(alice)
    old, new = make(browser), make(browser)
    assert not any(RecoveryCode.spend([alice.id], code) for code in old)
    assert RecoveryCode.spend([alice.id], new[0])


def test_few_codes_are_warned_of(sign_in: SignIn, alice: Seller) -> None:
    """C11: with three left she reads that it is time for new ones."""
    browser = sign_in(alice)
    codes = make(browser)
    for left in range(9, 0, -1):
        assert RecoveryCode.spend([alice.id], codes[left])
        assert ("Make new ones soon" in browser.get(PAGE).text) == (left <= 3)


def test_a_set_can_be_thrown_away(sign_in: SignIn, alice: Seller, outbox: Outbox) -> None:
    browser = sign_in(alice)
    codes = make(browser)
    assert browser.post(f"{PAGE}/remove").status_code == 303
    assert not RecoveryCode.spend([alice.id], codes[0])
    assert "removed" in outbox.to(alice.email)[-1].body
    assert browser.post(f"{PAGE}/remove").status_code == 404


def test_another_sellers_codes_stay(sign_in: SignIn, alice: Seller, bob: Seller) -> None:
    codes = make(sign_in(alice))
    other = sign_in(bob)
    make(other)
    other.post(f"{PAGE}/remove")
    assert RecoveryCode.spend([alice.id], codes[0])
