"""Every catalogue holds every message, whole: no word of a page stays English by oversight."""

import re
from datetime import date
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from flask import Flask

from tests.languages.extraction import messages
from webapp import clock
from webapp.catalogues import file_of
from webapp.formatting import short_day
from webapp.languages import LANGUAGES, SOURCE
from webapp.reading import in_language

pytestmark = pytest.mark.engine("sqlite")
TRANSLATED = sorted(set(LANGUAGES) - {SOURCE})
PLACE = re.compile(r"%\((\w+)\)s")
DAY_BEFORE_STOP = re.compile(r"%\((day|sent|arrives|first|last)\)s\.")
HOW = "Run `make translations`, then fill in what is empty (CONTRIBUTING.md)."


@cache
def said() -> Catalog:
    """What the sources say."""
    return messages()


@cache
def kept(code: str) -> Catalog:
    """What the catalogue of a language holds."""
    with file_of(code).open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def forms(message: Message) -> list[str]:
    """The translation, in each of its plural forms."""
    text = message.string
    return [text] if isinstance(text, str) else list(text or ())


def places(text: str) -> set[str]:
    """The values that a message has room for."""
    return set(PLACE.findall(text))


def sources(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translations(code: str) -> list[tuple[Message, str]]:
    return [(message, text) for message in kept(code) if message.id for text in forms(message)]


def ends_with_dot(app: Flask, code: str) -> bool:
    """Does the language abbreviate a day of this year with a dot at its end?"""
    with app.app_context(), in_language(code):
        year = clock.utc_date(clock.now()).year
        return any(short_day(date(year, month, 1)).endswith(".") for month in range(1, 13))


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_sentence_ends_in_two_full_stops(app: Flask, code: str) -> None:
    """Where a day is written “28 nov.”, no message puts its own full stop right behind one."""
    if ends_with_dot(app, code):
        assert not [text for _, text in translations(code) if DAY_BEFORE_STOP.search(text)]


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_misses_no_message_and_keeps_none_that_is_gone(code: str) -> None:
    wanted = {sources(message) for message in said() if message.id}
    there = {sources(message) for message in kept(code) if message.id}
    assert not wanted - there, HOW
    assert not there - wanted, HOW
    assert not kept(code).obsolete


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated_in_every_plural_form(code: str) -> None:
    whole = [message for message in kept(code) if message.id]
    assert not [message.id for message in whole if message.fuzzy]
    assert not [message.id for message in whole if not all(map(str.strip, forms(message)))], HOW
    needed = {True: kept(code).num_plurals, False: 1}
    assert all(len(forms(message)) == needed[message.pluralizable] for message in whole)


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_value_keeps_its_place(code: str) -> None:
    for message, text in translations(code):
        most = places(sources(message)[-1])
        # "One line", "two lines": a language with such forms need not name the number.
        least = most - ({"num"} if message.pluralizable else set())
        assert least <= places(text) <= most, text
        assert text % dict.fromkeys(most, "1") if most else True
        assert "%" not in PLACE.sub("", text).replace("%%", ""), text


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_is_no_markup(code: str) -> None:
    """It stands in attributes and is not escaped again: it could break out of them."""
    assert not [text for _, text in translations(code) if re.search(r"[<>&\"\\]", text)]
    assert not [text for _, text in translations(code) if text != text.strip()]


def test_english_is_no_markup_either() -> None:
    texts = [text for message in said() if message.id for text in sources(message)]
    assert not [text for text in texts if re.search(r"[<>&\"\\]|%\(\w+\)[^s]", text)]


def test_there_is_something_to_translate() -> None:
    assert len(said()) > 500
    assert TRANSLATED == ["ar", "de", "es", "fr", "ja", "pt_BR"]
