"""Nobody gets us to send a code to a number of their choice."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.every_route.routes import Route
from tests.outbox import Outbox

pytestmark = pytest.mark.engine("sqlite")
Arrive = Callable[[FlaskClient, Seller], None]
THEIRS = "+4915799999999"
NAMES = (
    "phone",
    "to",
    "number",
    "mobile",
    "tel",
    "receiver",
    "individual[phone]",
    "sms",
    "address",
)


def as_stranger(browser: FlaskClient, seller: Seller) -> None:
    """With nothing."""


def with_link(browser: FlaskClient, seller: Seller) -> None:
    """With a link taken up, and nothing proven."""
    browser.get(seller.login_link())


def with_address(browser: FlaskClient, seller: Seller) -> None:
    """With an e-mail address that somebody has."""
    browser.post("/signin", data={"email": seller.email})


@pytest.mark.parametrize("arrive", [as_stranger, with_link, with_address])
def test_a_code_goes_to_the_enrolled_number_alone(
    client: FlaskClient,
    outbox: Outbox,
    carla: Seller,
    every_route: list[Route],
    arrive: Arrive,
) -> None:
    """C1: whatever route is asked and however a field is called, who proved nothing names none."""
    for path in [route.path for route in every_route if route.method == "POST"]:
        arrive(client, carla)
        told = {**dict.fromkeys(NAMES, THEIRS), "factor": "sms", "way": "sms", "code": "000000"}
        assert client.post(path, data=told, query_string=told).status_code < 500, path
        assert client.post("/verify/send", data=told).status_code < 500, path
    assert bool(outbox) is (arrive is not as_stranger)
    assert {message.to for message in outbox} <= {carla.phone, carla.email}
