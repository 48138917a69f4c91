"""A platform's colour and icon, as files that a strict content policy lets through."""

from flask import Response

from webapp.accounts.platform import Platform
from webapp.embed import bp
from webapp.errors import NotFound

KEPT_FOR = "public, max-age=300"


@bp.get("/platforms/<platform_id>/brand.css")
def brand(platform_id: str) -> Response:
    """The platform's colour, and the ink that can be read on it."""
    color = _platform(platform_id).brand_color
    css = f":root{{--brand:{color};--brand-ink:{ink_on(color)}}}\n"
    return _kept(Response(css, mimetype="text/css"))


@bp.get("/platforms/<platform_id>/icon")
def icon(platform_id: str) -> Response:
    """The platform's icon."""
    platform = _platform(platform_id)
    if platform.icon is None:
        raise NotFound()
    return _kept(Response(bytes(platform.icon), mimetype=platform.icon_type))


def ink_on(color: str) -> str:
    """Black or white, whichever contrasts more with the colour (WCAG 2.2, relative luminance)."""
    luminance = _luminance(color)
    on_white, on_black = 1.05 / (luminance + 0.05), (luminance + 0.05) / 0.05
    return "#ffffff" if on_white >= on_black else "#000000"


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _platform(platform_id: str) -> Platform:
    platform = Platform.get_or_none(Platform.id == platform_id)
    if platform is None:
        raise NotFound()
    return platform


def _kept(response: Response) -> Response:
    response.headers["Cache-Control"] = KEPT_FOR
    return response
