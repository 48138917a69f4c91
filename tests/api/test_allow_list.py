"""What is not declared is neither taken nor told."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.cast import Platform, Seller
from webapp.api.endpoint import ENDPOINTS, Endpoint
from webapp.api.errors import ParameterUnknown
from webapp.api.kinds import Kind
from webapp.api.parameters import Object
from webapp.api.shapes import SHAPES

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


def objects(answer: Any) -> Iterator[dict[str, Any]]:
    """Every object in an answer that says what it is."""
    inside: Any = ()
    if isinstance(answer, dict):
        inside = answer.values()
        if answer.get("object") in SHAPES:
            yield answer
    elif isinstance(answer, list):
        inside = answer
    for value in inside:
        yield from objects(value)


def answers(alice: Seller) -> list[Any]:
    """What the API says of everything that there is."""
    own, platform, eur = alice.api, alice.platform.api, {"currency": "eur"}
    charge = own.post("/v1/charges", amount=900, source="tok_bypassPending", **eur)
    transfer = platform.post("/v1/transfers", amount=90, destination=alice.id, **eur)
    company = {"business_type": "company", "company": {"name": "Spare"}}
    spare = platform.post("/v1/accounts", type="custom", **company)
    gone = platform.request("DELETE", f"/v1/accounts/{spare['id']}").json
    told = [charge, transfer, spare, gone]
    shared = {"transfer_data": {"destination": alice.id}, "expand": ["transfer"]}
    told.append(platform.post("/v1/charges", amount=900, **shared, **eur))
    told.append(own.post("/v1/refunds", charge=charge["id"], amount=9))
    told.append(own.post("/v1/payouts", amount=9, **eur))
    told.append(own.post("/v1/balance_transactions", amount=9, type="adjustment", **eur))
    told.append(platform.post(f"/v1/transfers/{transfer['id']}/reversals", amount=9))
    told.append(platform.post(f"/v1/accounts/{alice.id}/login_links"))
    lists = {e.path for e in ENDPOINTS if e.method == "GET" and "<" not in e.path}
    for api in (own, platform):
        told += [api.request("GET", f"/v1{path}").json for path in sorted(lists)]
    return told


def test_nothing_is_told_that_is_not_published(alice: Seller) -> None:
    """F3, G9: an answer's fields are those of the OpenAPI document, which is an allow-list."""
    found = [one for answer in answers(alice) for one in objects(answer)]
    assert {one["object"] for one in found} == set(SHAPES) == {e.answers for e in ENDPOINTS}
    for one in found:
        assert set(one) <= SHAPES[one["object"]], one["object"]
    document = alice.platform.api.get("/v1/openapi.json")
    for name, fields in SHAPES.items():
        schema = document["components"]["schemas"][name]
        assert set(schema["properties"]) == fields
        assert schema["additionalProperties"] is False


def test_every_published_field_is_told(alice: Seller) -> None:
    """F3: nothing on the list is stale."""
    told: dict[str, set[str]] = {}
    for one in (one for answer in answers(alice) for one in objects(answer)):
        told.setdefault(one["object"], set()).update(one)
    assert told == SHAPES


def test_the_query_of_a_write_smuggles_nothing_in(acme: Platform, refused: Refused) -> None:
    """F3: what stands in the address of a POST is read by the same rules as its body."""
    headers = {"Authorization": f"Bearer {acme.test_key}"}
    for endpoint in [e for e in ENDPOINTS if e.method == "POST"]:
        url = f"{address(endpoint)}?is_platform=true"
        assert refused(acme.client.post(url, headers=headers))["code"] == "parameter_unknown"
