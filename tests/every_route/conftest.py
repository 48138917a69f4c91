"""Alice's house with something in every room, and browsers in front of it."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Platform, Seller
from tests.every_route.routes import Route, routes
from webapp.access.calendar_key import CalendarKey
from webapp.access.preview_link import preview_token
from webapp.accounts.saved_view import save_view

ORIGINS = ("https://www.kiosk.example", "https://app.kiosk.example:8443")
REFRESH_URL = f"{ORIGINS[0]}/money"


@pytest.fixture
def acme(
    make_platform: Callable[..., Platform], cli: Callable[..., str], tmp_path: Path
) -> Platform:
    """A platform with an icon, whose pages on two origins may frame the dashboard.

    Its sellers may do all that a platform can let them do.
    """
    icon = tmp_path / "icon.png"
    icon.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    options = [part for origin in ORIGINS for part in ("--origin", origin)]
    acme = make_platform("Acme", *options, "--refresh-url", REFRESH_URL, "--icon", str(icon))
    cli("platform", "controls", acme.id, "--allow", "pay_out", "--allow", "schedule")
    return acme


@pytest.fixture
def alices(sign_in: Callable[[Seller], FlaskClient], alice: Seller) -> FlaskClient:
    """Alice's browser, signed in."""
    return sign_in(alice)


@pytest.fixture
def carla(open_seller: Callable[..., Seller]) -> Seller:
    """A seller with a live account."""
    return open_seller("carla", livemode=True)


@pytest.fixture
def known(alice: Seller, acme: Platform) -> dict[str, str]:
    """Ids of things that are there, by where they stand in an address."""
    on = acme.api.on(alice.id)
    charge = on.post("/v1/charges", amount=1_000, currency="eur", source="tok_bypassPending")
    acme.api.post("/v1/balance_transactions", **sale(5_000))
    transfer = acme.api.post("/v1/transfers", amount=70, currency="eur", destination=alice.id)
    path = f"/v1/transfers/{transfer['id']}/reversals"
    return {
        "accounts": alice.id,
        "charges": charge["id"],
        "refunds": on.post("/v1/refunds", charge=charge["id"], amount=10)["id"],
        "payouts": on.post("/v1/payouts", amount=20, currency="eur")["id"],
        "transfers": transfer["id"],
        "reversals": acme.api.post(path, amount=1)["id"],
        "balance_transactions": charge["balance_transaction"],
        "activity": charge["balance_transaction"],
        "platforms": acme.id,
        "views": save_view(alice.id, "Payouts", "type=payouts").id,
        "statements": f"{date.today():%Y-%m}",
        "preview": preview_token(acme.id),
        "calendar": CalendarKey.make(alice.id),
        "login": alice.login_link().rpartition("/")[2],
    }


def sale(amount: int) -> dict[str, Any]:
    """Money that is there at once."""
    now = int(time.time()) - 1
    return {"type": "charge", "amount": amount, "currency": "eur", "available_on": now}


@pytest.fixture
def every_route(app: Flask, known: dict[str, str], brief_streams: None) -> list[Route]:
    """Every route, its addresses leading to what is there."""
    return routes(app, known)
