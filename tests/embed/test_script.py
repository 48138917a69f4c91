"""`/embed.js` as every site's page gets it: small, plain, kept for a while, and the only one."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.embed.script import PARTS, written

pytestmark = pytest.mark.engine("sqlite")
BYTES_MAX = 4_000
THERE = "https://earnings.market.example"
LONG = "https://earnings.the-whole-market-and-all-its-stalls.example"
# What a strict content policy refuses, and what would reach further than the element's own frame.
NEVER = ("eval(", "Function(", "innerHTML", "insertAdjacent", "setAttribute('style'", "<style")
NEVER_EITHER = ("document.write", "import(", "localStorage", "document.cookie", ".style=")
UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture
def served(client: FlaskClient) -> str:
    """The script as a page on another site loads it."""
    return client.get("/embed.js", headers={"Sec-Fetch-Site": "cross-site"}).text


@pytest.mark.parametrize("asked", UNPACKED)
def test_it_is_four_kilobytes_at_most(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    """Wherever the dashboard is: its address is in it."""
    monkeypatch.setitem(app.config, "BASE_URL", LONG)
    plain = client.get("/embed.js")
    packed = client.get("/embed.js", headers={"Accept-Encoding": asked})
    assert packed.headers["Content-Encoding"] == asked
    assert len(packed.data) <= BYTES_MAX
    assert UNPACKED[asked](packed.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != packed.headers["ETag"]


def test_every_site_may_load_it_and_pin_it(client: FlaskClient) -> None:
    """E12: this file alone, since no cookie and no key changes what it says."""
    answer = client.get("/embed.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Credentials" not in answer.headers
    for other in ("/embed.d.ts", "/signin", "/healthz", "/embed.js/", "/v1/balance"):
        headers = client.get(other).headers
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", other
        assert "Access-Control-Allow-Origin" not in headers, other


@pytest.mark.parametrize("path", ["/embed.js", "/embed.d.ts"])
def test_it_is_kept_for_a_while_and_asked_for_again(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    assert first.headers["Cache-Control"] == "public, max-age=600"
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_it_knows_where_the_dashboard_is(app: Flask, served: str) -> None:
    assert f'ORIGIN="{app.config["BASE_URL"]}"' in served
    assert written(THERE).count(THERE) == 1


def test_it_says_its_words_in_every_language(served: str) -> None:
    assert '"de":["Ihre Einnahmen"' in served
    for tag in ("en", "de", "es", "fr", "pt", "ja", "ar"):
        assert f'"{tag}":["' in served


def test_nothing_in_it_is_what_a_strict_policy_refuses(served: str) -> None:
    """E7: no code from text, no inline style; E5: a message goes to one origin."""
    assert not [word for word in (*NEVER, *NEVER_EITHER) if word in served]
    targets = re.findall(r"postMessage\(.*?,(\w+)\)", served)
    assert targets == ["ORIGIN"]


def test_spaces_in_texts_are_kept(served: str) -> None:
    texts = [text for part in sources() for text in re.findall(r"'([^'\n]*)'", without_notes(part))]
    assert len(texts) > 40
    assert not [text for text in texts if text not in served]


def sources() -> list[str]:
    return [(PARTS / name).read_text() for name in (PARTS / "ORDER").read_text().split()]


def without_notes(source: str) -> str:
    return re.sub(r"(^|\s)//.*$", "", source, flags=re.MULTILINE)


def test_every_part_is_listed() -> None:
    assert {path.name for path in PARTS.glob("*.js")} == set((PARTS / "ORDER").read_text().split())


def test_the_types_name_what_the_element_has(client: FlaskClient) -> None:
    answer = client.get("/embed.d.ts")
    assert answer.headers["Content-Type"] == "application/typescript; charset=utf-8"
    element = "".join(Path(PARTS / name).read_text() for name in ("element.js", "hearing.js"))
    for name in re.findall(r"tell\(visit, '(\w+)'", element):
        assert f"  {name}: CustomEvent<" in answer.text
    (texts,) = re.findall(r"ATTRIBUTES = \[(.*)\];", element)
    for name in (*re.findall(r"'(\w+)'", texts), "fetchLoginLink"):
        assert f"  {name}: " in answer.text
