"""A street of sites: every name on loopback answers, each a site or an origin of its own.

To a browser `www.shop.localhost` and `earnings.shop.localhost` are one site, all else is not; names
under `localhost` and the number 127.0.0.1 may keep `Secure` cookies without TLS.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Self

Text = str | Callable[[], str]  # or what makes it, each time that it is asked for
FRAME = '<iframe class="frame" width="390" height="700" {how} src="{url}"></iframe>'
PAGE = (
    '<!doctype html><html lang="en"><head><title>Somebody</title><link rel="icon" href="data:,">'
    "</head><body>{body}</body></html>"
)
NOTHING: tuple[str, str, dict[str, str]] = ("", "", {})
BARE = "<!doctype html><title>Somebody</title>{body}"


def frames(urls: list[str], how: str = "") -> str:
    """A frame for each of these addresses."""
    return "".join(FRAME.format(url=url, how=how) for url in urls)


@dataclass
class Street:
    """One server behind all the names; a page that is put up is on every one of them."""

    pages: dict[str, tuple[str, Text, dict[str, str]]] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=count)
    _servers: list[ThreadingHTTPServer] = field(default_factory=list)

    @classmethod
    def open(cls) -> Self:
        """Serve on two free ports until `close`."""
        street = cls()
        for _ in range(2):
            server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(street))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            street._servers.append(server)
        return street

    def close(self) -> None:
        """Close the ports."""
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def origin(self, name: str, port: int = 0) -> str:
        """The origin of the site with that name, on the first port or the second."""
        return f"http://{name}:{self._servers[port].server_port}"

    def put_up(self, name: str, body: Text, whole: str = PAGE, **headers: str) -> str:
        """Put a page up; returns its address on the site with that name."""
        path = f"/{next(self._numbers)}"
        sent = {key.replace("_", "-"): value for key, value in headers.items()}
        self.pages[path] = whole, body, sent
        return self.origin(name) + path

    def framing(self, name: str, url: str, how: str = "") -> str:
        """A page with nothing but a frame of that address; `how` are its other attributes."""
        return self.put_up(name, frames([url], how))


def _handler(street: Street) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            whole, body, headers = street.pages.get(self.path.partition("?")[0], NOTHING)
            text = whole.replace("{body}", body() if callable(body) else body)
            self.send_response(int(headers.get("Status", 200)))
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    return Handler
