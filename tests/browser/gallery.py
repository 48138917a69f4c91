"""Every page that people can open, from the actors' matrix: a new one is looked at by itself."""

import re
from collections.abc import Mapping

from playwright.sync_api import BrowserContext

from tests.matrix.pages import MONTH, PAGES
from tests.matrix.row import OPENED, PENDING, SELLER, Row
from tests.shop import ShopSeller
from webapp import clock

NAME = re.compile(r"\{(\w+)\}")
FILE = re.compile(r"\.(csv|xlsx|pdf|ics|css)\b")
# No pages: what programs read, what leads on, and the address of a picture.
PROGRAMS = ("/healthz", "/metrics", "/settings/session", "/live", "/embed.")
ELSEWHERE = (*PROGRAMS, "/favicon", "/platforms/", "/login/")
OPEN, BETWEEN, OWN = OPENED, PENDING, SELLER


def addresses(kind: str, ids: Mapping[str, str]) -> list[str]:
    """The pages of a kind whose names we know something for; each is there for who may see it."""
    return [_filled(row, ids) for row in PAGES if row.kind == kind and _is_page(row, ids)]


def things_of(seller: ShopSeller, context: BrowserContext) -> dict[str, str]:
    """What the signed-in seller's addresses may name; a saved view is made for it."""
    sdk, server = seller.shop.test.v1, seller.shop.server
    asked = context.request
    view: dict[str, str | float | bool] = {"name": "Only payouts", "query": "type=payouts"}
    asked.post(f"{server.url}/views", form=view, headers={"Origin": server.url})
    views, overview = asked.get(f"{server.url}/views"), asked.get(f"{server.url}/")
    platform = _first(r"/platforms/(plat_\w+)/", overview.text())
    return {
        "line": sdk.balance_transactions.list(options=seller.acting).data[0].id,
        "payout": sdk.payouts.list(options=seller.acting).data[0].id,
        "view": _first(r"/views/([\w-]+)/", views.text()),
        "preview": server.flask("platform", "preview", platform).strip().rpartition("/")[2],
    }


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, pattern
    return found[1]


def _is_page(row: Row, ids: Mapping[str, str]) -> bool:
    return (
        row.method == "GET"
        and row.ok == 200
        and set(NAME.findall(row.url)) <= set(ids)
        and not FILE.search(row.url)
        and not row.url.startswith(ELSEWHERE)
    )


def _filled(row: Row, ids: Mapping[str, str]) -> str:
    filled = NAME.sub(lambda name: ids[name[1]], row.url)
    return filled.replace(MONTH, f"{clock.utc_date(clock.now()):%Y-%m}")  # the matrix has its own
