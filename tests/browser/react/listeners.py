"""Who listens to what on a page, as the browser itself counts it."""

from collections import Counter

from playwright.sync_api import Page


def listeners(page: Page, *targets: str) -> Counter[str]:
    """How many listeners there are of each event on these objects of the page, added up."""
    session = page.context.new_cdp_session(page)
    found: Counter[str] = Counter()
    for target in targets:
        there = session.send("Runtime.evaluate", {"expression": target})["result"]["objectId"]
        heard = session.send("DOMDebugger.getEventListeners", {"objectId": there})["listeners"]
        found.update(listener["type"] for listener in heard)
    session.detach()
    return found
