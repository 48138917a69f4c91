"""A language and a theme are chosen on the overview itself; both are seen at once."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access.sessions.session import Session
from webapp.accounts.account import Account
from webapp.errors import AppError
from webapp.languages import LANGUAGES
from webapp.settings import bp, overview
from webapp.settings.preferences import AS_BROWSER, THEMES


class LanguageUnknown(AppError):
    """We do not speak this language yet. Choose one from the list."""

    status = 422


class ThemeUnknown(AppError):
    """There is no such theme. Choose one of the three."""

    status = 422


@bp.post("/language")
def choose_language() -> ResponseReturnValue:
    """Write to her in this language, or in the one that her browser asks for."""
    wanted = request.form.get("language", "")
    if wanted not in {AS_BROWSER, *LANGUAGES}:
        return overview.page(refused={"language": LanguageUnknown()})
    Session.read_in(current_user.digest, None)  # what she says counts more than the page around us
    return _keep("language", language=wanted or None)


@bp.post("/theme")
def choose_theme() -> ResponseReturnValue:
    """Show light or dark pages, or what her system shows."""
    wanted = request.form.get("theme", "")
    if wanted not in THEMES:
        return overview.page(refused={"theme": ThemeUnknown()})
    return _keep("theme", theme=wanted or None)


def _keep(what: str, **chosen: str | None) -> ResponseReturnValue:
    Account.get_by_id(current_user.account_id).change(**chosen)
    return redirect(url_for("settings.settings", saved=what, _anchor="preferences"), 303)
