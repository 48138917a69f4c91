"""`expand[]`: ids replaced by the objects they name, one query for each kind and owner."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from webapp.api.answer import Json
from webapp.api.kinds import shown
from webapp.api.permission import require, to_read
from webapp.api.resource import RESOURCES, Link
from webapp.api.scope import Scope
from webapp.errors import AppError

DEPTH_MAX = 4

Node = tuple[Json, Scope]


class CannotExpand(AppError):
    """This property cannot be expanded."""


def refuse_unknown(paths: list[str], kind: str, *, is_list: bool) -> None:
    """Raise `CannotExpand` for a path that leads nowhere, before anything is done."""
    for path in paths:
        steps = path.split(".")
        if len(steps) > DEPTH_MAX:
            raise CannotExpand(
                f"You cannot expand more than {DEPTH_MAX} levels of a property ({shown(path)}).",
                param="expand",
            )
        inner = steps[1:] if is_list and steps[0] == "data" else steps
        if (is_list and steps[0] != "data") or not inner or not _leads(inner, (kind,)):
            raise CannotExpand(f"This property cannot be expanded ({shown(path)}).", param="expand")


def expanded(body: Json, paths: list[str], scope: Scope) -> Json:
    """The object or list with the objects at the ends of the paths in it."""
    for path in paths:
        steps = path.split(".")
        if body["object"] == "list":
            _follow([(item, scope) for item in body["data"]], steps[1:])
        else:
            _follow([(body, scope)], steps)
    return body


def _leads(steps: list[str], kinds: tuple[str, ...]) -> bool:
    if not steps:
        return True
    links = (RESOURCES[kind].links.get(steps[0]) for kind in kinds if kind in RESOURCES)
    return any(_leads(steps[1:], link.kinds) for link in links if link)


def _follow(nodes: list[Node], steps: list[str]) -> None:
    """Replace the first step's ids in all nodes, then go on from what they named."""
    if not nodes or not steps:
        return
    step, *rest = steps
    wanted: dict[tuple[str, Scope], list[Json]] = defaultdict(list)
    onward: list[Node] = []
    for body, link, owner in _links(nodes, step):
        if isinstance(body[step], dict):  # an earlier path has been here
            onward.append((body[step], owner))
        elif body[step]:
            wanted[_kind(link, body[step]), owner].append(body)
    for (kind, owner), bodies in wanted.items():
        found = _found(kind, owner, {body[step] for body in bodies})
        for body in bodies:
            body[step] = found.get(body[step], body[step])
        onward += [(body, owner) for body in found.values()]
    _follow(onward, rest)


def _links(nodes: list[Node], step: str) -> Iterator[tuple[Json, Link, Scope]]:
    for body, scope in nodes:
        link = RESOURCES[body["object"]].links.get(step) if body["object"] in RESOURCES else None
        if link and step in body:
            yield body, link, link.owner(body, scope)


def _found(kind: str, owner: Scope, ids: set[str]) -> dict[str, Any]:
    if not kind:
        return {}
    require(to_read(kind))
    return RESOURCES[kind].by_ids(owner, ids)


def _kind(link: Link, id_: str) -> str:
    """Which kind an id is of: by its prefix where a field may hold several."""
    if len(link.kinds) == 1:
        return link.kinds[0]
    prefix = id_.partition("_")[0]
    return next((kind for kind in link.kinds if prefix in RESOURCES[kind].prefixes), "")
