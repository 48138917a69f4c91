"""What the first look at the overview costs a phone: bytes over the wire, and requests."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.lively import lively_seller
from tests.browser.screens import PHONE
from tests.browser.watch import Watch
from tests.dashboard_server import DashboardServer
from tests.shop import ShopSeller, open_shop

ICON = Path(__file__).parents[2] / "examples" / "platform" / "static" / "icon.png"
WEIGHT_MAX = 110_000
REQUESTS_MAX = 6


@dataclass
class Sent:
    """One answer as it went over the wire, headers included."""

    url: str
    status: int = 0
    encoding: str = ""
    bytes: int = 0

    def __str__(self) -> str:
        """A line of the table."""
        return f"{self.bytes:>8,}  {self.status}  {self.encoding or '-':<6} {self.url}"


def wire(page: Page) -> dict[str, Sent]:
    """What the page is sent from now on, as the browser's network stack counts it."""
    sent: dict[str, Sent] = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")

    def asked(event: dict[str, Any]) -> None:
        sent[event["requestId"]] = Sent(event["request"]["url"])

    def answered(event: dict[str, Any]) -> None:
        response = event["response"]
        headers = {name.lower(): value for name, value in response["headers"].items()}
        if one := sent.get(event["requestId"]):  # the page before may still wait for answers
            one.status, one.encoding = response["status"], headers.get("content-encoding", "")

    def loaded(event: dict[str, Any]) -> None:
        if one := sent.get(event["requestId"]):
            one.bytes = int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", loaded)
    return sent


def test_the_first_load_is_light(
    open_page: Callable[..., Watch],
    come_in: Callable[[Page, ShopSeller], None],
    alice: ShopSeller,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """At most 110 kB and six requests, with htmx and Chart.js, and nothing that is absent."""
    page = unseen(open_page, come_in, alice)
    table = first_load(page, capsys)
    assert page.evaluate("[typeof htmx, typeof Chart]") == ["object", "function"]
    assert sum(one.bytes for one in table) <= WEIGHT_MAX
    assert len(table) <= REQUESTS_MAX


def test_an_icon_of_the_platform_s_is_one_picture_for_masthead_and_tab(
    open_page: Callable[..., Watch],
    come_in: Callable[[Page, ShopSeller], None],
    site: DashboardServer,
    closing: ExitStack,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The demo's, as light as docs/brand.md advises, takes the place of ours: no request more."""
    shop = open_shop(site, "Kirschmarkt", closing, "--icon", str(ICON))
    table = first_load(unseen(open_page, come_in, lively_seller(shop)), capsys)
    assert [one.url.rpartition("/")[2] for one in table if "icon" in one.url] == ["icon"]
    assert sum(one.bytes for one in table) <= WEIGHT_MAX
    assert len(table) <= REQUESTS_MAX


def unseen(
    open_page: Callable[..., Watch], come_in: Callable[[Page, ShopSeller], None], seller: ShopSeller
) -> Page:
    """A phone that is signed in and has nothing of ours yet: no cache of any kind."""
    before = open_page(viewport=PHONE).page
    come_in(before, seller)
    return open_page(viewport=PHONE, storage_state=before.context.storage_state()).page


def first_load(page: Page, capsys: pytest.CaptureFixture[str]) -> list[Sent]:
    """All that the overview is sent, printed as a table."""
    sent = wire(page)
    page.goto("/")
    page.wait_for_load_state("networkidle")
    table = [one for one in sent.values() if one.bytes]  # nothing is what the browser has already
    weight = sum(one.bytes for one in table)
    with capsys.disabled():
        print(*["", *table, f"{weight:>8,}  bytes in {len(table)} requests"], sep="\n")
    assert [one.status for one in table] == [200] * len(table)
    return table


def test_pages_without_a_chart_do_not_fetch_what_draws_it(
    open_page: Callable[..., Watch], come_in: Callable[[Page, ShopSeller], None], alice: ShopSeller
) -> None:
    """Two thirds of the scripts are Chart.js, and only two pages have a chart."""
    page = open_page(viewport=PHONE).page
    come_in(page, alice)
    for address, drawn in {"/earnings": "function", "/activity": "undefined"}.items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("typeof Chart") == drawn
