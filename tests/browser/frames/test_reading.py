"""In a frame as high as its page, what is being read stays where it is, as it does in a tab."""

from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.frames.conftest import NEIGHBOUR, Enter
from tests.browser.frames.street import Street
from tests.browser.lively import lively_seller
from tests.browser.standing_open import HEARS
from tests.shop import Shop, ShopSeller

GROWS = """<script>
const frame = document.createElement('iframe');
const grow = ({ data: { height } }) => { if (height) frame.style.height = `${height}px`; };
addEventListener('message', grow);
frame.name = JSON.stringify({ express: 1, host: location.origin, view: 'activity' });
Object.assign(frame, { className: 'frame', width: 700, src: '%s' });
document.body.append(frame);
</script>"""
QUIET_MS = 3_200


def sell(seller: ShopSeller, words: str) -> None:
    """A sale that every open page hears of."""
    sale = {"type": "charge", "amount": 2_100, "currency": "eur", "description": words}
    write = seller.shop.test.raw_request
    write("post", "/v1/balance_transactions", stripe_account=seller.id, **sale)


def rows(frame: FrameLocator) -> list[str]:
    """The first lines of the list."""
    return frame.locator('#activity a[href^="/activity/txn_"]').all_inner_texts()[:3]


def test_rows_that_come_move_nothing_while_the_page_around_is_scrolled(
    page: Page, street: Street, dashboard: Shop, enter: Enter
) -> None:
    """E5: a frame is told no scrolling; that the list's top is out of sight it sees itself."""
    alice = lively_seller(dashboard)
    page.goto(street.put_up(NEIGHBOUR, GROWS % alice.login_link()))
    frame = page.frame_locator(".frame")
    enter(frame, alice)
    page.frames[1].wait_for_function(HEARS)
    page.wait_for_function("() => document.querySelector('iframe').offsetHeight > 1500")
    page.evaluate("scrollTo(0, 900)")
    page.wait_for_timeout(QUIET_MS)
    before = rows(frame)
    sell(alice, "A kite that waits")
    expect(frame.locator("[data-news] a")).to_be_visible()
    assert rows(frame) == before
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(QUIET_MS)
    sell(alice, "A kite that comes")
    expect(frame.get_by_text("A kite that comes").first).to_be_visible()
