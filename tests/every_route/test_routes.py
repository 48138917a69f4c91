"""The walk over the routes leaves none out, and its addresses lead to what is there."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.every_route.routes import Route

pytestmark = pytest.mark.engine("sqlite")
NOWHERE = {"/v1/", "/v1/nothing"}


def test_every_endpoint_is_walked(app: Flask, every_route: list[Route]) -> None:
    assert {route.endpoint for route in every_route} == set(app.view_functions)


def test_the_ids_lead_to_what_is_there(
    alices: FlaskClient, alice: Seller, every_route: list[Route]
) -> None:
    keys = {"Authorization": f"Bearer {alice.platform.test_key}"}
    for route in every_route:
        if route.method != "GET" or route.path in NOWHERE or route.endpoint.startswith("login."):
            continue  # the steps of signing in open one by one
        is_sellers = "/transfers" not in route.path and route.path != "/v1/accounts"
        scope = {"Stripe-Account": alice.id} if is_sellers else {}
        answer = alices.get(route.path, headers=keys | scope if route.is_api else {})
        assert answer.status_code < 400, route
