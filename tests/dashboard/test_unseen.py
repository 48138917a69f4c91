"""What others wrote is shown without the marks that turn the direction of writing."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import Platform, Seller, open_account
from tests.dashboard.elements import elements, links_to
from webapp.unseen import seen

pytestmark = pytest.mark.engine("sqlite")
TURNING = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C]
EVIL = "Invoice \u202egnp.exe\u202c \u2066\u200f\u061cx"
PLAIN = "Invoice gnp.exe x"
PAGES = ("/", "/activity", "/views", "/payouts", "/settings")


def test_no_program_is_shown_as_a_picture(
    make_platform: Callable[..., Platform],
    sign_in: Callable[[Seller], FlaskClient],
    sell: Callable[..., list[dict[str, Any]]],
    pay_out: Callable[..., Any],
) -> None:
    """Descriptions, metadata, names, banks, saved views and what the platform says of a hold."""
    bank = {"object": "bank_account", "country": "DE", "currency": "eur", "bank_name": EVIL}
    carla = open_account(
        make_platform("Bazaar"),
        "carla",
        business_profile={"name": EVIL},
        external_account=bank | {"account_number": "DE89370400440532013000"},
    )
    now = int(time.time())
    sell(carla, 1, until=now - 60, description=EVIL, metadata={"order_id": EVIL})
    pay_out(carla, 500, description=EVIL)
    hold = {"reason": "review", "acts": "platform", "message": EVIL}
    carla.platform_api.post(f"/v1/accounts/{carla.id}", settings={"payouts": {"hold": hold}})
    browser = sign_in(carla)
    browser.post("/views", data={"name": EVIL, "query": "type=refunds"})
    found = {path: browser.get(path).text for path in PAGES}
    for kind in ("activity", "payouts"):
        for link in links_to(found[f"/{kind}"], f"/{kind}/"):
            found[link["href"]] = browser.get(link["href"]).text
    for path, page in found.items():
        assert PLAIN in page, path
        assert not set(page) & set(map(chr, TURNING)), path
    shown = [it.text for page in found.values() for it in elements(page, "bdi")]
    assert shown.count(PLAIN) > len(found) + 5


@pytest.mark.parametrize("mark", TURNING)
def test_a_mark_that_turns_the_writing_goes(mark: int) -> None:
    assert seen(f"a{chr(mark)}b") == "ab"


@pytest.mark.parametrize(
    "words", ["👩‍👩‍👧‍👦 ❤️", "مدفوعات שלום", "نمی‌خواهم", "क्‍ष", "e\u0301\u00ad–№\u00a07", "a\nb\tc"]
)
def test_words_of_any_script_stay_as_they_are(words: str) -> None:
    assert seen(words) == words
