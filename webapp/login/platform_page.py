"""Which platform a page speaks for: its name, icon and colour, and who may frame it."""

from flask import g, url_for

from webapp import headers
from webapp.accounts.platform import Platform


def name_platform(platform: Platform, *, livemode: bool) -> None:
    """Show this platform's brand on the page, and let its own pages frame it."""
    g.brand = {
        "name": platform.name,
        "brand_color": platform.brand_color,
        "icon_url": platform.icon_type and url_for("embed.icon", platform_id=platform.id),
    }
    g.brand_url = url_for("embed.brand", platform_id=platform.id)
    g.refresh_url = platform.refresh_url
    g.livemode = livemode
    headers.allow_frames(platform.origins)
