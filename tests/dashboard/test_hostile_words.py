"""Whatever a platform, a seller or a bank is called: on every page it is text and nothing else."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller, open_account
from tests.dashboard.elements import elements, links_to
from webapp.clock import HOUR, MINUTE

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


def test_a_name_is_text_on_every_page(
    make_platform: Callable[..., Platform],
    sign_in: SignIn,
    sell: Sell,
    pay_out: Callable[..., Any],
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.move_to(datetime(2031, 5, 6, 12, tzinfo=UTC), tick=False)
    honest = pages_of("Honest", make_platform, sign_in, sell, pay_out, time_machine)
    for words in HOSTILE:
        hostile = pages_of(words, make_platform, sign_in, sell, pay_out, time_machine)
        assert honest.keys() == hostile.keys()
        for path, page in hostile.items():
            assert shape(page) == shape(honest[path]), (path, words)
            assert words in elements(page, "body")[0].text


def shape(page: str) -> list[Any]:
    """The elements of a page and the names of their attributes."""
    tags = {"html", "head", "title", "meta", "link", "body", "a", "p", "bdi", "span", "form", "dd"}
    found = [it for tag in sorted(tags | OWN_TAGS) for it in elements(page, tag)]
    return [(it.tag, sorted(it.attributes)) for it in found]


def pages_of(
    name: str,
    make_platform: Callable[..., Platform],
    sign_in: SignIn,
    sell: Sell,
    pay_out: Callable[..., Any],
    time_machine: TimeMachineFixture,
) -> dict[str, str]:
    """All pages of a seller for whom everything is called so; each step is a minute later."""
    time_machine.shift(HOUR)
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
    time_machine.shift(MINUTE)
    sell(seller, 1, until=int(time.time()))
    time_machine.shift(MINUTE)
    payout = pay_out(seller, 500, description=name, statement_descriptor=name[:22])
    seller.api.post(f"/v1/payouts/{payout['id']}/mark", status="paid", trace_id=name)
    time_machine.shift(MINUTE)
    pay_out(seller, 500, description=name)
    time_machine.shift(MINUTE)
    browser = sign_in(seller)
    found = {path: browser.get(path).text for path in ("/", "/activity", "/earnings", "/payouts")}
    for kind in ("activity", "payouts"):
        for number, link in enumerate(links_to(found[f"/{kind}"], f"/{kind}/")):
            found[f"{kind} {number}"] = browser.get(link["href"]).text
    found["out"] = browser.post("/signout").text
    return found
