"""The ways in and out: login link, verification by text message, sign-in, sign-out."""

from flask import Blueprint

bp = Blueprint("login", __name__)

from webapp.login import link, signin, signout, verify  # noqa: E402, F401 (routes)
