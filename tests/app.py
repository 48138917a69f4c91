"""The dashboard in the tests' own process: put together once, then as if new for each test."""

import secrets
from functools import cache
from typing import Any

from flask import Flask

from tests.outbox import Outbox
from webapp import create_app, database
from webapp.config import Config
from webapp.sms import sender
from webapp.sms.outgoing import Outgoing

SECRET_KEY = secrets.token_hex(32)


def make_app(database_url: str, outbox: Outbox) -> Flask:
    """The dashboard, wired as a server wires it from its environment."""
    own = {"SECRET_KEY": SECRET_KEY, "DATABASE_URL": database_url, "BASE_URL": "http://localhost"}
    channels = {"SMS_URL": outbox.url, "MAIL_URL": outbox.url}
    app = create_app(Config.from_env({**own, **channels}))
    app.extensions["outgoing"] = Outgoing(is_immediate=True)
    app.testing = True
    return app


@cache
def views(app: Flask) -> dict[str, Any]:
    """The views that an app began with."""
    return dict(app.view_functions)


def reset(app: Flask, database_url: str, outbox: Outbox) -> Flask:
    """The app as if new: to compile its routes and templates takes longer than most tests."""
    database.connect(database_url)
    app.extensions["sms"] = app.extensions["mail"] = sender(outbox.url)
    app.view_functions.update(views(app))
    return app
