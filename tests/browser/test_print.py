"""Pages on paper, as the browser prints them."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

from playwright.sync_api import Page
from pypdf import PdfReader

from tests.shop import ShopSeller

DAYS = 31


def test_a_statement_begins_on_the_first_sheet(
    page: Page, come_in: Callable[[Page, ShopSeller], None], alice: ShopSeller
) -> None:
    """It is longer than a sheet, so it cannot wait for one that holds all of it."""
    first = int(datetime(2025, 1, 1, 12, tzinfo=UTC).timestamp())
    sale = {"type": "charge", "amount": 5_000, "currency": "eur"}
    sales = [{**sale, "created": first + day * 86_400} for day in range(DAYS)]
    write = alice.shop.test.raw_request
    write("post", "/v1/balance_transactions", lines=sales, stripe_account=alice.id)
    come_in(page, alice)
    page.goto("/statements/2025-01")
    sheets = [it.extract_text() for it in PdfReader(BytesIO(page.pdf(format="A4"))).pages]
    assert len(sheets) > 1
    for words in ("Statement for January 2025", "Movements by type", "Jan 1"):
        assert words in sheets[0]
