"""What was sent, before anyone asks what it means: forms with brackets, JSON, query strings."""

import json
from typing import Any
from urllib.parse import parse_qsl

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from webapp.api.errors import BodyTooLarge, BodyUnreadable
from webapp.api.kinds import shown

BODY_BYTES_MAX = 4 * 1024 * 1024
FIELDS_MAX = 60_000  # of a form: a thousand lines with metadata
DEPTH_MAX = 8
CONTAINERS_MAX = 100_000  # lists and objects of a JSON body, however flat

Tree = dict[str, Any]


def sent() -> Tree:
    """All parameters of the request, as a tree of text (and of JSON's values)."""
    tree = decode(request.query_string.decode("ascii", "replace"))
    if request.method != "GET":
        tree |= _body()
    return tree


def decode(text: str) -> Tree:
    """A form or query string as a tree: `a[b]=1` is `{"a": {"b": "1"}}`, `a[]=1` counts up."""
    tree: Tree = {}
    if text.count("%") * 3 > len(text):
        raise BodyUnreadable()  # no encoder writes that, and to read it takes seconds
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=FIELDS_MAX)
    except ValueError as error:  # UnicodeDecodeError is one
        raise BodyUnreadable() from error
    for name, value in pairs:
        _plant(tree, _steps(name), value)
    return tree


def _steps(name: str) -> list[str]:
    """`a[b][0]` as a, b, 0; a name that does not nest properly is taken as it stands."""
    head, bracket, rest = name.partition("[")
    if not bracket or not head or not rest.endswith("]"):
        return [name]
    steps = [head, *rest[:-1].split("][")]
    if len(steps) > DEPTH_MAX:
        raise BodyUnreadable(f"Parameters nest at most {DEPTH_MAX} deep.", param=shown(head))
    return steps


def _plant(tree: Tree, steps: list[str], value: str) -> None:
    for step in steps[:-1]:
        tree = tree.setdefault(step or str(len(tree)), {})
        if not isinstance(tree, dict):
            raise BodyUnreadable("A parameter is both a value and an object.", param=shown(step))
    last = steps[-1] or str(len(tree))
    if isinstance(tree.get(last), dict):
        raise BodyUnreadable("A parameter is both a value and an object.", param=shown(last))
    tree[last] = value


def _body() -> Tree:
    request.max_content_length = BODY_BYTES_MAX
    try:
        body = request.get_data(cache=True)
    except RequestEntityTooLarge as error:
        raise BodyTooLarge() from error
    if request.mimetype == "application/json":
        return _json(body)
    if request.mimetype not in ("", "application/x-www-form-urlencoded"):
        raise BodyUnreadable(
            "Send a form (application/x-www-form-urlencoded) or JSON (application/json)."
        )
    try:
        return decode(body.decode())
    except UnicodeDecodeError as error:
        raise BodyUnreadable() from error


def _json(body: bytes) -> Tree:
    if not body.strip():
        return {}
    if body.count(b"[") + body.count(b"{") > CONTAINERS_MAX:
        raise BodyUnreadable(f"The body has more than {CONTAINERS_MAX:,} lists and objects.")
    try:
        tree = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BodyUnreadable("The body is not JSON.") from error
    if not isinstance(tree, dict) or _depth(tree) > DEPTH_MAX:
        raise BodyUnreadable(f"The body is no JSON object, or nests deeper than {DEPTH_MAX}.")
    return tree


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _depth(tree: Any) -> int:
    """How deep objects and lists nest, counted without recursion."""
    depth, level = 0, [tree]
    while level := [node for node in level if isinstance(node, (dict, list))]:
        depth += 1
        level = [
            child for node in level for child in (node.values() if isinstance(node, dict) else node)
        ]
    return depth
