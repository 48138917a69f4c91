"""The baselines of all pages and streams: Flask alone, on the same server, same settings."""

import time
from collections.abc import Iterator

from flask import Flask, Response

app = Flask(__name__)
BEAT_SECONDS = 20


@app.get("/")
def hello() -> str:
    """As short as an answer can be."""
    return "<p>Hello, World!</p>"


@app.get("/live")
def live() -> Response:
    """A stream on which nothing ever happens."""

    def silence() -> Iterator[str]:
        yield "event: hello\ndata: {}\n\n"
        while True:
            time.sleep(BEAT_SECONDS)
            yield ":\n\n"

    return Response(silence(), mimetype="text/event-stream")
