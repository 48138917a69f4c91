"""What is not declared is neither taken nor told."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Platform
from webapp.api.endpoint import ENDPOINTS, Endpoint
from webapp.api.errors import ParameterUnknown
from webapp.api.kinds import Kind
from webapp.api.parameters import Object

pytestmark = pytest.mark.engine("sqlite")
Refused = Callable[..., dict[str, Any]]

# What people try: names of our own columns, of Stripe's, and of Python.
FORBIDDEN = (
    *("id", "object", "livemode", "platform", "platform_id", "account_id", "is_platform", "net"),
    *("revision", "deleted_at", "password", "permissions", "__class__", "status_", "created_at"),
)


def address(endpoint: Endpoint) -> str:
    path = endpoint.path.replace("<transfer_id>", "tr_unknown").replace("<id_>", "xx_unknown")
    return f"/v1{path}"


def inner_objects(kind: Kind) -> list[Object]:
    """Every object that a body may hold, however deep in it."""
    inside = [getattr(kind, name) for name in ("of", "other") if hasattr(kind, name)]
    inside = [inner for inner in inside if isinstance(inner, Kind)]
    if isinstance(kind, Object):
        inside += kind.fields.values()
    found = [inner for inner in inside if isinstance(inner, Object)]
    return [*found, *(deeper for inner in inside for deeper in inner_objects(inner))]


def test_every_endpoint_refuses_what_it_does_not_know(acme: Platform, refused: Refused) -> None:
    """F3: an undeclared name at the top is 400 `parameter_unknown`, on all methods."""
    for endpoint in ENDPOINTS:
        for name in FORBIDDEN:
            if name in endpoint.fields.fields:
                continue
            error = refused(acme.api.request(endpoint.method, address(endpoint), **{name: "x"}))
            assert (error["code"], error["param"]) == ("parameter_unknown", name), endpoint.path


def test_every_object_inside_refuses_what_it_does_not_know() -> None:
    """F3: nor does a nested object take what is not declared."""
    inner = [kind for endpoint in ENDPOINTS for kind in inner_objects(endpoint.fields)]
    for kind in inner:
        with pytest.raises(ParameterUnknown):
            kind.read({"is_platform": "true"}, "inside")
    assert len(inner) > 20


def test_the_query_of_a_write_smuggles_nothing_in(acme: Platform, refused: Refused) -> None:
    """F3: what stands in the address of a POST is read by the same rules as its body."""
    headers = {"Authorization": f"Bearer {acme.test_key}"}
    for endpoint in [e for e in ENDPOINTS if e.method == "POST"]:
        url = f"{address(endpoint)}?is_platform=true"
        assert refused(acme.client.post(url, headers=headers))["code"] == "parameter_unknown"
