"""The dashboard on the platform's page: its brand, and who may frame it."""

from flask import Blueprint

bp = Blueprint("embed", __name__)

from webapp.embed import brand  # noqa: E402, F401 (routes)
