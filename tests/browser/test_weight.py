"""What the first look at the overview costs a phone: bytes over the wire, and requests."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.screens import PHONE
from tests.browser.watch import Watch
from tests.shop import ShopSeller

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
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})

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
    page = open_page(viewport=PHONE).page
    come_in(page, alice)
    sent = wire(page)
    page.goto("/")
    page.wait_for_load_state("networkidle")
    table, weight = list(sent.values()), sum(one.bytes for one in sent.values())
    with capsys.disabled():
        print(*["", *table, f"{weight:>8,}  bytes in {len(table)} requests"], sep="\n")
    assert page.evaluate("[typeof htmx, typeof Chart]") == ["object", "function"]
    assert [one.status for one in table] == [200] * len(table)
    assert weight <= WEIGHT_MAX
    assert len(table) <= REQUESTS_MAX


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
