"""In which language an answer is read: the seller's own, else her browser's, else English.

Programs read English: the API and the command line answer in it, whoever asks.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import flask_babel
from babel import Locale
from babel.support import NullTranslations
from flask import Flask, Response, current_app, g, has_request_context, request
from flask_login import current_user

from webapp import languages
from webapp.catalogues import catalogue
from webapp.languages import LANGUAGES, SOURCE

LOCALES = {code: Locale.parse(code) for code in LANGUAGES}
FOR_PROGRAMS = {"api"}


def install(app: Flask) -> None:
    """Let Flask-Babel and templates know the language; both ask for it only when they need it."""
    flask_babel.Babel(app, locale_selector=locale).domain_instance = Catalogues()
    # Templates ask a hundred times a page: not by way of the library's own context.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda one: catalogue(language()).gettext(one),
        ngettext=lambda one, many, num: catalogue(language()).ngettext(one, many, num),
        newstyle=True,
    )
    app.context_processor(lambda: {"language": LANGUAGES[language()]})
    app.after_request(_vary)


class Catalogues(flask_babel.Domain):
    """The words of the language in which an answer is read."""

    def get_translations(self) -> NullTranslations:
        """They are kept for the whole process."""
        return catalogue(language())


def language() -> str:
    """The code of the language in which this answer is read; decided once a request."""
    if not g:  # a command, or a test that formats an amount
        return SOURCE
    found: str | None = g.get("language")
    if found is None:
        found = g.language = _asked_for()
    return found


def language_of(user: object) -> str:
    """The same for somebody who is known to ask: what is answered from memory looks up no more."""
    own = getattr(user, "language", None)
    return languages.chosen(own, request.environ.get("HTTP_ACCEPT_LANGUAGE", ""))


def locale() -> Locale:
    """The same as CLDR's locale."""
    return LOCALES[language()]


def direction() -> str:
    """`rtl` where the language is written from the right."""
    return LANGUAGES[language()].direction


@contextmanager
def in_language(code: str | None) -> Iterator[None]:
    """Write for another reader, in the language of their account: a text, a mail, a notice.

    In a context of its own, because the answer to our own reader may still be written beside it.
    """
    with current_app.app_context():
        g.language = languages.chosen(code, "")
        yield


def _vary(response: Response) -> Response:
    """Tell what an answer depended on; those with a fragment say it themselves."""
    if "language" in g and "Vary" not in response.headers:
        response.headers["Vary"] = "Accept-Language"
    return response


def _asked_for() -> str:
    if not has_request_context() or request.blueprint in FOR_PROGRAMS:
        return SOURCE
    return language_of(current_user._get_current_object())
