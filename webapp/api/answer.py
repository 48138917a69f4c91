"""Answers: JSON with its status, errors in Stripe's envelope, a Request-Id on each."""

import logging
from dataclasses import dataclass
from typing import Any

import orjson
from flask import Response, g, request
from peewee import OperationalError
from werkzeug.exceptions import HTTPException

from webapp import ids, refusals
from webapp.api.errors import Busy, Unexpected
from webapp.errors import AppError

log = logging.getLogger(__name__)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a JSON object as it goes over the wire."""

    status: int
    body: bytes

    def response(self, **headers: str) -> Response:
        """The answer as HTTP; `_` in a header's name stands for `-`."""
        response = Response(self.body, self.status, content_type="application/json")
        for name, value in headers.items():
            response.headers[name.replace("_", "-")] = value
        return response


def success(body: Json) -> Answer:
    """An object or a list."""
    return Answer(200, orjson.dumps(body))


def failure(error: AppError) -> Answer:
    """An error in the envelope that Stripe's SDKs read."""
    parts = {
        "type": error.type,
        "code": error.code,
        "message": str(error),
        "param": error.param,
    }
    told = {name: _whole(part) for name, part in parts.items() if part is not None}
    return Answer(error.status, orjson.dumps({"error": told}))


def nulls(names: str) -> Json:
    """Fields that Stripe has and of which we know nothing."""
    return dict.fromkeys(names.split())


def _whole(text: str) -> str:
    """Text that UTF-8 can carry: an error may quote half a character that was sent as JSON."""
    return text.encode(errors="replace").decode()


def name_request(response: Response) -> Response:
    """Put the request's number on the answer."""
    response.headers["Request-Id"] = g.get("request_id") or ids.new("req")
    return response


def show(error: AppError) -> Response:
    """A named error."""
    refusals.note(error)
    response = failure(error).response()
    if error.status == 401:
        response.headers["WWW-Authenticate"] = 'Basic realm="API"'
    if error.status in {429, 503}:
        wait = str(getattr(error, "retry_in", 1))
        response.headers.update({"Retry-After": wait, "Stripe-Should-Retry": "true"})
    return response


def show_http(error: HTTPException) -> Response:
    """What HTTP itself refuses, such as a body that ends before it should."""
    refused = AppError(error.description)
    refused.status = error.code or 400
    return show(refused)


def show_unexpected(error: Exception) -> Response:
    """The last resort: what happened goes to the log, nothing of it to the caller."""
    if isinstance(error, OperationalError) and is_busy(error):
        return show(Busy())
    log.exception("request %s to %s failed", g.get("request_id"), request.path)
    return show(Unexpected())


def is_busy(error: OperationalError) -> bool:
    """Did the database only lack time (SQLite's one writer, PostgreSQL's locks)?"""
    return sqlstate(error) in {"55P03", "57014", "40001", "40P01"} or "locked" in str(error)


def sqlstate(error: OperationalError) -> str | None:
    """PostgreSQL's five letters for what went wrong."""
    return getattr(getattr(error, "orig", None), "sqlstate", None)
