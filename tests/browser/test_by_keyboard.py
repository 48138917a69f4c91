"""The whole main job by keyboard alone: what has the focus is always to be seen, and in view."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.watch import Watch
from tests.shop import ShopSeller

STEPS_MAX = 60
FOCUSED = """() => {
  const it = document.activeElement;
  const box = it.getBoundingClientRect();
  const styles = [[it], [it, '::after'], [it.parentElement]].map(of => getComputedStyle(...of));
  const ring = (s) => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
  return {
    name: (it.getAttribute('aria-label') || it.innerText || it.name || it.tagName).trim(),
    href: it.getAttribute('href') || '',
    ringed: styles.some(ring),
    inView: box.bottom > 0 && box.top < innerHeight,
  };
}"""


def tab_to(page: Page, name: str = "", href: str = "") -> None:
    """Press Tab until what is meant has the focus; each stop on the way is to be seen."""
    for _ in range(STEPS_MAX):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        assert stop["ringed"], stop
        assert stop["inView"], stop
        if name in stop["name"] and stop["href"].startswith(href):
            return
    raise AssertionError(f"no way to {name or href} by Tab")


def test_the_main_job_is_done_by_keyboard_alone(
    open_page: Callable[..., Watch], alice: ShopSeller
) -> None:
    """WCAG 2.1.1, 2.4.7, 2.4.11: link, code, overview, a range, a line, a payout, and out."""
    page = open_page().page
    page.goto(alice.login_link())
    tab_to(page, "Text me a code")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Six-digit code")).to_be_focused()
    page.keyboard.type(alice.code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")

    tab_to(page, "Skip to the content")
    page.keyboard.press("Enter")
    tab_to(page, "7 days")
    page.keyboard.press("Enter")
    page.wait_for_url("**range=7d**")
    expect(page.locator('#earnings [aria-current="true"]')).to_contain_text("7 days")

    page.goto("/activity")
    tab_to(page, href="/activity/txn_")
    page.keyboard.press("Enter")
    page.wait_for_url("**/activity/txn_**")
    tab_to(page, "All activity")
    page.keyboard.press("Enter")
    page.wait_for_url("**/activity")

    page.goto("/payouts")
    tab_to(page, href="/payouts/po_")
    page.keyboard.press("Enter")
    page.wait_for_url("**/payouts/po_**")
    tab_to(page, "Sign out")
    page.keyboard.press("Enter")
    page.wait_for_url("**/signout")
