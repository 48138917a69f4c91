"""Language and theme: what suits the reader's eyes, kept with the account, seen at once."""

from dataclasses import dataclass

from flask_login import current_user

from webapp import clock, formatting
from webapp.languages import LANGUAGES, Language
from webapp.settings import zones

AS_BROWSER = AS_SYSTEM = ""
THEMES = (AS_SYSTEM, "light", "dark")


@dataclass(frozen=True, slots=True)
class Preferences:
    """What was chosen, and what there is to choose from."""

    language: str
    languages: list[Language]
    theme: str
    timezone: str
    is_unsaid: bool
    """Is it the one of those whose platform named none?"""
    offset: str
    now: str


def panel() -> dict[str, Preferences]:
    """What the template needs."""
    return {
        "preferences": Preferences(
            language=current_user.language or AS_BROWSER,
            languages=list(LANGUAGES.values()),
            theme=current_user.theme or AS_SYSTEM,
            timezone=current_user.timezone,
            is_unsaid=current_user.timezone == clock.UTC_ZONE,
            offset=zones.offset(current_user.timezone),
            now=formatting.clock_time(clock.now()),
        )
    }
