"""Whole pages are compressed on their way out; the pages that hold a secret are not.

How well a page compresses tells a listener who can also put words on it what else stands there
(BREACH). So codes, keys and seeds, which a listener could use, travel as they are; and nobody makes
a reader's browser fetch the rest with her cookie, which no other site's page is sent along with.
"""

import brotli
from flask import Flask, Response, request

from webapp import htmx

BLUEPRINTS = {"dashboard"}
ENDPOINTS = {"settings.settings", "login.signin"}
QUALITY = 4  # a page in about a millisecond, to a seventh of its length
WINDOW = 18  # 256 kB: no page is longer, and a larger window costs memory
BYTES_MIN = 1_024


def install(app: Flask) -> None:
    """Compress the pages of browsers that can read it."""
    app.after_request(compressed)


def compressed(response: Response) -> Response:
    """The page as the browser may have it; every other answer as it is."""
    if not _is_page(response):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["br"] > 0:
        text = response.get_data()
        response.set_data(brotli.compress(text, brotli.MODE_TEXT, QUALITY, WINDOW))
        response.headers["Content-Encoding"] = "br"
    return response


def _is_page(response: Response) -> bool:
    """A whole page of the seller's? Rows that scroll in are short, and kept as they are sent."""
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code == 200
        and response.mimetype == "text/html"
        and (request.blueprint in BLUEPRINTS or request.endpoint in ENDPOINTS)
        and not response.is_streamed
        and not htmx.wants_fragment()
        and (response.calculate_content_length() or 0) >= BYTES_MIN
    )
