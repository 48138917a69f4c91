"""Junk in an address or a header is never our fault."""

from itertools import product

import pytest
from flask.testing import FlaskClient

from tests.dashboard.elements import elements
from tests.dashboard.panels import HTMX

sqlite_only = pytest.mark.engine("sqlite")
JUNK = [
    "",
    "%00",
    "txn_" + "0" * 24,
    "'--",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "9" * 3_000,
    "-1",
    "١٢٣",
    "%ff%fe",
    "%F0%9F%92%A9",
    "\u202eabc",
    "None",
    "[]",
    "txn_1&starting_after=txn_2",
]
BLANK = {"", "%00"}  # nothing that one could see, and so nothing to tell the reader of
JUNK_GOES = [
    "/?starting_after={0}&range={0}&currency={0}",
    "/activity?starting_after={0}",
    "/activity?{0}={0}",
    "/activity/{0}",
    "/earnings?range={0}&currency={0}",
    "/payouts?starting_after={0}",
    "/payouts/{0}",
    "/platforms/{0}/brand.css",
    "/platforms/{0}/icon",
    "/{0}",
]
LISTS = [
    "/?starting_after={0}",
    "/?range={0}",
    "/?currency={0}",
    "/activity?starting_after={0}",
    "/activity?type=payments&starting_after={0}",
    "/activity?currency={0}",
    "/payouts?starting_after={0}",
    "/payouts?status={0}",
    "/payouts?currency={0}",
    "/earnings?range={0}",
    "/earnings?currency={0}",
]


def test_junk_is_never_our_fault(alices: FlaskClient) -> None:
    for junk, path in product(JUNK, JUNK_GOES):
        for headers in ({}, HTMX):
            answer = alices.get(path.format(junk), headers=headers)
            assert answer.status_code in {200, 400, 404}, (path, junk)
            assert "<script>alert" not in answer.text


@pytest.mark.parametrize("path", LISTS)
def test_junk_in_the_address_of_a_list_leaves_the_list_and_a_note(
    busy: FlaskClient, path: str
) -> None:
    for junk in JUNK:
        for headers in ({}, HTMX):
            answer = busy.get(path.format(junk), headers=headers, follow_redirects=True)
            assert answer.status_code == 200, (path, junk)
        page = busy.get(path.format(junk), follow_redirects=True).text
        assert 'class="line' in page or 'class="payout' in page or "<canvas" in page, (path, junk)
        assert junk in BLANK or 'class="notice notice--plain' in page, (path, junk)


def test_rows_that_go_on_from_nowhere_lead_to_the_beginning(busy: FlaskClient) -> None:
    for path in ("/activity", "/payouts"):
        rows = busy.get(f"{path}?starting_after=txn_1", headers=HTMX).text
        assert [a["href"] for a in elements(rows, "a")] == [path]


@sqlite_only
def test_junk_in_a_revalidation_is_never_our_fault(alices: FlaskClient) -> None:
    for junk in ("", '"', "*", "W/", '"1-2-3"', '"0-²-x"', f'"0-{"9" * 5_000}-x"', '"0-9-9-9"'):
        answer = alices.get("/activity", headers=HTMX | {"If-None-Match": junk})
        assert answer.status_code == 200, junk
