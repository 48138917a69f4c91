"""No address that we are told leads anybody to a stranger's site."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.cast import Platform, Seller, open_account

pytestmark = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
OURS = "https://shop.example"
# Sixty ways to write "elsewhere" so that it looks like ours, or like nothing.
FORMS = [
    *("https://evil.example", "http://shop.example", "http://evil.example", "HTTPS://evil.example"),
    *(
        "//evil.example",
        "///evil.example",
        "////evil.example",
        "/\\evil.example",
        "\\\\evil.example",
    ),
    *("\\/evil.example", "/%2f/evil.example", "/%5cevil.example", "https:evil.example"),
    *(
        "https:/evil.example",
        "https:///evil.example",
        "https:\\\\evil.example",
        "https:evil.example/",
    ),
    *("https://shop.example@evil.example", "https://shop.example%40evil.example"),
    *("https://shop.example:pass@evil.example/", "https://evil.example#@shop.example"),
    *("https://evil.example?shop.example", "https://evil.example/shop.example"),
    *("https://evil.example\\@shop.example", "https://evil.example%5c@shop.example/"),
    *("https://shop.example.evil.example", "https://evil.example/https://shop.example"),
    *("https://evilshop.example", "https://shop.example.", "https://shop.examples"),
    *("https://shop.example:8443", "https://shop.example:80", "https://sub.shop.example"),
    *(
        "https://shop。example",
        "https://shop．example",
        "https://ѕhop.example",
        "https://ſhop.example",
    ),
    *(
        "https://xn--hop-5ed.example",
        "https://shop.example\u3002evil.example",
        "https://ｅvil.example",
    ),
    *("https://shop.example\t.evil.example", "https://shop.example\n.evil.example"),
    *(
        "https://shop.example\r\nLocation: https://evil.example",
        "https://shop.example\0.evil.example",
    ),
    *(" https://evil.example", "\thttps://evil.example", "\x01https://evil.example"),
    *("https://evil.example ", "\ufeffhttps://evil.example", "%0d%0ahttps://evil.example"),
    *(
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "javascript://shop.example",
    ),
    *("data:text/html,<b>evil</b>", "vbscript:x", "file:///etc/passwd", "ftp://shop.example/"),
    *(
        "blob:https://shop.example/1",
        "view-source:https://shop.example",
        "about:blank",
        "mailto:a@b.c",
    ),
    *("https://[shop.example", "https://[::1]/", "https://2130706433/", "https://0x7f.1/"),
    *(
        "https://",
        "https:",
        "//",
        "https://shop.example;evil.example",
        "https://shop.example,evil.example",
    ),
    *(
        "https://shop.example ; url=https://evil.example",
        "https://*.example",
        "https://shop.example<b>",
    ),
]


@pytest.fixture
def carla(make_platform: Callable[..., Platform]) -> Seller:
    """A seller whose platform has one registered origin."""
    return open_account(make_platform("Shop", "--origin", OURS), "carla")


def test_there_are_sixty_forms() -> None:
    assert len(set(FORMS)) >= 60


@pytest.mark.parametrize("form", FORMS)
def test_a_link_leads_back_to_no_stranger(carla: Seller, form: str) -> None:
    """E14: `redirect_url` is refused before a link is made."""
    path = f"/v1/accounts/{carla.id}/login_links"
    assert carla.platform_api.request("POST", path, redirect_url=form).status_code == 400


def test_a_link_leads_back_to_the_platform(carla: Seller) -> None:
    path = f"/v1/accounts/{carla.id}/login_links"
    for own in (OURS, f"{OURS}/", f"{OURS}/bye?a=1", f"{OURS}:443/bye"):
        assert carla.platform_api.request("POST", path, redirect_url=own).status_code == 200, own


def test_no_page_goes_on_to_where_a_stranger_says(sign_in: SignIn, carla: Seller) -> None:
    """E14: whatever `next`, `then` or `redirect_url` say, we lead to our own pages."""
    browser = sign_in(carla)
    for form in FORMS:
        asked = quote(form, safe="")
        for path in ("/confirm?then=", "/signin?next=", "/?return_url=", "/verify?redirect_url="):
            answer = browser.get(path + asked)
            for name in ("Location", "HX-Redirect", "Refresh"):
                assert re.fullmatch(r"/([a-z][a-z/]*)?", answer.headers.get(name, "/")), path
            assert "evil" not in answer.text
