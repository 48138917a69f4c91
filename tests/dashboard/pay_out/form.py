"""The form by which a seller pays out, and what came of it."""

from typing import Any

from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import Element, elements

BANK = {"bank_name": "Sparkasse", "last4": "4711"}


def inputs(page: str) -> list[Element]:
    return [it for it in elements(page, "input") if "name" in it.attributes]


def form(browser: FlaskClient) -> dict[str, str]:
    """The form as it stands on the page."""
    page = browser.get("/pay-out").text
    return {it["name"]: it.attributes.get("value", "") for it in inputs(page)}


def payouts(seller: Seller) -> list[dict[str, Any]]:
    return list(seller.api.get("/v1/payouts")["data"])
