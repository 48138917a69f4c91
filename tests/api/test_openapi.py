"""The description of the API is made from what it reads by, and the guide names every route."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

pytestmark = pytest.mark.engine("sqlite")

GUIDE = Path(__file__).parents[2] / "docs" / "api.md"


def routes(app: Flask) -> set[str]:
    """Every `GET /v1/x/{id}` that the app answers."""
    found = set()
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api.") and rule.endpoint != "api.unrecognized":
            path = re.sub(r"<(\w+?)_?>", r"{\1}", rule.rule)
            found |= {
                f"{method} {path}" for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
            }
    return found


def test_every_route_is_described(app: Flask, client: FlaskClient) -> None:
    document = client.get("/v1/openapi.json").json
    assert document is not None
    described = {
        f"{method.upper()} {path}" for path, item in document["paths"].items() for method in item
    }
    assert described == routes(app)
    assert len(described) > 30


def test_every_operation_says_what_it_does_and_answers(client: FlaskClient) -> None:
    document = client.get("/v1/openapi.json").json
    assert document is not None
    operations = [op for item in document["paths"].values() for op in item.values()]
    assert len({op["operationId"] for op in operations}) == len(operations)
    for operation in operations:
        assert operation["summary"].endswith(".")
        assert "200" in operation["responses"]
    references = re.findall(r'#/components/schemas/(\w+)"', client.get("/v1/openapi.json").text)
    assert set(references) <= set(document["components"]["schemas"])


def test_required_and_bounds_are_told(client: FlaskClient) -> None:
    document = client.get("/v1/openapi.json").json
    assert document is not None
    body = document["paths"]["/v1/payouts"]["post"]["requestBody"]["content"]
    schema = body["application/json"]["schema"]
    assert schema["required"] == ["amount", "currency"]
    assert schema["properties"]["amount"]["minimum"] == 1
    assert schema["additionalProperties"] is False
    query = {p["name"]: p for p in document["paths"]["/v1/payouts"]["get"]["parameters"]}
    assert query["limit"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 100}


def test_the_guide_names_every_route(app: Flask) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert not [route for route in routes(app) if f"`{route}`" not in guide]
