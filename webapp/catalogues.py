"""The translations: a catalogue a language, read from its `.po` file once a process.

It is compiled in memory, so there is no second file that could be forgotten or older.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from webapp.languages import LANGUAGES, SOURCE

FOLDER = Path(__file__).parent / "translations"


def file_of(code: str) -> Path:
    """Where a language's words are."""
    return FOLDER / code / "LC_MESSAGES" / "messages.po"


@cache
def catalogue(code: str) -> NullTranslations:
    """A language's words; English is what stands in the sources."""
    if code == SOURCE:
        return NullTranslations()
    compiled = BytesIO()
    with file_of(code).open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return Translations(compiled)


def prepare() -> None:
    """Read them all: a server does before it serves, so that nobody waits for it."""
    for code in LANGUAGES:
        catalogue(code)
