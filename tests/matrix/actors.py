"""Who comes to the doors, what each sends, and what each must be answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from flask.testing import FlaskClient

from tests.matrix.row import KEY, OPENED, PENDING, SELLER, Row
from tests.matrix.world import World
from webapp.accounts.permissions import READS, WRITES, allows

UNAUTHORIZED, FORBIDDEN = 401, 403
SESSIONS = {"owner": "alice", "sibling": "bob", "stranger": "mallory"}
BROWSERS = ("nobody", "pending", *SESSIONS)
KEYS = (
    *("own key", "restricted key", "key restricted to all else", "key for the sibling"),
    *("foreign key", "foreign key that names her", "revoked key", "test key"),
)
ACTORS = (*BROWSERS, *KEYS)
# What each may see; nobody else sees anything of anyone.
MAY_SEE: dict[str, set[str]] = {
    "owner": {"alice"},
    "sibling": {"bob"},
    "stranger": {"mallory"},
    "own key": {"alice", "bob"},
    "restricted key": {"alice", "bob"},
    "key for the sibling": {"bob"},
    "foreign key": {"mallory"},
    "foreign key that names her": {"mallory"},
}
OWN_SIDE = ("own key", "restricted key", "key restricted to all else")
MAY: dict[str, set[str]] = {PENDING: {"pending"}, SELLER: set(SESSIONS), KEY: set(KEYS)}


def expected(row: Row, actor: str) -> int:
    """The status that this actor must be answered at this door."""
    if row.kind == OPENED:
        return row.ok
    if actor not in MAY[row.kind]:
        return row.refused if row.kind == SELLER else UNAUTHORIZED
    if row.kind == KEY:
        return _expected_of_key(row, actor)
    return row.ok if actor in {"pending", "owner"} else row.to_foreigners


def _expected_of_key(row: Row, actor: str) -> int:
    reached = FORBIDDEN if row.on else row.to_foreigners
    return {
        "own key": row.ok,
        "restricted key": row.ok,
        "key restricted to all else": FORBIDDEN,
        "key for the sibling": row.to_siblings,
        "foreign key": row.to_foreigners,
        "foreign key that names her": reached,
        "revoked key": UNAUTHORIZED,
        "test key": reached,
    }[actor]


@dataclass(frozen=True)
class Answer:
    """What was asked, all of it, and what was answered."""

    asked: str
    status: int
    headers: list[tuple[str, str]]
    text: str


@dataclass
class Doors:
    """Sends what an actor sends at a row's door."""

    world: World
    keys: dict[str, str] = field(default_factory=dict)
    waiting: FlaskClient | None = None

    def knock(
        self,
        row: Row,
        actor: str,
        ids: Mapping[str, str] | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> Answer:
        """One request; `ids` are Alice's unless others are given."""
        filled = dict(self.world.ids if ids is None else ids)
        url, body = (self.world.fill(text, filled) for text in (row.url, row.body))
        sent: dict[str, Any] = {"method": row.method, "headers": self._headers(row, actor, filled)}
        if row.kind == KEY and row.method == "POST":
            sent["headers"]["Idempotency-Key"] = sha256(f"{url} {body}".encode()).hexdigest()
        sent["headers"] |= {"Origin": "http://localhost", **headers}
        if body:
            sent |= {"data": body, "content_type": "application/x-www-form-urlencoded"}
        got = self._browser(row, actor).open(url, **sent)
        asked = f"{url} {body} {sent['headers']}"
        return Answer(asked, got.status_code, list(got.headers), got.data.decode(errors="replace"))

    def _browser(self, row: Row, actor: str) -> FlaskClient:
        changes = row.method != "GET" or row.kind == OPENED  # a link binds a sign-in
        if actor in SESSIONS:
            name = SESSIONS[actor]
            return self.world.signed_in(name) if changes else self.world.browser(name)
        if actor != "pending":
            return self.world.stranger()
        if self.waiting is None or row.kind in {OPENED, PENDING}:
            self.waiting = self.world.pending()
        return self.waiting

    def _headers(self, row: Row, actor: str, ids: Mapping[str, str]) -> dict[str, str]:
        if actor not in KEYS:
            return {}
        headers = {"Authorization": f"Bearer {self._key(row, actor)}"}
        account = self._account(row, actor, ids)
        return headers | ({"Stripe-Account": account} if account else {})

    def _account(self, row: Row, actor: str, ids: Mapping[str, str]) -> str | None:
        """Whom the key acts for: Alice where the row says so, one's own seller for others."""
        if actor == "key for the sibling":
            return self.world.bob.seller.id
        if not row.on:
            return None
        return self.world.mallory.seller.id if actor == "foreign key" else ids[row.on]

    def _key(self, row: Row, actor: str) -> str:
        world = self.world
        made: dict[str, Callable[[], str]] = {
            "restricted key": lambda: world.restricted(*row.permission.split() or READS),
            "key restricted to all else": lambda: world.restricted(*all_but(row.permission)),
            "foreign key": lambda: world.evil.live_key,
            "foreign key that names her": lambda: world.evil.live_key,
            "revoked key": world.revoked,
            "test key": lambda: world.acme.test_key,
        }
        name = f"{actor} {row.permission}" if "restricted" in actor else actor
        if name not in self.keys:
            self.keys[name] = made.get(actor, lambda: world.acme.live_key)()
        return self.keys[name]


def names_alice(row: Row, actor: str) -> bool:
    """Does this actor send anything of Alice's at this door, without being on her side?"""
    if row.kind == OPENED or actor in {"owner", *OWN_SIDE, "revoked key"}:
        return False
    has_header = bool(row.on) and actor in {"foreign key that names her", "test key"}
    return has_header or "{" in row.url + row.body


def all_but(permission: str) -> list[str]:
    """Every permission that includes none of these."""
    needed = permission.split()
    return [p for p in (*READS, *WRITES) if not any(allows(p, n) for n in needed)]
