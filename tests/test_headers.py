"""Every answer carries the headers: pages, errors, files, redirects, the API, the operators'."""

from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cast import KIOSK_ORIGINS, Platform, Seller, open_account
from tests.dashboard.elements import elements

pytestmark = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SELF = {"script-src", "style-src", "img-src", "connect-src", "font-src", "form-action"}
NONE = {"default-src", "base-uri", "object-src"}
PAGES = ("/", "/activity", "/earnings?range=all", "/payouts")


@pytest.fixture
def carla(kiosk: Platform) -> Seller:
    """A seller on it."""
    return open_account(kiosk, "carla")


def policy(answer: TestResponse) -> dict[str, str]:
    """The content security policy by its directives."""
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return {part.partition(" ")[0]: part.partition(" ")[2] for part in parts}


@pytest.fixture
def answers(
    app: Flask, client: FlaskClient, sign_in: SignIn, carla: Seller
) -> Iterator[dict[str, TestResponse]]:
    """One answer of each kind."""
    inside = sign_in(carla)
    style = elements(inside.get("/").text, "link", rel="stylesheet")[0]["href"]
    found = {path: inside.get(path) for path in (*PAGES, style)}
    for path in ("/signin", "/verify", "/login/nothing", "/nothing", "/favicon.ico", "/healthz"):
        found[path] = client.get(path)
    found["/metrics"] = client.get("/metrics")
    found["/v1/nothing"] = client.get("/v1/nothing")
    found["/v1/balance"] = client.get("/v1/balance")
    found["icon"] = client.get(f"/platforms/{carla.platform.id}/icon")
    found["brand"] = client.get(f"/platforms/{carla.platform.id}/brand.css")
    found["fragment"] = inside.get("/activity", headers={"HX-Request": "true"})
    found["line"] = inside.get("/activity/txn_nothing")
    found["405"] = client.delete("/signin")
    found["403"] = client.post("/signin", headers={"Sec-Fetch-Site": "cross-site"})
    found["413"] = client.post("/signin", data={"email": "x" * 5_000_000})
    found["file that is gone"] = client.get("/assets/app.0000000000000000.css")

    def fail() -> NoReturn:
        raise RuntimeError("planted")

    app.view_functions["dashboard.home"] = fail
    found["500"] = inside.get("/")
    yield found
    for answer in found.values():
        answer.close()


def test_every_answer_carries_the_headers(answers: dict[str, TestResponse]) -> None:
    """E7, E8: pages, errors, files, redirects and the API alike; nothing is unsafe."""
    for name, answer in answers.items():
        for header, value in FIXED.items():
            assert answer.headers.getlist(header) == [value], (name, header)
        directives = policy(answer)
        assert {directives[directive] for directive in SELF} == {"'self'"}, name
        assert {directives[directive] for directive in NONE} == {"'none'"}, name
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert "*" not in answer.headers["Content-Security-Policy"]
        assert "geolocation=()" in answer.headers["Permissions-Policy"]


def test_the_answers_are_what_they_should_be(answers: dict[str, TestResponse]) -> None:
    status = {name: answer.status_code for name, answer in answers.items()}
    assert status["/"] == status["/signin"] == status["/healthz"] == status["brand"] == 200
    assert status["/verify"] == status["/v1/balance"] == 401
    assert status["/nothing"] == status["icon"] == status["line"] == 404
    assert status["file that is gone"] == status["/login/nothing"] == 404
    assert [status[code] for code in ("403", "405", "413", "500")] == [403, 405, 413, 500]


def test_only_a_seller_s_pages_may_be_framed_and_only_by_her_platform(
    answers: dict[str, TestResponse],
) -> None:
    """E4: exactly the registered origins; on everything else nobody, errors in a tab included."""
    for name, answer in answers.items():
        ancestors = policy(answer)["frame-ancestors"]
        if name in PAGES:
            assert set(ancestors.split()) == set(KIOSK_ORIGINS), name
            assert "X-Frame-Options" not in answer.headers, name
        else:
            assert ancestors == "'none'", name
            assert answer.headers["X-Frame-Options"] == "DENY", name


def test_the_way_in_may_be_framed_by_the_link_s_platform(
    client: FlaskClient, carla: Seller, mallory: Seller
) -> None:
    """E4: dead links included."""
    link = carla.login_link()
    for answer in (client.get(link), client.get("/verify"), client.post("/verify/send")):
        if answer.status_code == 200:
            assert set(policy(answer)["frame-ancestors"].split()) == set(KIOSK_ORIGINS)
    spent = client.get(link)
    assert spent.status_code == 410
    assert set(policy(spent)["frame-ancestors"].split()) == set(KIOSK_ORIGINS)
    client.get(mallory.login_link())
    assert policy(client.get("/verify"))["frame-ancestors"] == "'none'"


def test_a_platform_without_origins_frames_nothing(sign_in: SignIn, mallory: Seller) -> None:
    """E4: and the older header agrees."""
    answer = sign_in(mallory).get("/")
    assert policy(answer)["frame-ancestors"] == "'none'"
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("header", ["Origin", "Referer", "Host", "X-Forwarded-Host"])
def test_nothing_of_the_request_gets_into_the_policy(
    sign_in: SignIn, carla: Seller, header: str
) -> None:
    """E4: no header of the request is mirrored."""
    browser = sign_in(carla)
    for path in (*PAGES, "/signin", "/nothing"):
        told = browser.get(path, headers={header: "evil.example"})
        assert "evil" not in str(told.headers)


def test_people_s_data_is_kept_by_nobody_and_files_for_ever(
    answers: dict[str, TestResponse],
) -> None:
    """D8: no-store, on errors too."""
    for name, answer in answers.items():
        kept = answer.headers["Cache-Control"]
        if name.startswith("/assets/"):
            assert "immutable" in kept
        elif name == "brand":
            assert kept == "public, max-age=300"
        else:
            assert kept == "no-store", name


def test_every_text_says_its_charset(answers: dict[str, TestResponse]) -> None:
    """E8: so no browser guesses."""
    for name, answer in answers.items():
        kind = answer.headers.get("Content-Type", "")
        if kind.startswith("text/"):
            assert "utf-8" in kind.lower(), name


def test_no_header_names_the_software_s_version(answers: dict[str, TestResponse]) -> None:
    """J6: nor the software itself."""
    for answer in answers.values():
        assert not {"X-Powered-By", "Server", "X-Runtime"} & {name for name, _ in answer.headers}


def test_a_head_says_what_a_get_says(sign_in: SignIn, carla: Seller) -> None:
    browser = sign_in(carla)

    def told(method: str, path: str) -> dict[str, Any]:
        answer = browser.open(path, method=method)
        return {name: value for name, value in answer.headers if name != "Content-Length"}

    for path in (*PAGES, "/nothing"):
        assert told("HEAD", path) == told("GET", path)
        assert not browser.head(path).data
