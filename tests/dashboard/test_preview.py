"""The preview of a platform's brand: sample money, nobody's own, and nothing of it is kept."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.cast import Platform, Seller
from webapp import clock
from webapp.access import preview_link
from webapp.access.audit.chain import AuditEvent
from webapp.access.preview_link import LIFETIME, preview_token
from webapp.access.sessions.session import Session
from webapp.accounts.account import Account
from webapp.ledger.lines.journal import BalanceTransaction
from webapp.ledger.payouts.payout import Payout

TABLES = (Account, BalanceTransaction, Payout, Session)


@pytest.fixture
def link(cli: Callable[..., str], acme: Platform) -> str:
    """What `platform preview` prints, without the host."""
    return "/preview/" + cli("platform", "preview", acme.id).strip().rpartition("/")[2]


def test_the_link_opens_both_themes_with_sample_money(client: FlaskClient, link: str) -> None:
    shell = client.get(link)
    assert shell.status_code == 200
    frames = re.findall(r'<iframe[^>]* src="([^"]+)"', shell.text)
    assert len(frames) == 2
    for theme, address in zip(("light", "dark"), frames, strict=True):
        page = client.get(address.replace("&amp;", "&"))
        assert page.status_code == 200
        assert f'data-theme="{theme}"' in page.text
        assert "Sample Seller" in page.text
        assert "Payment from Acme" in page.text
        for panel in ("balance", "payouts", "earnings", "activity"):
            assert f'id="{panel}"' in page.text


def test_nothing_of_the_sample_is_kept_and_nobody_is_signed_in(
    client: FlaskClient, link: str
) -> None:
    before = [table.select().count() for table in TABLES]
    for _ in range(2):
        answer = client.get(f"{link}/page")
        assert "Sample Seller" in answer.text
        assert "Set-Cookie" not in answer.headers
    assert [table.select().count() for table in TABLES] == before
    assert client.get("/").status_code == 302


@pytest.mark.engine("sqlite")
def test_the_preview_shows_nobody_s_own_money(
    alice: Seller, sign_in: Callable[[Seller], FlaskClient], link: str
) -> None:
    """Not even to a seller who is signed in, who stays so."""
    line = {"type": "charge", "amount": 123_456, "currency": "eur", "description": "Alice's kite"}
    alice.api.post("/v1/balance_transactions", **line)
    browser = sign_in(alice)
    page = browser.get(f"{link}/page").text
    assert "kite" not in page
    assert "1,234.56" not in page
    assert "kite" in browser.get("/").text


@pytest.mark.engine("sqlite")
def test_colours_and_panels_are_tried_on_in_the_address(client: FlaskClient, link: str) -> None:
    query = "brand_color=%23ffee00&brand_color_dark=%23aabbcc&hide=payouts"
    shell, page = client.get(f"{link}?{query}").text, client.get(f"{link}/page?{query}").text
    assert "#6f5f00 on light pages" in shell
    assert 'id="payouts"' not in page
    css = client.get(f"{link}/brand.css?{query}")
    assert css.content_type == "text/css; charset=utf-8"
    assert "--brand:light-dark(#ffee00,#aabbcc)" in css.text
    assert "#ffee00" not in client.get(link).text


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    "query",
    ["brand_color=red", "brand_color=%23000;}*{color:red", "hide=balance", "hide=%00"]
    + [
        "theme=x&width=x&range=x&currency=x",
        "brand_color_dark=<script>",
        "brand_color=" + "x" * 999,
    ],
)
def test_junk_is_shown_as_what_is_saved(client: FlaskClient, link: str, query: str) -> None:
    for part in ("", "/page", "/brand.css"):
        answer = client.get(f"{link}{part}?{query}")
        assert answer.status_code == 200
        assert "<script>" not in answer.text
    assert "--brand:#3b5bdb;" in client.get(f"{link}/brand.css?{query}").text


@pytest.mark.engine("sqlite")
def test_a_link_ends_after_a_week_and_cannot_be_made_up(
    client: FlaskClient, acme: Platform, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = preview_token(acme.id)
    forged = [token[:-1] + ("0" if token[-1] != "0" else "1"), token.replace("plat_", "plat-")]
    for wrong in (*forged, "x", "..", "a.b.c", "é.1.é", f"{acme.id}.99999999999."):
        for part in ("", "/page", "/brand.css"):
            answer = client.get(f"/preview/{wrong}{part}")
            assert answer.status_code == 404
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + LIFETIME)
    assert "has ended" in client.get(link).text


@pytest.mark.engine("sqlite")
def test_the_policy_stays_strict_and_nobody_else_frames_it(client: FlaskClient, link: str) -> None:
    shell, page = client.get(link).headers, client.get(f"{link}/page").headers
    assert shell["Content-Security-Policy"].endswith("frame-ancestors 'none'; frame-src 'self'")
    assert page["Content-Security-Policy"].endswith("frame-ancestors 'self'")
    assert "frame-src" not in client.get("/signin").headers["Content-Security-Policy"]
    assert shell["Cache-Control"] == page["Cache-Control"] == "no-store"
    assert 'content="noindex"' in client.get(f"{link}/page").text


@pytest.mark.engine("sqlite")
def test_a_link_that_gets_about_holds_nobody_up(
    client: FlaskClient, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each look writes, if only for a moment: so there are so many an hour."""
    monkeypatch.setattr(preview_link, "LOOKS_AN_HOUR", 2)
    found = [client.get(f"{link}/page").status_code for _ in range(3)]
    assert found == [200, 200, 429]
    assert client.get(link).status_code == 200


@pytest.mark.engine("sqlite")
def test_a_platform_that_is_shut_has_no_preview(
    client: FlaskClient, cli: Callable[..., str], acme: Platform, link: str
) -> None:
    cli("platform", "disable", acme.id)
    assert client.get(link).status_code == client.get(f"{link}/page").status_code == 404


@pytest.mark.engine("sqlite")
def test_the_link_of_whoever_is_refused_is_written_nowhere(
    client: FlaskClient, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview_link, "LOOKS_AN_HOUR", 1)
    assert [client.get(f"{link}/page").status_code for _ in range(2)] == [200, 429]
    (row,) = AuditEvent.select().where(AuditEvent.event == "limit.reached")
    assert "GET /preview/<token>/page" in row.detail
    assert link.rpartition("/")[2] not in row.detail
