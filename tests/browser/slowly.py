"""The dashboard over a line so slow that a page arrives piece by piece."""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import Request, urlopen

PIECES = 20
PAUSE = 0.03


@contextmanager
def slowly(dashboard: str) -> Iterator[str]:
    """An address of this machine where its pages are, cut between their elements."""

    class Line(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = Request(dashboard + self.path, headers={"Cookie": self.headers["Cookie"] or ""})
            with urlopen(asked) as answer:
                kind, body = answer.headers["Content-Type"], answer.read()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            for piece in pieces(body) if kind.startswith("text/html") else [body]:
                self.wfile.write(piece)
                time.sleep(PAUSE)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Line)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def pieces(page: bytes) -> list[bytes]:
    """The page in about so many pieces."""
    edges = [match.start() + 1 for match in re.finditer(rb">\s*<", page)]
    edges = [0, *edges[:: max(1, len(edges) // PIECES)], len(page)]
    return [page[start:end] for start, end in zip(edges, edges[1:], strict=False)]
