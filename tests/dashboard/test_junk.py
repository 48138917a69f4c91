"""Junk in an address or a header is never our fault."""

from itertools import product

import pytest
from flask.testing import FlaskClient

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


def test_junk_is_never_our_fault(alices: FlaskClient) -> None:
    for junk, path in product(JUNK, JUNK_GOES):
        for headers in ({}, HTMX):
            answer = alices.get(path.format(junk), headers=headers)
            assert answer.status_code in {200, 400, 404}, (path, junk)
            assert "<script>alert" not in answer.text


@sqlite_only
def test_junk_in_a_revalidation_is_never_our_fault(alices: FlaskClient) -> None:
    for junk in ("", '"', "*", "W/", '"1-2-3"', '"0-²-x"', f'"0-{"9" * 5_000}-x"', '"0-9-9-9"'):
        answer = alices.get("/activity", headers=HTMX | {"If-None-Match": junk})
        assert answer.status_code == 200, junk
