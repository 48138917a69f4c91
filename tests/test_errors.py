"""Errors are sentences that say what to do, show nothing of the inside, and break nothing."""

import logging
import re
from collections.abc import Callable
from typing import NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient
from peewee import OperationalError

from tests.cast import Seller
from webapp import database
from webapp.errors import AppError

pytestmark = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
HTMX = {"HX-Request": "true"}
INSIDES = (
    "Traceback",
    "planted",
    "werkzeug",
    "peewee",
    "sqlite",
    "psycopg",
    "/webapp/",
    "site-packages",
)


def planted_fault(app: Flask, error: Exception) -> None:
    """Let the overview fail."""

    def fail() -> NoReturn:
        raise error

    app.view_functions["dashboard.home"] = fail


def test_an_unexpected_error_tells_the_log_all_and_the_reader_nothing(
    app: Flask, sign_in: SignIn, alice: Seller, caplog: pytest.LogCaptureFixture
) -> None:
    """J6: nothing of the inside, on pages and fragments."""
    browser = sign_in(alice)
    planted_fault(app, RuntimeError("planted"))
    page, fragment = browser.get("/"), browser.get("/", headers=HTMX)
    for answer in (page, fragment):
        assert answer.status_code == 500
        assert "That is our fault, not yours" in answer.text
        number = re.search(r"tell us this number: (req_\w+)\.", answer.text)
        assert number
        assert f"unexpected error at dashboard.home in {number[1]}" in caplog.text
        assert not [inside for inside in INSIDES if inside in answer.text]
    assert "<html" in page.text
    assert "<html" not in fragment.text
    assert (fragment.headers["HX-Retarget"], fragment.headers["HX-Reswap"]) == (
        "#flash",
        "innerHTML",
    )
    assert "RuntimeError: planted" in caplog.text


def test_a_named_error_is_its_own_sentence(app: Flask, sign_in: SignIn, alice: Seller) -> None:
    class TooHot(AppError):
        """It is too hot
        to count."""

        status = 429

    browser = sign_in(alice)
    planted_fault(app, TooHot())
    answer = browser.get("/")
    assert answer.status_code == 429
    assert "It is too hot to count." in answer.text
    planted_fault(app, TooHot("<b>hot</b>"))
    assert "&lt;b&gt;hot" in browser.get("/").text


def test_what_is_not_there_says_so(client: FlaskClient, sign_in: SignIn, alice: Seller) -> None:
    for browser in (client, sign_in(alice)):
        for path in (
            "/nowhere",
            "/somewhere/deep/inside",
            "/.env",
            "/static/app.css",
            "/assets/../wsgi.py",
        ):
            answer = browser.get(path)
            assert answer.status_code == 404
            assert "There is nothing here that you may see" in answer.text
            assert path.rpartition("/")[2] not in answer.text


def test_a_method_that_is_not_meant_is_refused(client: FlaskClient) -> None:
    answer = client.put("/signin")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert "<html" in answer.text


@pytest.mark.parametrize("path", ["/signin", "/verify", "/verify/send", "/signout"])
def test_a_body_without_end_is_refused(client: FlaskClient, path: str) -> None:
    answer = client.post(path, data={"email": "a@b", "code": "x" * 5_000_000})
    assert answer.status_code < 500
    if path == "/signin":
        assert answer.status_code == 413
        assert "That was too much" in answer.text


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"email=%"),
        ("application/x-www-form-urlencoded", b"\xff\xfe=\xff"),
        ("application/x-www-form-urlencoded", b"&" * 10_000),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n"),
        ("application/json", b'{"email": "a@b"}'),
        ("text/plain", b"email=a@b"),
        ("", b"\x00" * 100),
        ("nonsense;;;=", b"email=a@b"),
    ],
)
def test_a_body_of_junk_is_never_our_fault(client: FlaskClient, kind: str, body: bytes) -> None:
    for path in ("/signin", "/verify", "/signout"):
        assert client.post(path, data=body, content_type=kind).status_code < 500


def test_without_its_database_the_house_says_so_and_comes_back(
    app: Flask, sign_in: SignIn, alice: Seller, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """J6: also while the database is away."""
    browser = sign_in(alice)
    database.db.close_all()
    database.connect("postgresql://127.0.0.1:9/nowhere")
    for path in ("/", "/activity", "/verify", "/healthz", "/login/x"):
        answer = browser.get(path)
        assert answer.status_code == 503, path
        assert not [inside for inside in INSIDES if inside in answer.text]
    assert browser.get("/signin").status_code in {200, 503}
    assert "no database at" in caplog.text
    database.connect(database_url)
    assert browser.get("/").status_code == 200
    assert browser.get("/healthz").status_code == 200


def test_a_database_that_is_too_busy_asks_for_a_moment(
    app: Flask, sign_in: SignIn, alice: Seller, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    browser = sign_in(alice)
    planted_fault(app, OperationalError("database is locked"))
    answer = browser.get("/")
    assert answer.status_code == 503
    assert "Try again in a moment" in answer.text
