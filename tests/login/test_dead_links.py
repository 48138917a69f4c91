"""Links that open nothing: expired, spent, unknown, or of accounts without a dashboard."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller
from tests.login.visitor import REFRESH_URL, Visitor, bare

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]


def test_the_page_that_says_why_a_link_is_dead_leads_to_a_new_one(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """A6, A10: spent by the first browser, or expired; who holds the link learns which."""
    spent, expired = alice.login_link(), alice.login_link()
    first, second = visitor(), visitor()
    for one in (first, second):
        one.follow(spent)
    first.ask()
    clock.shift(301)
    said = {
        "each link works once": [visitor().follow(spent), second.ask()],
        "links work for five minutes": [visitor().follow(expired)],
    }
    for sentence, pages in said.items():
        for page in pages:
            assert page.status_code == 410
            assert sentence in page.text
            assert f'href="{REFRESH_URL}"' in page.text
            assert "Text me a code" not in page.text


@sqlite_only
def test_without_a_refresh_url_a_dead_link_still_says_what_to_do(
    visitor: NewVisitor, bob: Seller, mallory: Seller
) -> None:
    link = mallory.login_link()
    first = visitor()
    first.follow(link)
    first.ask()
    page = visitor().follow(link)
    assert "Ask for a new one where you found it" in page.text
    assert REFRESH_URL not in page.text


@pytest.mark.parametrize(
    "token",
    ["A" * 42, "A" * 44, "a", "ü", "%00", "..%2f..", "a/b", "<script>", "'--", "9" * 3_000, " "],
)
def test_a_malformed_token_is_as_unknown_as_any(
    visitor: NewVisitor, app: object, token: str
) -> None:
    """A10: byte for byte."""
    unknown = visitor().get("/login/" + "A" * 43)
    assert unknown.status_code == 404
    assert bare(visitor().get(f"/login/{token}")) == bare(unknown)


def test_a_link_with_one_letter_changed_is_unknown(visitor: NewVisitor, alice: Seller) -> None:
    """A10: one letter off is as unknown as any."""
    link = alice.login_link()
    other = "A" if link[-5] != "A" else "B"
    assert visitor().follow(f"{link[:-5]}{other}{link[-4:]}").status_code == 404


@sqlite_only
@pytest.mark.parametrize("type_", ["custom", "standard"])
def test_an_account_of_another_type_gets_no_link(
    open_seller: Callable[..., Seller], type_: str
) -> None:
    seller = open_seller("carla", type=type_)
    refused = seller.platform_api.request("POST", f"/v1/accounts/{seller.id}/login_links")
    assert refused.status_code == 400
    assert refused.json
    assert refused.json["error"]["code"] == "account_has_no_dashboard"


def test_a_closed_account_s_link_opens_nothing(
    visitor: NewVisitor, acme: Platform, alice: Seller
) -> None:
    link, before = alice.login_link(), visitor()
    before.follow(link)
    closed = acme.api.request("DELETE", f"/v1/accounts/{alice.id}")
    assert closed.status_code == 200, closed.text
    assert before.ask().status_code == 401
    after = visitor()
    after.follow(link)
    assert after.ask().status_code == 401
