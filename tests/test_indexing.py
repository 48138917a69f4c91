"""What search engines may keep: the sign-in page, and nothing that a link or a session opens."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller

pytestmark = pytest.mark.engine("sqlite")
NOINDEX = '<meta name="robots" content="noindex">'
PAGES = ("/", "/activity", "/payouts", "/earnings", "/settings")


def test_a_sellers_pages_are_not_there_for_a_search_engine(client: FlaskClient) -> None:
    """It has no session, so it is sent to the sign-in page, the only one that it may keep."""
    for address in PAGES:
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/signin")
    assert NOINDEX not in client.get("/signin").text


def test_what_a_link_opens_is_never_kept(
    client: FlaskClient, alice: Seller, sign_in: Callable[[Seller], FlaskClient]
) -> None:
    path = alice.login_link().partition("localhost")[2].partition("/")[2]
    assert NOINDEX in client.get(f"/{path}", follow_redirects=True).text
    assert NOINDEX in client.get("/login/unknown").text
    assert NOINDEX in client.get("/nowhere").text
    assert NOINDEX not in sign_in(alice).get("/").text
