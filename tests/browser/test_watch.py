"""The watch over the pages sees what it must see."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.watch import Watch
from tests.dashboard_server import DashboardServer


@pytest.fixture
def planted(site: DashboardServer, open_page: Callable[..., Watch]) -> Callable[..., list[str]]:
    """Take a page of ours, plant a fault in it, and return the complaints (which are forgiven)."""

    def plant(script: str, settle_ms: int = 300) -> list[str]:
        watch = open_page()
        watch.page.goto("/signin")
        watch.page.evaluate(script)
        watch.page.wait_for_timeout(settle_ms)
        complaints = watch.complaints.copy()
        watch.complaints.clear()
        return complaints

    return plant


def test_our_sign_in_page_gives_no_cause_for_complaint(page: Page, watch: Watch) -> None:
    """E7: no violation of the content policy."""
    page.goto("/signin")
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("textbox").count() == 1
    assert watch.loads == 1


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("console.error('planted')", "planted"),
        ("console.warn('planted')", "planted"),
        ("setTimeout(() => { throw new Error('planted') })", "uncaught: planted"),
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
        ("document.body.append(document.createElement('style'))", "Content Security Policy"),
        ("document.body.append(Object.assign(new Image(), {src: '/gone.png'}))", "404 for image"),
        ("fetch('/gone')", "404 for fetch"),
        ("fetch('http://127.0.0.1:9/').catch(() => 0)", "Content Security Policy"),
    ],
)
def test_a_fault_is_seen(planted: Callable[..., list[str]], script: str, complaint: str) -> None:
    assert any(complaint in seen for seen in planted(script))


def test_a_page_that_says_no_is_no_fault(page: Page) -> None:
    answer = page.goto("/login/unknown")
    assert answer is not None
    assert answer.status == 404
