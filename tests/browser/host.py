"""A platform's own page on another site than the dashboard's, with a policy as strict as ours."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar

from webapp.embed.script import written

Answer = tuple[str, str, dict[str, str]]  # type, text, further headers
POLICY = (
    "default-src 'none'; script-src 'self' {dashboard}/embed.js; frame-src {dashboard}; "
    "connect-src 'self'; img-src data:; base-uri 'none'"
)
PAGE = (
    '<!doctype html><html lang="en"><head><title>Shop</title><link rel="icon" href="data:,">'
    '<script src="/page.js"></script><script src="{dashboard}/embed.js" async></script></head>'
    "<body>{markup}</body></html>"
)
# What a platform writes itself, and the diary that the tests read.
SCRIPT = """
window.diary = [];
addEventListener('DOMContentLoaded', () => {
  for (const element of document.querySelectorAll('express-dashboard')) {
    for (const name of ['ready', 'signedin', 'expired', 'error']) {
      element.addEventListener(name, ({ detail }) => {
        diary.push([element.id, name, detail?.code].join(' ').trim());
      });
    }
    if (!element.hasAttribute('src')) {
      element.fetchLoginLink = async () => (await fetch('/link', { method: 'POST' })).json();
    }
  }
});
"""
ONE = '<express-dashboard id="a"></express-dashboard>'
TWO = ONE + '<express-dashboard id="b" view="payouts"></express-dashboard>'
# A dashboard without anything in it: it says no more than that it is there, the tests the rest.
SILENT = '<!doctype html><html lang="en"><title>{path}</title><link rel="icon" href="data:,">'
ALIVE = """
const { dataset } = document.documentElement;
const live = () => parent.postMessage(
  { express: 1, type: 'height', height: Number(dataset.height || 320) }, '*');
addEventListener('message', ({ data }) => { if (data.type === 'look') live(); });
live();
"""


class Host:
    """The platform's site; `link` makes the login links that its page asks for."""

    def __init__(self, dashboard: str) -> None:
        """A page for the dashboard at that address."""
        self.dashboard, self.origin, self.markup, self.asked = dashboard, "", "", 0
        self.link: Callable[[], str] = str

    def shows(self, markup: str, link: Callable[[], str]) -> None:
        """Put this on the page, and count its links anew."""
        self.markup, self.link, self.asked = markup, link, 0

    def answer(self, path: str) -> Answer:
        """The page, its script, and a link."""
        if path == "/link":
            self.asked += 1
            return "application/json", f'{{"url": "{self.link()}"}}', {}
        if path == "/page.js":
            return "text/javascript", SCRIPT, {}
        policy = {"Content-Security-Policy": POLICY.format(dashboard=self.dashboard)}
        return "text/html", PAGE.format(dashboard=self.dashboard, markup=self.markup), policy


class Silent:
    """A dashboard with the real `/embed.js`, whose pages say nothing by themselves."""

    origin = ""

    def answer(self, path: str) -> Answer:
        """The script, or an empty page."""
        if path == "/embed.js":
            return "text/javascript", written(self.origin), {}
        if path == "/alive.js":
            return "text/javascript", ALIVE, {}
        script = "" if path.startswith("/login/mute") else '<script src="/alive.js"></script>'
        return "text/html", SILENT.format(path=path) + script, {}


Site = TypeVar("Site", Host, Silent)


@contextmanager
def serving(site: Site, name: str) -> Iterator[Site]:
    """Serve on a free port of this machine under a name of it, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, text, headers = site.answer(self.path.partition("?")[0])
            self.send_response(200)
            for header in {"Content-Type": f"{kind}; charset=utf-8", **headers}.items():
                self.send_header(*header)
            self.end_headers()
            self.wfile.write(text.encode())

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.origin = f"http://{name}:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
