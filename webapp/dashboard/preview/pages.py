"""`/preview/<token>`: how a platform's colours and panels look to its sellers, before they do.

Whoever has the link from `platform preview` tries colours on in the address; nothing is saved, and
nobody is signed in.
"""

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for

from webapp import colors, headers
from webapp.access.preview_link import count_look, previewed
from webapp.accounts.brand import PANELS
from webapp.dashboard.home import overview
from webapp.dashboard.preview.look import THEMES, WIDTHS, look_of
from webapp.dashboard.preview.sample_seller import sample_seller

bp = Blueprint("preview", __name__, url_prefix="/preview/<token>")


@bp.get("")
def preview(token: str) -> str:
    """Both themes side by side, and what to try."""
    platform = previewed(token)
    look = look_of(platform)
    headers.allow_own_frames()
    dark = look.dark or look.color
    return render_template(
        "preview/index.html",
        platform=_named(platform),
        look=look,
        dark=dark,
        token=token,
        panels=PANELS,
        widths=WIDTHS,
        themes=THEMES,
        brand_url=_style(token, look.query),
        accents={"light": colors.LIGHT.accent(look.color), "dark": colors.DARK.accent(dark)},
    )


@bp.get("/page")
def page(token: str) -> Response:
    """The overview of a sample seller in one theme; framed by the preview alone."""
    platform = previewed(token)
    look = look_of(platform)
    headers.allow_frames(["'self'"])
    count_look(platform.id)
    asked = request.args.get("theme")
    theme = asked if asked in THEMES else THEMES[0]
    with sample_seller(platform, look, theme):
        return make_response(
            render_template(
                "preview/page.html",
                platform=_named(platform),
                brand_url=_style(token, look.query),
                is_preview=True,
                **overview(),
            )
        )


@bp.get("/brand.css")
def style(token: str) -> Response:
    """The colours that are tried on."""
    look = look_of(previewed(token))
    return Response(colors.stylesheet(look.color, look.dark), mimetype="text/css")


def _style(token: str, query: dict[str, Any]) -> str:
    return url_for("preview.style", token=token, **query)


def _named(platform: Any) -> dict[str, Any]:
    icon = platform.icon_type and url_for("embed.icon", platform_id=platform.id)
    return {"name": platform.name, "icon_url": icon}
