"""A running dashboard over a seeded ledger, whose seller is signed in as a person would be."""

import json
import sqlite3
from contextlib import closing
from functools import cached_property

from bench.seeded import Seeded
from bench.server import Server
from bench.wire import Wire, request

TEST_CODE = "000000"
PAGE = 25


class Dashboard:
    """Driven by plain HTTP, at the seller's side and at the platform's."""

    def __init__(self, ledger: Seeded) -> None:
        """Start the server."""
        self.ledger, self.lines, self.account = ledger, ledger.lines, ledger.account
        self.server = Server("wsgi:app", ledger.home, ledger.settings)
        self.port = self.server.port

    def api(self, method: str, path: str, body: str = "", *, for_account: bool = False) -> bytes:
        """A request with the platform's key."""
        headers = {"Authorization": f"Bearer {self.ledger.key}"}
        if for_account:
            headers["Stripe-Account"] = self.account
        return request(method, path, headers, body)

    def fragment(self, path: str, **headers: str) -> bytes:
        """A request as htmx sends it for the signed-in seller."""
        own = {"HX-Request": "true", "Sec-Fetch-Site": "same-origin", "Cookie": self.cookie}
        return request("GET", path, own | {n.replace("_", "-"): v for n, v in headers.items()})

    @cached_property
    def cookie(self) -> str:
        """A session's cookie: by login link and the code that test accounts have."""
        wire = Wire(self.port)
        link = wire.ask(self.api("POST", f"/v1/accounts/{self.account}/login_links"))
        path = json.loads(link.body)["url"].partition("/login/")[2]
        came = wire.ask(request("GET", f"/login/{path}"), 302)
        own = {"Cookie": came.cookie("__Host-pending"), "Sec-Fetch-Site": "same-origin"}
        wire.ask(request("POST", "/verify/send", own), 303)
        entered = wire.ask(request("POST", "/verify", own, f"code={TEST_CODE}"), 303)
        wire.close()
        return entered.cookie("__Host-session")

    def pages(self, count: int, *, deepest: bool = False) -> list[str]:
        """Addresses of `count` feed pages without a line in common, the newest or the oldest."""
        order = "ASC" if deepest else "DESC"
        query = (
            "SELECT id FROM balance_transaction WHERE account_id = ?"
            f" ORDER BY created {order}, id {order} LIMIT ?"
        )
        with closing(sqlite3.connect(self.ledger.file)) as connection:
            ids = [row[0] for row in connection.execute(query, (self.account, (count + 1) * PAGE))]
        chosen = ids[PAGE::PAGE] if deepest else ids[:-PAGE:PAGE]
        return [f"/activity?starting_after={id_}" for id_ in chosen]
