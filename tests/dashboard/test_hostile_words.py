"""Whatever a platform, a seller or a bank is called: on every page it is text and nothing else."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import Platform, Seller, open_account
from tests.dashboard.elements import elements, links_to
from tests.dashboard.panels import PANELS

pytestmark = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
Sell = Callable[..., list[dict[str, Any]]]
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>",
    "\"'><svg/onload=alert(1)>",
    "' onmouseover='alert(1)",
    "{{ config }}{% raw %}",
    "]]>--><!--",
    "</canvas></script>",
    "javascript:alert(1)",
]
OWN_TAGS = {"script", "svg", "path", "img", "canvas"}


@pytest.mark.parametrize("words", HOSTILE)
def test_a_name_is_text_on_every_page(
    make_platform: Callable[..., Platform],
    sign_in: SignIn,
    sell: Sell,
    pay_out: Callable[..., Any],
    words: str,
) -> None:
    honest, hostile = (
        pages_of(name, make_platform, sign_in, sell, pay_out) for name in ("Honest", words)
    )
    assert honest.keys() == hostile.keys()
    for path, page in hostile.items():
        shape = [(it.tag, sorted(it.attributes)) for it in elements_of(page)]
        assert shape == [(it.tag, sorted(it.attributes)) for it in elements_of(honest[path])], path
        assert words in "".join(it.text for it in elements(page, "body"))


def elements_of(page: str) -> list[Any]:
    """All elements of a page, whatever their tags."""
    tags = {"html", "head", "title", "meta", "link", "body", "a", "p", "bdi", "span", "form", "dd"}
    return [it for tag in sorted(tags | OWN_TAGS) for it in elements(page, tag)]


def pages_of(
    name: str,
    make_platform: Callable[..., Platform],
    sign_in: SignIn,
    sell: Sell,
    pay_out: Callable[..., Any],
) -> dict[str, str]:
    """All pages of a seller for whom everything is called so."""
    platform = make_platform(name)
    seller = open_account(
        platform,
        "carla",
        business_profile={"name": name},
        external_account={
            "object": "bank_account",
            "country": "DE",
            "currency": "eur",
            "bank_name": name,
            "account_number": "DE89370400440532013000",
        },
    )
    sell(seller, 3, until=int(time.time()), description=name)
    sell(seller, 1, until=int(time.time()))
    payout = pay_out(seller, 500, description=name, statement_descriptor=name[:22])
    seller.api.post(f"/v1/payouts/{payout['id']}/mark", status="paid", trace_id=name)
    pay_out(seller, 500, description=name)
    browser = sign_in(seller)
    found = {path: browser.get(path).text for path in PANELS}
    for kind in ("activity", "payouts"):
        for number, link in enumerate(links_to(found[f"/{kind}"], f"/{kind}/")):
            found[f"{kind} {number}"] = browser.get(link["href"]).text
    found["out"] = browser.post("/signout").text
    return found
