"""Pages are compressed for browsers that can read it; pages with secrets never are."""

from collections.abc import Callable

import brotli
import pytest
from flask.testing import FlaskClient

from tests.cast import Seller

pytestmark = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
BR = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.mark.parametrize("address", ["/", "/activity", "/payouts", "/earnings", "/settings"])
def test_a_page_is_the_same_page_in_less_than_half_its_length(
    sign_in: SignIn, alice: Seller, address: str
) -> None:
    browser = sign_in(alice)
    plain, packed = browser.get(address), browser.get(address, headers=BR)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.data) == plain.data
    assert len(packed.data) == packed.content_length < len(plain.data) / 2
    assert "Accept-Encoding" in plain.vary
    assert "Accept-Encoding" in packed.vary


def test_who_does_not_want_it_does_not_get_it(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    for wanted in ("", "gzip", "br;q=0", "*;q=0"):
        answer = browser.get("/", headers={"Accept-Encoding": wanted})
        assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    "address", ["/settings/authenticator", "/settings/recovery-codes", "/settings/passkeys"]
)
def test_a_page_that_may_hold_a_secret_travels_as_it_is(
    sign_in: SignIn, alice: Seller, address: str
) -> None:
    """BREACH: the length of what is compressed tells of what stands beside one's own words."""
    answer = sign_in(alice).get(address, headers=BR)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers


def test_rows_errors_files_and_the_api_stay_as_they_are(sign_in: SignIn, alice: Seller) -> None:
    browser = sign_in(alice)
    rows = browser.get("/activity", headers={**BR, "HX-Request": "true"})
    assert "Content-Encoding" not in rows.headers
    assert "Content-Encoding" not in browser.get("/payouts/po_x", headers=BR).headers
    assert "Content-Encoding" not in browser.get("/activity.csv", headers=BR).headers
