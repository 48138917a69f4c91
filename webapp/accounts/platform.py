"""Platforms: whose sellers we show their money, and what of the platform they see."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from peewee import BigIntegerField, BlobField, CharField, CompositeKey, ForeignKeyField

from webapp import clock, ids
from webapp.accounts.factor import SMS, checked_factors
from webapp.database import BaseModel, JSONText, db
from webapp.errors import AppError

BRAND_COLOR_DEFAULT = "#3b5bdb"
ICON_BYTES_MAX = 512 * 1024  # Stripe: "Icon: JPG or PNG, < 512 kB, >= 128 x 128 px, square"
HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::\d+)?", re.ASCII)
ICON_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class BrandColorInvalid(AppError):
    """A brand colour is written as six hex digits, for example #0a7f5a."""


class OriginInvalid(AppError):
    """An origin is https://host or http://localhost, without a path, for example https://www.shop.example."""


class IconInvalid(AppError):
    """An icon is a PNG or JPG file of less than 512 kB."""


class NameMissing(AppError):
    """A platform has a name: its sellers see it on every page."""


class AddressInvalid(AppError):
    """An address must be a full web address that begins with https:// (or http:// on localhost)."""


class Platform(BaseModel):
    """A marketplace or app that pays sellers; owns keys, accounts and a brand."""

    id = CharField(primary_key=True)
    name = CharField()
    brand_color = CharField(default=BRAND_COLOR_DEFAULT)
    icon = BlobField(null=True)
    icon_type = CharField(null=True)
    refresh_url = CharField(null=True)
    created = BigIntegerField()
    disabled_at = BigIntegerField(null=True)
    """While it is set, neither its keys nor its sellers are let in."""
    factors = JSONText(null=True)
    """By which factors its sellers may prove who they are; null is by all of them."""

    @classmethod
    def found(
        cls,
        name: str,
        *,
        origins: tuple[str, ...] = (),
        brand_color: str | None = None,
        icon: bytes | None = None,
        refresh_url: str | None = None,
        factors: Iterable[str] | None = None,
    ) -> "Platform":
        """Make a platform with its brand and the origins that may frame its dashboards."""
        if not name.strip():
            raise NameMissing(param="name")
        with db.atomic():
            platform = cls.create(
                id=ids.new("plat"),
                name=name.strip(),
                brand_color=checked_color(brand_color or BRAND_COLOR_DEFAULT),
                icon=icon,
                icon_type=None if icon is None else icon_type(icon),
                refresh_url=refresh_url and checked_address(refresh_url),
                factors=checked_factors(factors) if factors else None,
                created=clock.now(),
            )
            for origin in dict.fromkeys(map(checked_origin, origins)):
                PlatformOrigin.create(platform=platform, origin=origin)
        return platform

    def allows(self, factor: str) -> bool:
        """May its sellers prove who they are by this factor? By text message always."""
        return factor == SMS or self.factors is None or factor in self.factors

    @property
    def origins(self) -> list[str]:
        """The origins of the platform's own pages, which may frame the dashboard."""
        return origins_of(self.id)


class PlatformOrigin(BaseModel):
    """One registered origin of a platform's pages, such as `https://www.shop.example`."""

    platform = ForeignKeyField(Platform, backref="origin_rows", index=False)
    origin = CharField()

    class Meta:
        """An origin is registered once."""

        primary_key = CompositeKey("platform", "origin")


def origins_of(platform_id: str) -> list[str]:
    """The origins of the platform's own pages, which may frame the dashboard."""
    rows = PlatformOrigin.select(PlatformOrigin.origin).where(
        PlatformOrigin.platform == platform_id
    )
    return sorted(origin for (origin,) in rows.tuples())


def checked_color(value: str) -> str:
    """The colour in lower case; raises `BrandColorInvalid`."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise BrandColorInvalid(param="brand_color")
    return value.lower()


def checked_origin(value: str) -> str:
    """The origin as browsers write it; raises `OriginInvalid`."""
    if not _is_web(value):
        raise OriginInvalid(param="origin")
    url = urlsplit(value)
    is_bare = not (url.path.strip("/") or url.query or url.fragment)
    if not is_bare or not HOST.fullmatch(url.netloc):
        raise OriginInvalid(param="origin")
    return f"{url.scheme}://{url.netloc.lower()}"


def checked_address(value: str) -> str:
    """A full web address; raises `AddressInvalid`."""
    if not _is_web(value) or any(c.isspace() or ord(c) < 32 for c in value):
        raise AddressInvalid()
    return value


def icon_type(content: bytes) -> str:
    """The icon's media type, by its first bytes; raises `IconInvalid`."""
    kinds = [kind for head, kind in ICON_SIGNATURES.items() if content.startswith(head)]
    if not kinds or len(content) >= ICON_BYTES_MAX:
        raise IconInvalid(param="icon")
    return kinds[0]


def _is_web(value: str) -> bool:
    try:
        url = urlsplit(value)
        host, _ = url.hostname or "", url.port
    except ValueError:
        return False
    is_local = host in {"localhost", "127.0.0.1", "::1"} or host.endswith(".localhost")
    return (
        bool(host)
        and "*" not in host
        and (url.scheme == "https" or (url.scheme == "http" and is_local))
    )
