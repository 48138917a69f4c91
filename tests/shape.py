"""The rules of the house as functions: each takes sources and returns what breaks the rule."""

import ast
import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from html.parser import HTMLParser
from pathlib import Path

FUNCTION_LINES_MAX = 40
LINES_MAX = {".py": 200, ".html": 60, ".css": 150, ".js": 60}
VAGUE_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers", "data", "info", "misc"}

# Inner rooms first. A room may use the rooms of the rows before its own, never a neighbour;
# only the ground's and the web's rooms may use each other, since they are single small nouns.
GROUND = {
    "unseen",
    *("errors", "clock", "ids", "money", "config", "database", "keyring", "caller", "sealed"),
    *("caps", "card_numbers", "catalogues", "changes", "colors", "guessable", "languages"),
    "resealing",
}
WEB = {
    *(
        "amounts",
        "assets",
        "characters",
        "compression",
        "device_words",
        "faces",
        "formatting",
        "framing",
        "fresh_proof",
        "headers",
        "htmx",
        "masthead",
        "operators",
    ),
    *("origin", "proxy", "cookies", "news", "notices", "numbering", "reading", "refusals"),
    *("fresh_proof", "own_pages", "seller_pages", "sentences"),
}
EDGES = {"dashboard", "login", "settings", "api", "live", "embed", "cli", "importers"}
ROWS = [GROUND, {"accounts"}, {"ledger", "access", "sms", "migrations"}, WEB, EDGES, {"wiring"}]
WITHOUT_FLASK = GROUND | {"accounts", "ledger", "access"}
WEB_LIBRARIES = {"flask", "flask_login", "flask_babel"}


def room(module: str) -> str:
    """The room that a module of ours is in: `webapp.ledger.lines` is in `ledger`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "wiring"


def imports(source: str, known: set[str]) -> set[str]:
    """Names of the modules that a source imports, wherever in it the import stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            inner = {f"{module}.{alias.name}" for alias in node.names}
            names |= {name if name in known else module for name in inner}
    return names


def row(name: str) -> int:
    """How far outside a room lies."""
    return next((depth for depth, rooms in enumerate(ROWS) if name in rooms), -1)


def outward_imports(sources: Mapping[str, str]) -> list[str]:
    """Imports of ours that run outward, or between neighbours, or by a relative name."""
    return [
        f"{module} imports {name}"
        for module, source in sources.items()
        for name in sorted(imports(source, set(sources)))
        if name.startswith(("webapp", ".")) and not _may_import(room(module), name)
    ]


def _may_import(mine: str, name: str) -> bool:
    other = room(name)
    if name.startswith(".") or row(mine) < 0 or row(other) < 0:
        return False
    are_small_nouns = {mine, other} <= GROUND or {mine, other} <= WEB
    return other == mine or row(other) < row(mine) or are_small_nouns


def domain_imports_of_flask(sources: Mapping[str, str]) -> list[str]:
    """Modules of the domain and the ground that know of the web."""
    return [
        module
        for module, source in sources.items()
        if room(module) in WITHOUT_FLASK
        and {name.split(".")[0] for name in imports(source, set())} & WEB_LIBRARIES
    ]


def circle(sources: Mapping[str, str]) -> list[str]:
    """One circle of imports, if there is one.

    A package that lists its own modules (Flask's way to fill a blueprint) uses none of them.
    """
    graph = {
        module: {n for n in imports(source, set(sources)) if not f"{n}.".startswith(f"{module}.")}
        for module, source in sources.items()
    }
    return _circle_in(graph)


def circle_of_rooms(sources: Mapping[str, str]) -> list[str]:
    """One circle of rooms within a package, if there is one: `ledger.lines`, `ledger.payouts`."""
    graph: dict[str, set[str]] = {}
    for module, source in sources.items():
        others = {_inner_room(name) for name in imports(source, set(sources))} - {""}
        graph.setdefault(_inner_room(module), set()).update(others - {_inner_room(module)})
    return _circle_in(graph)


def _inner_room(module: str) -> str:
    parts = module.split(".")
    return ".".join(parts[1:3]) if len(parts) > 3 else ""


def _circle_in(graph: Mapping[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def long_functions(source: str) -> list[str]:
    """Functions that do not fit on a screen."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, functions)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LINES_MAX
    ]


def is_too_long(path: Path, source: str) -> bool:
    """Is the file longer than its kind may be?"""
    return len(source.splitlines()) > LINES_MAX[path.suffix]


def vague_names(path: Path) -> set[str]:
    """Parts of the path that say nothing of what is inside."""
    return {part.split(".")[0].lower() for part in path.parts} & VAGUE_NAMES


def has_docstring(source: str) -> bool:
    """Does the module say what it promises?"""
    return bool(ast.get_docstring(ast.parse(source)))


def tags(template: str) -> Iterator[tuple[str, dict[str, str | None]]]:
    """The elements of a template with their attributes, its Jinja statements taken out."""
    bare = re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)
    bare = re.sub(r"\{%.*?%\}", " ", bare, flags=re.DOTALL)
    bare = re.sub(r"\{\{.*?\}\}", "…", bare, flags=re.DOTALL)
    found: list[tuple[str, dict[str, str | None]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append((tag, dict(attrs)))  # type: ignore[method-assign]
    parser.feed(bare)
    parser.close()
    yield from found


def inline_code(template: str) -> list[str]:
    """Elements with script or style of their own: the content security policy blocks them."""
    return [
        f"<{tag} {' '.join(attributes)}>"
        for tag, attributes in tags(template)
        if tag == "style"
        or (tag == "script" and "src" not in attributes)
        or any(name == "style" or name.startswith(("on", "hx-on")) for name in attributes)
        or any((value or "").strip().startswith("javascript:") for value in attributes.values())
    ]


def dead_without_javascript(template: str) -> list[str]:
    """Elements that htmx alone can follow: each needs an address that a browser can, too."""
    return [
        f"<{tag} {' '.join(attributes)}>"
        for tag, attributes in tags(template)
        if {"hx-get", "hx-post"} & set(attributes)
        and not {"href", "action", "formaction"} & set(attributes)
    ]
