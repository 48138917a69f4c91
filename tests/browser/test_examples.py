"""The demonstration as a newcomer meets it: `python -m examples.run` and a real browser."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from examples.place import Place
from tests.browser.codes import CODE
from tests.browser.watch import Watch
from tests.outbox import Outbox
from tests.ports import free_port

ROOT = Path(__file__).parent.parent.parent
STARTS_WITHIN_SECONDS = 60
STOPS_WITHIN_SECONDS = 20


@dataclass
class Demo:
    """A running `make run` in a folder of its own."""

    place: Place
    process: "subprocess.Popen[str]"

    @classmethod
    def start(cls, place: Place) -> Self:
        """Start, and wait until Kirschmarkt answers."""
        settings = {
            "INSTANCE": str(place.instance),
            "DASHBOARD_PORT": str(place.dashboard_port),
            "PLATFORM_PORT": str(place.platform_port),
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "examples.run"],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        demo = cls(place, process)
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while not demo._answers():
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                pytest.fail(f"make run did not start:\n{process.communicate()[0]}")
            time.sleep(0.2)
        return demo

    def stop(self) -> str:
        """End it as Ctrl-C does, unless it has ended; returns what it had printed."""
        if self.process.poll() is not None:
            return ""
        self.process.send_signal(signal.SIGINT)
        printed, _ = self.process.communicate(timeout=STOPS_WITHIN_SECONDS)
        assert self.process.returncode == 0, printed
        return printed

    def _answers(self) -> bool:
        try:
            urlopen(f"{self.place.platform_url}/healthz", timeout=5).close()
        except OSError:
            return False
        return True


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demonstration that the tests of this file share."""
    demo = Demo.start(Place(tmp_path_factory.mktemp("demo"), free_port(), free_port()))
    yield demo
    demo.stop()


@pytest.fixture
def kirschmarkt(demo: Demo, browser: Browser) -> Iterator[Page]:
    """A fresh browser on the platform's first page; a page that complains fails the test."""
    context = browser.new_context(base_url=demo.place.platform_url)
    watch = Watch(context.new_page())
    watch.page.goto("/")
    yield watch.page
    context.close()
    assert not watch.complaints


def sign_in(page: Page, first_name: str) -> None:
    page.get_by_role("button", name=f"Sign in as {first_name}").click()


def enter_code(place: Page | FrameLocator, demo: Demo, phone: str) -> None:
    """Ask for the code and type it, on the whole page or in the frame."""
    texts = Outbox(demo.place.outbox)
    before = len(texts.to(phone))
    place.get_by_role("button", name="Text me a code").click()
    field = place.locator(CODE)
    expect(field).to_be_visible()
    assert len(texts.to(phone)) == before + 1
    field.fill(texts.code(phone))
    place.get_by_role("button", name="Sign in").click()


def first_line(place: Page | FrameLocator) -> Locator:
    """The newest line of the activity feed."""
    return place.locator("#activity a[href*='/activity/']").first


def test_the_button_leads_the_busy_seller_to_her_money(demo: Demo, kirschmarkt: Page) -> None:
    sign_in(kirschmarkt, "Alma")
    kirschmarkt.get_by_role("button", name="View my earnings").click()
    enter_code(kirschmarkt, demo, "+4915112345678")
    expect(kirschmarkt).to_have_url(f"{demo.place.dashboard_url}/")
    expect(kirschmarkt.locator("canvas[data-chart]")).to_be_visible()
    expect(first_line(kirschmarkt)).to_be_visible()
    expect(kirschmarkt.locator("body")).to_contain_text("Kirschmarkt")


def test_a_sale_made_beside_the_frame_shows_in_it(demo: Demo, kirschmarkt: Page) -> None:
    sign_in(kirschmarkt, "Alma")
    kirschmarkt.get_by_role("link", name="Open in this page").click()
    frame = kirschmarkt.frame_locator("iframe")
    enter_code(frame, demo, "+4915112345678")
    expect(first_line(frame)).to_be_visible()

    kirschmarkt.get_by_label("What").select_option(label="Cherry streusel cake, 28.90 EUR")
    kirschmarkt.get_by_role("button", name="Make the sale").click()
    expect(kirschmarkt.get_by_role("status")).to_contain_text("Sold: Cherry streusel cake")
    frame.get_by_role("link", name="Overview").first.click()
    expect(first_line(frame)).to_contain_text("Cherry streusel cake")


def test_the_code_arrives_on_the_drawn_phone(demo: Demo, kirschmarkt: Page) -> None:
    sign_in(kirschmarkt, "Tilda")
    kirschmarkt.get_by_role("link", name="Open in this page").click()
    expect(kirschmarkt.get_by_text("No text messages yet.")).to_be_visible()
    frame = kirschmarkt.frame_locator("iframe")
    frame.get_by_role("button", name="Text me a code").click()
    phone = kirschmarkt.get_by_label("Your phone")
    expect(phone.get_by_role("listitem")).to_contain_text("is your code for your earnings")


def test_a_new_sellers_first_money_can_be_paid_out(demo: Demo, kirschmarkt: Page) -> None:
    sign_in(kirschmarkt, "Tilda")
    status = kirschmarkt.get_by_role("status")
    kirschmarkt.get_by_role("button", name="Pay out").click()
    expect(status).to_have_attribute("data-notice", "refused")
    kirschmarkt.get_by_role("button", name="Transfer it").click()
    expect(status).to_contain_text("Market day bonus: 25.00 EUR tr_")
    kirschmarkt.get_by_label("GLS Bank").select_option("failed")
    kirschmarkt.get_by_role("button", name="Pay out").click()
    expect(status).to_contain_text("Paid out in EUR; the bank sends it back po_")


def test_the_seller_whose_payout_failed_is_told(demo: Demo, kirschmarkt: Page) -> None:
    sign_in(kirschmarkt, "Jonas")
    kirschmarkt.get_by_role("button", name="View my earnings").click()
    enter_code(kirschmarkt, demo, "+4917612345678")
    expect(kirschmarkt.get_by_text("Failed").first).to_be_visible()


def test_stopping_leaves_nothing_behind_and_starting_again_keeps_the_sellers(demo: Demo) -> None:
    printed = demo.stop()
    assert "Backstube Morgenrot: " in printed and printed.endswith("Stopped.\n")
    demo.place.require_free_ports()
    demo.process = Demo.start(demo.place).process
    assert "of history" not in demo.stop()
    demo.place.require_free_ports()
