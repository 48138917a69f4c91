"""For operators: is it alive, what does it count, and the icon that browsers always ask for."""

import hmac
from collections.abc import Callable
from ipaddress import ip_address

from flask import Flask, Response, current_app, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from peewee import PeeweeException
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from webapp.access.codes import alarms
from webapp.database import pending_migrations
from webapp.errors import AppError

# Whoever these speak for is not on this machine, wherever the connection comes from.
SIGNS_OF_A_PROXY = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")


class MetricsClosed(AppError):
    """Metrics are for operators. Send METRICS_TOKEN as a Bearer token, or ask on this machine."""

    status = 403


def install(app: Flask) -> None:
    """Answer `/healthz`, `/metrics` and `/favicon.ico`."""
    alarms.raise_alarms()
    app.add_url_rule("/healthz", view_func=healthz)
    app.add_url_rule("/metrics", view_func=metrics)
    app.add_url_rule("/favicon.ico", view_func=favicon)


def healthz() -> tuple[Response, int]:
    """200 while the database answers and has our tables, 503 when it does not."""
    try:
        missing = pending_migrations()
    except PeeweeException:
        return jsonify(status="database unavailable"), 503
    if missing:
        mend = "run: flask --app wsgi db upgrade"
        return jsonify(status=f"migrations missing from {missing[0]} on; {mend}"), 503
    return jsonify(status="ok"), 200


def metrics() -> Response:
    """Counters in Prometheus's text format: they tell how business goes, so not to everybody."""
    if not _may_read_metrics():
        raise MetricsClosed()
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _may_read_metrics() -> bool:
    """With the token, if there is one; without, only from this machine and past no proxy."""
    token = current_app.config["METRICS_TOKEN"]
    if token:
        scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(sent.encode(), token.encode())
    is_direct = not any(name in request.headers for name in SIGNS_OF_A_PROXY)
    return is_direct and _is_loopback(request.remote_addr or "")


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def favicon() -> ResponseReturnValue:
    """The site's icon, for browsers that ask without being told."""
    asset: Callable[[str], str] = current_app.jinja_env.globals["asset"]  # type: ignore[assignment]
    return redirect(asset("img/icon.svg"), 302)
