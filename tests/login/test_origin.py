"""Writes from another site are refused by what browsers say of them, before anything is done."""

from collections.abc import Callable

import pytest

from tests.cast import Seller
from tests.login.visitor import Visitor
from tests.outbox import Outbox

pytestmark = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]
WRITES = ("/verify/send", "/verify", "/signin", "/signout", "/", "/activity", "/nothing")
FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Sec-Fetch-Site": "Same-Origin"},
    {"Sec-Fetch-Site": "same-origin, cross-site"},
    {},
    {"Origin": "null"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost:80"},
    {"Origin": "https://localhost"},
    {"Referer": "http://localhost/"},
    {"Host": "evil.example", "Origin": "http://evil.example"},
    {"X-HTTP-Method-Override": "GET"},
]


def names(headers: dict[str, str]) -> str:
    """What to call a case."""
    return " ".join(map(":".join, headers.items())) or "nothing said"


@pytest.mark.parametrize("headers", FOREIGN, ids=names)
def test_a_write_from_elsewhere_does_nothing(
    visitor: NewVisitor, alice: Seller, outbox: Outbox, headers: dict[str, str]
) -> None:
    """E10: before signing in and after it, whatever headers are missing."""
    waiting, inside = visitor(), visitor()
    waiting.follow(alice.login_link())
    inside.come_in(alice)
    sent = len(outbox)
    for one in (waiting, inside):
        for path in WRITES:
            refused = one.browser.post(
                path, data={"code": "000000", "email": "a@b"}, headers=headers
            )
            assert refused.status_code == 403, path
            assert not refused.headers.getlist("Set-Cookie")
    assert len(outbox) == sent
    assert inside.is_in
    assert waiting.ask().status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
    ],
    ids=names,
)
def test_a_write_from_our_own_page_passes(
    visitor: NewVisitor, alice: Seller, headers: dict[str, str]
) -> None:
    """E10: our own pages are let through."""
    someone = visitor()
    someone.follow(alice.login_link())
    assert someone.browser.post("/verify/send", headers=headers).status_code == 303


@pytest.mark.parametrize(
    "method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "get"]
)
def test_an_odd_method_gets_no_further_than_a_write(
    visitor: NewVisitor, alice: Seller, method: str
) -> None:
    """E10: a method that nobody means is no way around."""
    someone = visitor()
    someone.come_in(alice)
    foreign = someone.browser.open(
        "/activity", method=method, headers={"Sec-Fetch-Site": "cross-site"}
    )
    own = someone.browser.open("/activity", method=method, headers=dict(someone.headers))
    if method == "get":  # the test's own browser writes methods in capitals
        return
    assert foreign.status_code == 403
    assert own.status_code == 405
    assert own.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_nobody_is_told_that_another_site_may_read(visitor: NewVisitor, alice: Seller) -> None:
    """E12: no page answers cross-origin reads."""
    someone = visitor(Origin="https://evil.example")
    someone.come_in(alice)
    for path in ("/", "/activity", "/signin", "/verify", "/assets/nothing", "/v1/balance"):
        answer = someone.get(path)
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]
