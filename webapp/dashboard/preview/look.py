"""What a preview is asked to look like: saved or not, each part is checked as if it were saved."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import request

from webapp.accounts import brand
from webapp.accounts.platform import Platform
from webapp.errors import AppError

THEMES = ("light", "dark")
WIDTHS = ("phone", "desktop")
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Look:
    """Colours, panels, and what of the question could not be shown."""

    color: str
    dark: str | None
    hidden: tuple[str, ...]
    width: str
    notes: tuple[str, ...]

    @property
    def query(self) -> dict[str, Any]:
        """The same look as an address has it."""
        dark = {"brand_color_dark": self.dark} if self.dark else {}
        return {"brand_color": self.color, "hide": list(self.hidden) or [""], **dark}


def look_of(platform: Platform) -> Look:
    """The platform as it is, and over it what the address asks for; junk leaves it as it is."""
    notes: list[str] = []

    def asked(check: Callable[[Any], Part], value: Any, saved: Part) -> Part:
        try:
            return check(value) if value else saved
        except AppError as error:
            notes.append(str(error))
            return saved

    args = request.args
    saved_hidden: list[str] = platform.hidden_panels or []
    hidden = [name for name in args.getlist("hide") if name]
    return Look(
        color=asked(brand.checked_color, args.get("brand_color"), platform.brand_color),
        dark=asked(brand.checked_color, args.get("brand_color_dark"), _dark(platform)),
        hidden=tuple(asked(brand.checked_panels, hidden, [] if "hide" in args else saved_hidden)),
        width=args["width"] if args.get("width") in WIDTHS else WIDTHS[0],
        notes=tuple(notes),
    )


def _dark(platform: Platform) -> str | None:
    """The saved dark colour, unless another light one is tried on: it belongs to the saved one."""
    return None if request.args.get("brand_color") else platform.brand_color_dark
