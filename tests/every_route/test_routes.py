"""The walk over the routes leaves none out, and its addresses lead to what is there."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.every_route.routes import Route

pytestmark = pytest.mark.engine("sqlite")
# Nothing is there, and a chooser is for those with several accounts.
NOT_FOR_ALICE = {"/v1/", "/v1/nothing", "/choose", "/switch"}


def test_every_endpoint_is_walked(app: Flask, every_route: list[Route]) -> None:
    assert {route.endpoint for route in every_route} == set(app.view_functions)


def test_the_ids_lead_to_what_is_there(
    alices: FlaskClient, alice: Seller, every_route: list[Route]
) -> None:
    keys = {"Authorization": f"Bearer {alice.platform.test_key}"}
    for route in every_route:
        if route.method != "GET" or route.path in NOT_FOR_ALICE:
            continue
        is_sellers = "/transfers" not in route.path and route.path != "/v1/accounts"
        scope = {"Stripe-Account": alice.id} if is_sellers else {}
        answer = alices.get(route.path, headers=keys | scope if route.is_api else {})
        assert answer.status_code < 400, route
