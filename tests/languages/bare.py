"""Words that stand in a template as they are, so that nobody could translate them."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from jinja2 import Environment, nodes

READ = {"alt", "aria-description", "aria-label", "placeholder", "title"}
# What is the same in every language: names, and the browser's own words.
NAMES = re.compile(r"Express Dashboard|UTC|CSV|XLSX|PDF|light dark")
LETTER = re.compile(r"[^\W\d_]")
# A constant of a template is read by people if it begins as a sentence does, or has several words.
SENTENCE = re.compile(r"^[A-Z][a-z]|[A-Za-z’',.] [A-Za-z]")
TRANSLATE = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
# Arguments that name classes, drawings and the like, and HTTP's own words.
NOT_READ = {"class", "autocomplete"}


def bare(template: str) -> list[str]:
    """The words of a template that no catalogue can hold."""
    return [*_of_markup(template), *_of_expressions(template)]


def _of_markup(template: str) -> list[str]:
    text = re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    found: list[str] = []
    parser = HTMLParser()
    parser.handle_data = found.append  # type: ignore[assignment, method-assign]
    parser.handle_starttag = lambda tag, attrs: found.extend(  # type: ignore[method-assign]
        value or "" for name, value in attrs if name in READ
    )
    parser.feed(text)
    parser.close()
    return [words.strip() for words in found if LETTER.search(NAMES.sub("", words))]


def _of_expressions(template: str) -> list[str]:
    tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(template)  # noqa: S701
    return [text for text in _constants(tree) if SENTENCE.search(NAMES.sub("", text))]


def _constants(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Call) and getattr(node.node, "name", None) in TRANSLATE:
        return
    if isinstance(node, nodes.Keyword) and node.key in NOT_READ:
        return
    if isinstance(node, nodes.TemplateData):
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    for child in node.iter_child_nodes():
        yield from _constants(child)
