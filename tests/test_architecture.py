"""The shape of the house is tested, not remembered; each rule is shown a breach it must catch."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import shape

ROOT = Path(__file__).parent.parent
OUTSIDE = {".venv", ".venv-audit", "vendor", "node_modules", "__pycache__"}


def files(*patterns: str) -> list[Path]:
    """Our own files of that kind, relative to the repository."""
    found = {path.relative_to(ROOT) for pattern in patterns for path in ROOT.glob(pattern)}
    return sorted(path for path in found if not OUTSIDE & set(path.parts))


def read(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def offences(paths: list[Path], rule: Callable[[str], list[str]]) -> dict[str, list[str]]:
    """What breaks the rule, by file; empty when nothing does."""
    found = {str(path): rule(read(path)) for path in paths}
    return {name: breaches for name, breaches in found.items() if breaches}


def module_name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


PYTHON = files("*.py", "*/**/*.py")
TEMPLATES = files("webapp/**/*.html", "examples/**/*.html")
SIZED = [*PYTHON, *TEMPLATES, *files("webapp/**/*.css", "examples/**/*.css")]
SIZED += files("webapp/**/*.js", "examples/**/*.js")
WEBAPP = {module_name(path): read(path) for path in PYTHON if path.parts[0] == "webapp"}


def test_there_is_something_to_look_at() -> None:
    assert "webapp.database" in WEBAPP
    assert TEMPLATES
    assert {path.suffix for path in SIZED} == set(shape.LINES_MAX)


def test_every_room_has_its_place_in_the_rows() -> None:
    assert not {name for name in map(shape.room, WEBAPP) if shape.row(name) < 0}


def test_imports_point_inward() -> None:
    assert not shape.outward_imports(WEBAPP)


def test_the_domain_never_imports_flask() -> None:
    assert not shape.domain_imports_of_flask(WEBAPP)


def test_imports_run_in_no_circle() -> None:
    assert not shape.circle(WEBAPP)


def test_rooms_import_each_other_in_no_circle() -> None:
    assert not shape.circle_of_rooms(WEBAPP)


def test_functions_fit_on_a_screen() -> None:
    assert not offences(PYTHON, shape.long_functions)


def test_a_module_says_what_it_promises() -> None:
    assert not [str(path) for path in PYTHON if not shape.has_docstring(read(path))]


def test_files_are_short() -> None:
    assert not [str(path) for path in SIZED if shape.is_too_long(path, read(path))]


def test_files_are_named_after_what_they_hold() -> None:
    assert not [str(path) for path in SIZED if shape.vague_names(path)]


def test_templates_have_no_inline_code() -> None:
    assert not offences(TEMPLATES, shape.inline_code)


def test_what_htmx_follows_a_browser_can_follow() -> None:
    assert not offences(TEMPLATES, shape.dead_without_javascript)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("webapp.money", "from webapp.accounts.account import Account"),
        ("webapp.accounts.account", "def late():\n    import webapp.ledger.lines"),
        ("webapp.ledger.lines", "from webapp.access import session"),
        ("webapp.access.session", "from webapp import ledger"),
        ("webapp.ledger.lines", "from webapp import create_app"),
        ("webapp.ledger.lines", "from ..access import session"),
        ("webapp.dashboard.home", "from webapp.api.charges import show"),
        ("webapp.ledger.page", "from webapp.htmx import render"),
        ("webapp.newcomer", "import webapp.money"),
    ],
)
def test_an_outward_import_is_caught(module: str, source: str) -> None:
    known = dict.fromkeys(["webapp.ledger", "webapp.ledger.lines", "webapp.api.charges"], "")
    assert shape.outward_imports(known | {module: source})


def test_an_inward_import_is_no_breach() -> None:
    source = "import flask\nfrom webapp.ledger import lines\nfrom webapp.htmx import render"
    assert not shape.outward_imports({"webapp.ledger.lines": "", "webapp.dashboard.home": source})


@pytest.mark.parametrize("source", ["import flask.json", "def f():\n    from flask import g"])
def test_flask_in_the_domain_is_caught(source: str) -> None:
    assert shape.domain_imports_of_flask({"webapp.ledger.lines": source})
    assert not shape.domain_imports_of_flask({"webapp.dashboard.home": source})


def test_a_circle_is_caught() -> None:
    there, back = "from webapp.ledger import refunds", "import webapp.ledger.charges"
    assert shape.circle({"webapp.ledger.charges": there, "webapp.ledger.refunds": back})


def test_a_circle_of_rooms_is_caught() -> None:
    """Even where no two modules import each other; a module before the door is in no room."""
    there, back = "import webapp.ledger.payouts.bank_days", "import webapp.ledger.lines.terms"
    journal, payout = "webapp.ledger.lines.journal", "webapp.ledger.payouts.payout"
    assert shape.circle_of_rooms({journal: there, payout: back})
    assert not shape.circle_of_rooms({"webapp.ledger.rollups": there, payout: back})


def test_a_package_that_lists_its_modules_is_no_circle() -> None:
    listing, back = "from webapp.login import link", "from webapp.login import bp"
    assert not shape.circle({"webapp.login": listing, "webapp.login.link": back})


def test_length_is_caught() -> None:
    body = "    pass\n" * shape.FUNCTION_LINES_MAX
    assert shape.long_functions("def f():\n" + body) == ["f"]
    assert not shape.long_functions("def f():\n" + body.removesuffix("    pass\n"))
    for suffix, most in shape.LINES_MAX.items():
        assert shape.is_too_long(Path("a").with_suffix(suffix), "x\n" * (most + 1))
        assert not shape.is_too_long(Path("a").with_suffix(suffix), "x\n" * most)


@pytest.mark.parametrize("name", ["webapp/utils.py", "webapp/data/rows.py", "tests/Helpers.py"])
def test_a_vague_name_is_caught(name: str) -> None:
    assert shape.vague_names(Path(name))


def test_a_silent_module_is_caught() -> None:
    assert not shape.has_docstring("x = 1\n")


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<style>a{}</style>",
        '<p style="color: {{ colour }}">',
        '<p {% if late %}onclick="go()"{% endif %}>',
        '<a href=" javascript:go()">',
        '<b hx-on:click="go()">',
    ],
)
def test_inline_code_is_caught(markup: str) -> None:
    assert shape.inline_code(markup)


def test_code_in_its_own_file_is_no_breach() -> None:
    assert not shape.inline_code('<script src="{{ asset("a.js") }}" defer></script>{# <style> #}')


def test_what_only_htmx_can_follow_is_caught() -> None:
    assert shape.dead_without_javascript('<div hx-get="{{ url_for("x", a=">") }}">')
    assert not shape.dead_without_javascript('<a href="{{ older }}" hx-get="{{ older }}">')
    assert not shape.dead_without_javascript('<form action="/verify" hx-post="/verify">')
