"""The dashboard on the platform's page: its brand, its script, and who may frame it."""

from flask import Blueprint

bp = Blueprint("embed", __name__)

from webapp.embed import brand, script  # noqa: E402, F401 (routes)
