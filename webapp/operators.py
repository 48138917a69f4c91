"""For operators: is it alive, what does it count, and the icon that browsers always ask for."""

from collections.abc import Callable

from flask import Flask, Response, current_app, jsonify, redirect
from flask.typing import ResponseReturnValue
from peewee import PeeweeException
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from webapp.database import db


def install(app: Flask) -> None:
    """Answer `/healthz`, `/metrics` and `/favicon.ico`."""
    app.add_url_rule("/healthz", view_func=healthz)
    app.add_url_rule("/metrics", view_func=metrics)
    app.add_url_rule("/favicon.ico", view_func=favicon)


def healthz() -> tuple[Response, int]:
    """200 while the database answers, 503 when it does not."""
    try:
        db.execute_sql("SELECT 1").fetchone()
    except PeeweeException:
        return jsonify(status="database unavailable"), 503
    return jsonify(status="ok"), 200


def metrics() -> Response:
    """Counters in Prometheus's text format."""
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def favicon() -> ResponseReturnValue:
    """The site's icon, for browsers that ask without being told."""
    asset: Callable[[str], str] = current_app.jinja_env.globals["asset"]  # type: ignore[assignment]
    return redirect(asset("img/icon.svg"), 302)
