"""The languages that sellers may read: their own names and directions, and which is asked for."""

from dataclasses import dataclass
from functools import lru_cache

from werkzeug.http import parse_accept_header

SOURCE = "en"
LTR, RTL = "ltr", "rtl"
TAG_LENGTH_MAX = 35  # longer than any language's tag
HEADER_LENGTH_MAX = 200  # browsers send a few languages; what is longer is somebody's probe


@dataclass(frozen=True, slots=True)
class Language:
    """A language by the code that CLDR and the catalogues know, in its own name."""

    code: str
    name: str
    direction: str = LTR

    @property
    def tag(self) -> str:
        """As HTML and HTTP write it: `pt-BR`."""
        return self.code.replace("_", "-")


LANGUAGES = {
    language.code: language
    for language in (
        Language("en", "English"),
        Language("de", "Deutsch"),
        Language("es", "Español"),
        Language("fr", "Français"),
        Language("pt_BR", "Português (Brasil)"),
        Language("ja", "日本語"),
        Language("ar", "العربية", RTL),
    )
}
_BY_TAG = {language.tag.lower(): language.code for language in LANGUAGES.values()}
# Who reads Portuguese of any country reads Brazil's sooner than English.
_BY_STEM = {tag.partition("-")[0]: code for tag, code in _BY_TAG.items()}


def N_(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:
    """The same for a message that counts: its `%(num)s` chooses the plural."""
    return one, many


def chosen(language: str | None, accept: str) -> str:
    """The account's own language, else the first of the browser's that we speak, else English."""
    return language if language in LANGUAGES else asked_for(accept[:HEADER_LENGTH_MAX])


@lru_cache(maxsize=1_024)
def asked_for(accept: str) -> str:
    """The first language of an `Accept-Language` that we speak, else English."""
    for tag, quality in parse_accept_header(accept):
        found = spoken(tag) if quality > 0 else None
        if found:
            return found
    return SOURCE


def spoken(tag: str) -> str | None:
    """The code of the nearest that we speak: `de-AT` asks for German, `pt-PT` for Portuguese."""
    tag = tag.lower().replace("_", "-")
    return _BY_TAG.get(tag) or _BY_STEM.get(tag.partition("-")[0])
