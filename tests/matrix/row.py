"""Who may open which door: a row for each route and method, made complete by `test_matrix`.

A new route fails the build until its row stands in `pages.py` or `api.py` beside this file. A row
is one short line:

    opened("GET /healthz")                            anyone, and everyone gets the same status
    pending("POST /verify", body="code=1", ok=422)    between link and code; others get 401
    seller("GET /payouts/{payout}")                   the signed-in seller; others are sent away
    key("GET /v1/charges/{charge}", "charge_read", on="alice")   a key with the permission(s)

Names in braces are Alice's (`world.World.ids`): whoever is not Alice must be answered as if
they were nobody's. `ok` is the status for who may; `foreign` for who may ask but not for what is
Alice's (if not said: 404 for an id in the path, 400 elsewhere, `ok` without one); `sibling` the
same for a key of her platform that acts for Bob; `refused` for who is not signed in, if that
is not the way to the sign-in. `on="alice"` sends her `Stripe-Account`.
A route may have several rows: one for each place that takes an id.
"""

from dataclasses import dataclass

OPENED, PENDING, SELLER, KEY = "opened", "pending", "seller", "key"


@dataclass(frozen=True)
class Row:
    """One door: what is asked, whose it is, and what who may is answered."""

    ask: str
    kind: str
    permission: str = ""
    on: str = ""
    body: str = ""
    ok: int = 200
    foreign: int = 0
    sibling: int = 0
    refused: int = 302

    @property
    def method(self) -> str:
        """The method of HTTP."""
        return self.ask.split(" ", 1)[0]

    @property
    def url(self) -> str:
        """The path and query, with names in braces."""
        return self.ask.split(" ", 1)[1]

    @property
    def has_ids(self) -> bool:
        """Does it name anything of Alice's?"""
        return "{" in self.url + self.body or bool(self.on)

    @property
    def to_foreigners(self) -> int:
        """The status for who may ask such things, but not for Alice's."""
        elsewhere = 400 if "{" in self.url + self.body else self.ok
        return self.foreign or (404 if "{" in self.url.split("?")[0] else elsewhere)

    @property
    def to_siblings(self) -> int:
        """The status for Bob's side of the same platform."""
        return self.sibling or self.to_foreigners


def opened(ask: str, *, body: str = "", ok: int = 200) -> Row:
    """A door for everyone."""
    return Row(ask, OPENED, body=body, ok=ok)


def pending(ask: str, *, body: str = "", ok: int = 200) -> Row:
    """A door between the link and the code."""
    return Row(ask, PENDING, body=body, ok=ok)


def seller(ask: str, *, body: str = "", ok: int = 200, foreign: int = 0, refused: int = 302) -> Row:
    """A door for the signed-in seller."""
    return Row(ask, SELLER, body=body, ok=ok, foreign=foreign, refused=refused)


def key(ask: str, permission: str, **more: str | int) -> Row:
    """A door for an API key that has the permission."""
    return Row(ask, KEY, permission, **more)  # type: ignore[arg-type]
