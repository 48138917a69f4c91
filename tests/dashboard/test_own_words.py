"""A platform's own words for lines: where they stand, and that they stay inert."""

import time
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.cast import Platform, Seller

pytestmark = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
LINE = {"type": "charge", "amount": 700, "currency": "eur"}
ORDER = "charge=Order {metadata.order_id} at {platform}"


@pytest.fixture
def describe(cli: Callable[..., str], acme: Platform) -> Callable[..., None]:
    """Give Alice's platform words for lines."""

    def describe(*texts: str) -> None:
        options = [part for text in texts for part in ("--describe", text)]
        cli("platform", "update", acme.id, *options)

    return describe


def test_a_bare_line_is_called_what_the_platform_calls_it(
    sign_in: SignIn, alice: Seller, describe: Callable[..., None]
) -> None:
    """On the overview, in the feed, on its own page and in the file."""
    line = alice.api.post("/v1/balance_transactions", **LINE, metadata={"order_id": "K-7"})
    browser = sign_in(alice)
    assert "Payment from Acme" in browser.get("/activity").text
    describe(ORDER)
    for address in ("/", "/activity", f"/activity/{line['id']}", "/activity.csv"):
        assert "Order K-7 at Acme" in browser.get(address).text, address


def test_the_lines_of_a_payout_are_called_so_too(
    sign_in: SignIn, alice: Seller, describe: Callable[..., None], cli: Callable[..., str]
) -> None:
    settled = {"created": int(time.time()), "available_on": int(time.time())}
    alice.api.post("/v1/balance_transactions", **LINE, **settled, metadata={"order_id": "K-7"})
    cli("payouts", "run")
    describe(ORDER)
    (payout,) = alice.api.get("/v1/payouts")["data"]
    page = sign_in(alice).get(f"/payouts/{payout['id']}").text
    assert "Order K-7 at Acme" in page
    assert "Payment from Acme" not in page


def test_what_was_described_or_lacks_the_metadata_keeps_its_own_words(
    sign_in: SignIn, alice: Seller, describe: Callable[..., None]
) -> None:
    alice.api.post("/v1/balance_transactions", **LINE, description="Kite", metadata={"order_id": 1})
    alice.api.post("/v1/balance_transactions", **LINE)
    describe(ORDER, "payout=Week {metadata.week}")
    browser = sign_in(alice)
    page, file = browser.get("/activity").text, browser.get("/activity.csv").text
    for text in (page, file):
        assert "Kite" in text
        assert "Payment from Acme" in text
        assert "Order 1 at" not in text
        assert "Order  at" not in text
        assert "{" not in text.partition("Kite")[2].partition("</main")[0]


def test_markup_in_metadata_is_shown_and_not_read(
    sign_in: SignIn, alice: Seller, describe: Callable[..., None]
) -> None:
    hostile = "<img src=x onerror=alert(1)>{platform}"
    alice.api.post("/v1/balance_transactions", **LINE, metadata={"order_id": hostile})
    describe(ORDER)
    page = sign_in(alice).get("/activity").text
    assert "Order &lt;img src=x onerror=alert(1)&gt;{platform} at Acme" in page
    assert "<img src=x" not in page


def test_a_poll_after_the_words_changed_is_answered_with_them(
    sign_in: SignIn, alice: Seller, describe: Callable[..., None]
) -> None:
    alice.api.post("/v1/balance_transactions", **LINE, metadata={"order_id": "K-7"})
    browser, htmx = sign_in(alice), {"HX-Request": "true"}
    tag = browser.get("/activity", headers=htmx).headers["ETag"]
    assert browser.get("/activity", headers={**htmx, "If-None-Match": tag}).status_code == 304
    describe(ORDER)
    answer = browser.get("/activity", headers={**htmx, "If-None-Match": tag})
    assert answer.status_code == 200
    assert "Order K-7 at Acme" in answer.text
