"""What a restricted key may do: read or write objects of one kind; who writes may read, too."""

from collections.abc import Iterable
from functools import lru_cache

from webapp.errors import AppError

READABLE = (
    *("account", "balance", "balance_transaction", "charge"),
    *("earnings", "payout", "refund", "transfer"),
)
WRITABLE = (
    *("account", "balance_transaction", "charge", "login_link"),
    *("payout", "refund", "transfer"),
)
READS = tuple(f"{kind}_read" for kind in READABLE)
WRITES = tuple(f"{kind}_write" for kind in WRITABLE)
MONEY = ("balance_transaction", "charge", "payout", "refund", "transfer")
PRESETS = {
    "read": READS,
    "ingest": tuple(f"{kind}_write" for kind in MONEY),
    "links": ("login_link_write",),
}


class PermissionUnknown(AppError):
    """A key is restricted to read, ingest or links, or to permissions such as charge_read."""


def granted(names: Iterable[str]) -> str:
    """The permissions of these names as they are kept; raises `PermissionUnknown`."""
    found = {permission for name in names for permission in PRESETS.get(name, (name,))}
    if not found or not found <= {*READS, *WRITES}:
        unknown = ", ".join(sorted(found - {*READS, *WRITES}))
        known = ", ".join((*PRESETS, *READS, *WRITES))
        raise PermissionUnknown(f"There is no permission {unknown!r}. There are: {known}")
    return " ".join(sorted(found))


def described(kept: str | None) -> str:
    """The permissions as an operator named them."""
    presets = (name for name, given in PRESETS.items() if sorted(given) == (kept or "").split())
    return "everything" if kept is None else next(presets, kept)


@lru_cache(maxsize=1_024)
def allows(kept: str | None, needed: str) -> bool:
    """May a key with these permissions do what needs that one? A secret key may do everything."""
    if kept is None:
        return True
    return needed in kept.split() or needed.replace("_read", "_write") in kept.split()
