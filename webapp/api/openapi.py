"""`GET /v1/openapi.json`: the API described by the declarations that it reads by."""

import re
from typing import Any

from flask import Response

from webapp.api.answer import Json, success
from webapp.api.endpoint import ENDPOINTS, Endpoint, bp
from webapp.api.parameters import Object
from webapp.api.shapes import SHAPES

ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["type", "message"],
            "properties": {
                name: {"type": "string"} for name in ("type", "code", "message", "param")
            },
        }
    },
}
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@bp.get("/openapi.json")
def openapi() -> Response:
    """Describe every route, its parameters and what it answers."""
    return success(document()).response()


def document() -> Json:
    """The description, in OpenAPI 3.1."""
    paths: dict[str, Json] = {"/v1/openapi.json": {"get": _self()}}
    for endpoint in ENDPOINTS:
        path = re.sub(r"<(\w+?)_?>", r"{\1}", f"/v1{endpoint.path}")
        paths.setdefault(path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Express Dashboard", "version": "1"},
        "security": [{"basic": []}, {"bearer": []}],
        "paths": paths,
        "components": {
            "schemas": {e.answers: _object(e.answers) for e in ENDPOINTS} | {"error": ERROR},
            "securitySchemes": {
                "basic": {"type": "http", "scheme": "basic"},
                "bearer": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def _operation(endpoint: Endpoint) -> Json:
    names = [name.rstrip("_") for name in re.findall(r"<(\w+)>", endpoint.path)]
    parameters = [_parameter(name, "path", {"type": "string"}) for name in names]
    parameters.append(_parameter("Stripe-Account", "header", {"type": "string"}))
    operation: Json = {
        "operationId": endpoint.view.__name__,
        "summary": endpoint.summary,
        "parameters": parameters,
        "security": [{"basic": [endpoint.permission]}, {"bearer": [endpoint.permission]}],
        "responses": {
            "200": _content("The object.", _answer(endpoint)),
            "default": _content("What went wrong.", {"$ref": "#/components/schemas/error"}),
        },
    }
    if endpoint.method == "POST":
        parameters.append(_parameter("Idempotency-Key", "header", {"type": "string"}))
        body = {"schema": endpoint.fields.schema()}
        operation["requestBody"] = {"content": {FORM: body, JSON: body}}
    else:
        parameters += _query(endpoint.fields)
    return operation


def _query(fields: Object) -> list[Json]:
    return [
        _parameter(name, "query", kind.schema(), required=kind.required)
        | {"style": "deepObject", "explode": True}
        for name, kind in fields.fields.items()
    ]


def _parameter(name: str, place: str, schema: Json, *, required: bool = False) -> Json:
    return {"name": name, "in": place, "required": required or place == "path", "schema": schema}


def _answer(endpoint: Endpoint) -> Json:
    item = {"$ref": f"#/components/schemas/{endpoint.answers}"}
    if not endpoint.is_list:
        return item
    return {
        "type": "object",
        "required": ["object", "url", "has_more", "data"],
        "properties": {
            "object": {"const": "list"},
            "url": {"type": "string"},
            "has_more": {"type": "boolean"},
            "data": {"type": "array", "items": item},
        },
    }


def _content(description: str, schema: Json) -> Json:
    return {"description": description, "content": {JSON: {"schema": schema}}}


def _object(name: str) -> Json:
    fields: dict[str, Any] = {field: {} for field in sorted(SHAPES[name])}
    return {
        "type": "object",
        "required": ["object"],
        "properties": fields | {"object": {"const": name}},
        "additionalProperties": False,
    }


def _self() -> Json:
    return {
        "operationId": "openapi",
        "summary": "Describe the API.",
        "security": [],
        "responses": {"200": _content("This document.", {"type": "object"})},
    }
