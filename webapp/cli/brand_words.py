"""What a platform's engineer is told of its colours: how they will be shown, where that differs."""

from webapp.accounts.platform import Platform
from webapp.colors import DARK, LIGHT, TEXT_CONTRAST_MIN, Theme

PLACES = "links, lines and the chart"


def shown_as(platform: Platform) -> list[str]:
    """A sentence for each theme in which the colour must change so that it can be read."""
    dark = platform.brand_color_dark or platform.brand_color
    said = (_said("light", LIGHT, platform.brand_color), _said("dark", DARK, dark))
    return [sentence for sentence in said if sentence]


def _said(name: str, theme: Theme, color: str) -> str:
    accent = theme.accent(color)
    if accent == color:
        return ""
    is_hard = theme.contrast_of(color) < TEXT_CONTRAST_MIN
    why = "so that everybody can read them" if is_hard else "so that they do not glare"
    return (
        f"On {name} pages {PLACES} are {accent} rather than {color}, {why} "
        f"({theme.contrast(color):.1f} to 1; WCAG asks for 4.5). Buttons stay {color}."
    )
