"""`make translations`: put what the sources say into every catalogue; says what is still to do."""

from datetime import UTC, datetime

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tests.languages.extraction import messages
from webapp.catalogues import file_of
from webapp.languages import LANGUAGES, SOURCE

BEGUN = datetime(2026, 11, 23, tzinfo=UTC)


def main() -> None:
    """Add what is new, drop what nobody says any more, keep every translation."""
    found = messages()
    for code in LANGUAGES:
        if code != SOURCE:
            missing = _update(code, found)
            print(f"{code:6} {len(found)} messages, {missing} to translate")


def _update(code: str, found: Catalog) -> int:
    path = file_of(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    known = Catalog(locale=code)
    if path.exists():
        with path.open("rb") as file:
            known = read_po(file, locale=code)
    known.update(found, no_fuzzy_matching=True)
    known.obsolete.clear()
    known.header_comment = f"# {LANGUAGES[code].name}: its words are agreed in docs/languages.md."
    known.project, known.version, known.msgid_bugs_address = "Express Dashboard", "1", ""
    known.last_translator = known.language_team = ""
    known.creation_date = known.revision_date = BEGUN  # a new date is no change
    with path.open("wb") as file:
        write_po(file, known, width=100, include_lineno=False, sort_by_file=True, omit_header=False)
    return sum(not all(_forms(message.string)) for message in known if message.id)


def _forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return list(text) if isinstance(text, (list, tuple)) else [text or ""]


if __name__ == "__main__":
    main()
