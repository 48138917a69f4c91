"""What is read stands in catalogues, and pages turn round for a language written from the right."""

import re
from pathlib import Path

import pytest

from tests.languages.bare import bare
from tests.languages.extraction import WEBAPP

TEMPLATES = sorted((WEBAPP / "templates").rglob("*.html"))
STYLES = sorted((WEBAPP / "static" / "css").glob("*.css"))
SCRIPTS = sorted((WEBAPP / "static" / "js").glob("*.js"))
# Sides of the paper, not of the line.
SIDES = re.compile(
    r"(?:margin|padding|border)-(?:left|right)|border-(?:top|bottom)-(?:left|right)|"
    r"(?:text-align|float|clear)\s*:\s*(?:left|right)|(?:^|[\s;{])(?:left|right)\s*:"
)
SENTENCE = re.compile(r"""(['"`])[A-Z][a-z]+ [a-z]""")
TEXT = "utf-8"


def test_there_is_something_to_look_at() -> None:
    assert TEMPLATES
    assert STYLES
    assert SCRIPTS


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEBAPP)))
def test_no_template_holds_bare_text(path: Path) -> None:
    assert not bare(path.read_text(TEXT))


@pytest.mark.parametrize(
    "template",
    [
        "<p>Bare words</p>",
        '<p title="Bare words">{{ x }}</p>',
        '<img alt="Word">',
        '{{ _("Fine") }} and more',
        '{{ "Bare words" if x else _("Fine") }}',
        '{{ field("a", "Label") }}',
        '{% set title = "Bare words" %}',
        "{% if x %}Bare{% endif %}",
        "<p>裸の言葉</p>",
    ],
)
def test_a_bare_word_is_caught(template: str) -> None:
    assert bare(template)


@pytest.mark.parametrize(
    "template",
    [
        "<p>{{ _('Fine words') }} · {{ amount }} – 12</p>",
        '{% set parts = {"totp": "verify/_form.html"} %}{{ icon("back") }}',
        '{{ field("code", _("Label"), class="field__input big one", autocomplete="off") }}',
        "{# A remark. #}<b>Express Dashboard</b>",
        '<p aria-label="{{ _("Fine") }}">{{ ngettext("%(num)s line", "%(num)s lines", n) }}</p>',
    ],
)
def test_what_can_be_translated_is_no_breach(template: str) -> None:
    assert not bare(template)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_know_starts_and_ends_but_no_left_and_right(path: Path) -> None:
    assert not SIDES.findall(path.read_text(TEXT))


@pytest.mark.parametrize(
    "style", ["a{left:0}", "a { margin-left: 1px }", "b{text-align: right}", "i { float:left }"]
)
def test_a_side_of_the_paper_is_caught(style: str) -> None:
    assert SIDES.search(style)


def test_what_follows_the_line_is_no_breach() -> None:
    assert not SIDES.search("a { inset-inline-start: 0; margin-inline: 1px; text-align: start }")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_get_their_words_from_the_page(path: Path) -> None:
    code = re.sub(r"^\s*//.*$", "", path.read_text(TEXT), flags=re.MULTILINE)
    assert not SENTENCE.findall(code)
