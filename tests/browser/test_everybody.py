"""All pages for everybody: axe in both themes, any screen, paper, no motion, no script, Arabic."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser import gallery
from tests.browser.looks import (
    AXE,
    BY_LANGUAGE,
    DESK,
    NARROW,
    SHOWN,
    faults,
    sticking_out,
    violations,
)
from tests.browser.watch import Watch
from tests.shop import Shop, ShopSeller

ComeIn = Callable[[Page, ShopSeller], None]
OpenPage = Callable[..., Watch]
WORDS = (
    "many words " * 450,
    "endless" * 700,
    "\u202e\u2066desrever\u2067" * 50,
    "👩‍👩‍👧‍👦" * 500,
    "<h1><img src=x onerror=alert(1)></h1>" * 20,
    "a\u0300\u0301\u0302\u0303" * 200,
)


@pytest.fixture
def signed_in(open_page: OpenPage, come_in: ComeIn, alice: ShopSeller) -> BrowserContext:
    """Alice's browser."""
    page = open_page().page
    come_in(page, alice)
    return page.context


@pytest.fixture
def ids(signed_in: BrowserContext, alice: ShopSeller) -> dict[str, str]:
    """What Alice's addresses name."""
    return gallery.things_of(alice, signed_in)


def walked(
    page: Page, paths: list[str], wrong: Callable[[Page], list[str]]
) -> dict[str, list[str]]:
    """What is wrong with each of the pages; empty when all is well."""
    found = {}
    for path in paths:
        answer = page.goto(path)
        assert answer and answer.ok, path
        found[path] = wrong(page)
    return {path: told for path, told in found.items() if told}


def said(wrong: dict[str, list[str]]) -> str:
    """All of it, a line each."""
    return "\n".join(f"{path}: {fault}" for path, told in wrong.items() for fault in told)


def test_every_page_of_a_seller_s_is_for_everybody(
    signed_in: BrowserContext, ids: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """WCAG 2.2 AA by axe in both themes; 320 px, 400 %, 4K; on paper; without motion."""
    paths, began = gallery.addresses(gallery.OWN, ids), time.monotonic()
    assert len(paths) > 20
    wrong = walked(signed_in.pages[0], paths, lambda page: list(faults(page)))
    with capsys.disabled():
        print(f"\n{len(paths)} pages in {time.monotonic() - began:.0f} s")
    assert not wrong, said(wrong)


def test_every_page_on_the_way_in_is_for_everybody(
    open_page: OpenPage, shop: Shop, ids: dict[str, str]
) -> None:
    """The same before the sign-in, with a link that is not spent yet."""
    page = open_page().page
    own = {"preview": ids["preview"]}
    wrong = walked(page, gallery.addresses(gallery.OPEN, own), lambda it: list(faults(it)))
    page.goto(shop.open_account("petra").login_link())
    wrong |= walked(page, gallery.addresses(gallery.BETWEEN, {}), lambda it: list(faults(it)))
    assert not wrong, said(wrong)


def test_every_page_reads_from_right_to_left(
    open_page: OpenPage, signed_in: BrowserContext, ids: dict[str, str]
) -> None:
    """In Arabic nothing sticks out of any page, and axe finds no name or language missing."""
    page = open_page(locale="ar", storage_state=signed_in.storage_state()).page

    def wrong(page: Page) -> list[str]:
        page.evaluate(AXE)
        assert page.evaluate("document.documentElement.dir") == "rtl"
        told = [f"320 px: {name}" for name in sticking_out(page, NARROW)]
        told += [f"1280 px: {name}" for name in sticking_out(page, DESK)]
        return told + violations(page, BY_LANGUAGE)

    found = walked(page, gallery.addresses(gallery.OWN, ids), wrong)
    assert not found, said(found)


def test_every_page_is_whole_without_scripts(
    open_page: OpenPage, signed_in: BrowserContext, ids: dict[str, str]
) -> None:
    """A heading, and no control that only a script could answer."""
    state = signed_in.storage_state()
    page = open_page(java_script_enabled=False, storage_state=state).page

    def wrong(page: Page) -> list[str]:
        told = [] if page.evaluate(SHOWN % "main h1, main h2") else ["no heading"]
        dead = page.evaluate(SHOWN % 'button[type="button"]')
        return told + ([f"{dead} buttons that do nothing"] if dead else [])

    found = walked(page, gallery.addresses(gallery.OWN, ids), wrong)
    assert not found, said(found)


def test_a_seller_without_any_money_is_met_kindly(
    open_page: OpenPage, come_in: ComeIn, shop: Shop
) -> None:
    """The empty pages are for everybody, too."""
    page = open_page().page
    come_in(page, shop.open_account("emma"))
    paths = ["/", "/activity", "/payouts", "/earnings", "/statements"]
    found = walked(page, paths, lambda it: list(faults(it)))
    assert not found, said(found)


def test_no_words_of_others_break_a_page(open_page: OpenPage, come_in: ComeIn, shop: Shop) -> None:
    """Long, endless, turning the direction, emoji, markup: all inert, and nothing sticks out."""
    vera = shop.open_account("vera", business_profile={"name": "W" * 200})
    line = {"type": "charge", "amount": 99_999_999_99, "fee": 1, "currency": "eur"}
    lines = [line | {"description": text, "metadata": {"order_id": text[:500]}} for text in WORDS]
    write = shop.test.raw_request
    write("post", "/v1/balance_transactions", lines=lines, stripe_account=vera.id)
    page = open_page().page
    come_in(page, vera)
    listed = shop.test.v1.balance_transactions.list(options=vera.acting).data
    paths = ["/", "/activity", "/payouts", *(f"/activity/{line.id}" for line in listed)]

    def wrong(page: Page) -> list[str]:
        told = [f"320 px: {name}" for name in sticking_out(page, NARROW)]
        return told + [f"1280 px: {name}" for name in sticking_out(page, DESK)]

    found = walked(page, paths, wrong)
    assert not found, said(found)
