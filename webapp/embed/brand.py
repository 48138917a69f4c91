"""A platform's colour and icon, as files that a strict content policy lets through."""

from flask import Response

from webapp import colors
from webapp.accounts.platform import Platform
from webapp.embed import bp
from webapp.errors import NotFound

KEPT_FOR = "public, max-age=300"


@bp.get("/platforms/<platform_id>/brand.css")
def brand(platform_id: str) -> Response:
    """The platform's colours, and the ink that can be read on them."""
    platform = _platform(platform_id)
    css = colors.stylesheet(platform.brand_color, platform.brand_color_dark)
    return _kept(Response(css, mimetype="text/css"))


@bp.get("/platforms/<platform_id>/icon")
def icon(platform_id: str) -> Response:
    """The platform's icon."""
    platform = _platform(platform_id)
    if platform.icon is None:
        raise NotFound()
    return _kept(Response(bytes(platform.icon), mimetype=platform.icon_type))


def _platform(platform_id: str) -> Platform:
    platform = Platform.get_or_none(Platform.id == platform_id)
    if platform is None:
        raise NotFound()
    return platform


def _kept(response: Response) -> Response:
    response.headers["Cache-Control"] = KEPT_FOR
    return response
