"""Chromium as on a slow machine far away: what a test does not wait for is then not there."""

import random

from playwright.sync_api import Browser, BrowserContext, Page

TIMES_SLOWER = 4
WAY_MS = (50, 400)  # to the server, for each request of a page; another one for each page


def slow_down(browser: Browser) -> None:
    """All pages from now on."""
    browser.on("context", _slow_context)


def _slow_context(context: BrowserContext) -> None:
    context.on("page", _slow_page)


def _slow_page(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    unlimited = {"downloadThroughput": -1, "uploadThroughput": -1}
    way = {"offline": False, "latency": random.randint(*WAY_MS), **unlimited}
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", way)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": TIMES_SLOWER})
