"""Signing out: this browser's session is dead at once, and only a known address is led to."""

from collections.abc import Callable

import pytest

from tests.cast import Seller
from tests.login.visitor import Visitor

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]


def test_signing_out_kills_the_session_on_the_server(visitor: NewVisitor, alice: Seller) -> None:
    """D5, D8: the replayed cookie is refused, and the browser is emptied."""
    someone, thief = visitor(), visitor()
    someone.come_in(alice)
    token = someone.token()
    assert token
    thief.plant(token)
    out = someone.post("/signout")
    assert out.status_code == 200
    assert "signed out" in out.text
    assert "Alice" not in out.text
    assert 'action="/signout"' not in out.text
    assert out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert someone.token() is None
    assert not thief.is_in


@sqlite_only
def test_signing_out_ends_this_browser_s_session_alone(visitor: NewVisitor, alice: Seller) -> None:
    here, there = visitor(), visitor()
    here.come_in(alice)
    there.come_in(alice)
    here.post("/signout")
    assert not here.is_in
    assert there.is_in


@sqlite_only
def test_signing_out_without_a_session_does_no_harm(visitor: NewVisitor, app: object) -> None:
    stranger = visitor()
    assert stranger.post("/signout").status_code == 200
    stranger.plant("junk")
    assert stranger.post("/signout").status_code == 200
    assert stranger.get("/signout").status_code == 405


@sqlite_only
def test_signing_out_moves_on_to_where_the_platform_said(
    visitor: NewVisitor, alice: Seller
) -> None:
    someone = visitor()
    someone.follow(alice.login_link(redirect_url="https://acme.example/bye?a=1&b=2"))
    someone.ask()
    someone.enter("000000")
    out = someone.post("/signout")
    assert out.headers["Refresh"] == "0; url=https://acme.example/bye?a=1&b=2"
    assert 'href="https://acme.example/bye?a=1&amp;b=2"' in out.text


@sqlite_only
@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "http://acme.example/",
        "//acme.example/",
        "https:acme.example",
        "https://acme.example.evil.example/",
        "https://acme.example@evil.example/",
        "https://evil.example#https://acme.example",
        "https://evil.example\\@acme.example/",
        "https://acme.example:444/",
        "https://acme.example\t.evil.example/",
        "https://acme.example/\r\nSet-Cookie: a=b",
        "https://acme.example/ ; url=https://evil.example",
        "javascript:alert(1)//https://acme.example",
        "data:text/html,https://acme.example",
        "https://[acme.example/",
        "https://acme.example。evil.example/",
        "\x00https://acme.example/",
    ],
)
def test_no_link_leads_out_to_a_stranger(alice: Seller, url: str) -> None:
    """E14: only the platform's registered origins."""
    refused = alice.platform_api.request(
        "POST", f"/v1/accounts/{alice.id}/login_links", redirect_url=url
    )
    assert refused.status_code == 400, url
