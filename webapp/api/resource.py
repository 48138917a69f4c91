"""Resources: each kind of object with its table, its JSON, and what `expand` follows from it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import request
from peewee import Expression, Model

from webapp.api.answer import Json
from webapp.api.errors import NoSuch
from webapp.api.kinds import Integer, Text
from webapp.api.parameters import Range, Values
from webapp.api.scope import Scope
from webapp.errors import NotFound
from webapp.ledger.page import LIMIT_DEFAULT, LIMIT_MAX, page

PAGE = {
    "limit": Integer(min=1, max=LIMIT_MAX),
    "starting_after": Text(),
    "ending_before": Text(),
    "created": Range(),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A field that holds another object's id: of which kinds, and in whose account it is."""

    kinds: tuple[str, ...]
    owner: Callable[[Json, Scope], Scope] = lambda body, scope: scope


NO_OBJECT = Link(())
"""A field that Stripe expands and that names no object of ours: to ask for it is no mistake."""


@dataclass(frozen=True)
class Resource:
    """One kind of object of the API."""

    name: str
    table: type[Model]
    render: Callable[[Sequence[Any], bool], list[Json]]
    """The JSON of rows; the second argument is `livemode`."""
    links: Mapping[str, Link] = field(default_factory=dict)
    prefixes: tuple[str, ...] = ()

    def owned(self, scope: Scope) -> Expression:
        """The condition that no query of this table goes without."""
        return self.table.account == scope.account_id

    def find(self, scope: Scope, id_: str, *, param: str | None = None) -> Any:
        """The row of that id; another owner's is as unknown as none."""
        row = self.table.get_or_none(self.owned(scope), self.table.id == id_)
        if row is None:
            message = f"No such {self.name.replace('_', ' ')}: {id_!r}"
            raise NoSuch(message, param=param) if param else NotFound(message, param="id")
        return row

    def one(self, row: Any, scope: Scope) -> Json:
        """The JSON of one row."""
        return self.render([row], scope.livemode)[0]

    def by_ids(self, scope: Scope, ids: Iterable[str]) -> dict[str, Json]:
        """The JSON of those of the ids that the owner has."""
        rows = list(self.table.select().where(self.owned(scope), self.table.id.in_(list(ids))))
        return {body["id"]: body for body in self.render(rows, scope.livemode)}

    def listed(self, scope: Scope, params: Values, where: Iterable[Expression] = ()) -> Json:
        """A page of the owner's rows in Stripe's list shape, newest first."""
        found = page(
            self.table,
            self.owned(scope),
            where=[*within(self.table.created, params.get("created")), *where],
            **cursors(params),
        )
        return as_list(self.render(found.items, scope.livemode), has_more=found.has_more)


RESOURCES: dict[str, Resource] = {}


def resource(made: Resource) -> Resource:
    """Make a resource known to `expand`."""
    RESOURCES[made.name] = made
    return made


def as_list(data: list[Json], *, has_more: bool = False, url: str | None = None) -> Json:
    """Stripe's list shape."""
    return {"object": "list", "url": url or request.path, "has_more": has_more, "data": data}


def cursors(params: Values) -> Values:
    """The part of a list's parameters that says which page."""
    return {
        "starting_after": params.get("starting_after"),
        "ending_before": params.get("ending_before"),
        "limit": params.get("limit") or LIMIT_DEFAULT,
    }


def within(column: Any, bounds: Values | None) -> list[Expression]:
    """Conditions that keep a column between the bounds that were given."""
    compare = {
        "gt": lambda value: column > value,
        "gte": lambda value: column >= value,
        "lt": lambda value: column < value,
        "lte": lambda value: column <= value,
    }
    return [compare[name](value) for name, value in (bounds or {}).items() if value is not None]


def equal(table: type[Model], params: Values, *names: str) -> list[Expression]:
    """Conditions for the filters that name a column and were given."""
    return [getattr(table, name) == params[name] for name in names if params.get(name) is not None]
