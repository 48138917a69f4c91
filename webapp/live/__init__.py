"""Live changes: who watches what, and the stream that tells them."""

from flask import Blueprint

bp = Blueprint("live", __name__)

from webapp.live import stream  # noqa: E402, F401 (routes)
