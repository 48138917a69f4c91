"""A page as its elements, so that a test says what must be there and not how it is written."""

from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta", "path"}


@dataclass
class Element:
    """A start tag with its attributes, all the text inside, and the tags around it."""

    tag: str
    attributes: dict[str, str]
    around: tuple[str, ...]
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text, as its tags cut it and without them."""
        return "".join(self.pieces)

    def __getitem__(self, name: str) -> str:
        """An attribute that must be there."""
        return self.attributes[name]

    def __contains__(self, name: str) -> bool:
        """Is there such an attribute?"""
        return name in self.attributes


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        around = tuple(element.tag for element in self._open)
        element = Element(tag, {name: value or "" for name, value in attrs}, around)
        self.found.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.pieces.append(data)


def elements(html: str, tag: str, **attributes: str) -> list[Element]:
    """The elements of a tag that have these attributes (`hx_get` for `hx-get`), in their order."""
    wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
    return [
        element
        for element in _read(html)
        if element.tag == tag and wanted.items() <= element.attributes.items()
    ]


@lru_cache(maxsize=32)
def _read(html: str) -> tuple[Element, ...]:
    """All elements of a page; a test that asks for several things reads its page once."""
    reader = _Reader()
    reader.feed(html)
    return tuple(reader.found)


def links_to(html: str, prefix: str) -> list[Element]:
    """The links whose address begins so."""
    return [a for a in elements(html, "a") if a.attributes.get("href", "").startswith(prefix)]


def lines(page: str) -> list[Element]:
    """The links to lines of the ledger."""
    return links_to(page, "/activity/")
