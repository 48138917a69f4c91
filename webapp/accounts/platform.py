"""Platforms: whose sellers we show their money, and what of the platform they see."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from peewee import (
    BigIntegerField,
    BlobField,
    CharField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
)

from webapp import clock, ids
from webapp.accounts.factor import PROOFS, SMS, with_sms
from webapp.accounts.web_address import checked_address, checked_origin
from webapp.database import BaseModel, JSONText, db
from webapp.errors import AppError

BRAND_COLOR_DEFAULT = "#3b5bdb"
ICON_BYTES_MAX = 512 * 1024  # Stripe: "Icon: JPG or PNG, < 512 kB, >= 128 x 128 px, square"
NAME_LENGTH_MAX = 80
# Line ends, control characters, and signs that turn the direction of what follows.
UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
ICON_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class BrandColorInvalid(AppError):
    """A brand colour is written as six hex digits, for example #0a7f5a."""


class IconInvalid(AppError):
    """An icon is a PNG or JPG file of less than 512 kB."""


class NameMissing(AppError):
    """A platform has a name: its sellers see it on every page."""


class NameInvalid(AppError):
    """A platform's name is one line of at most 80 letters: it stands in every text message."""


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
    signin_proofs = IntegerField(default=1)
    """How many proofs, of different kinds, their sign-in by e-mail address takes: one or two."""

    @classmethod
    def found(
        cls,
        name: str,
        *,
        origins: tuple[str, ...] = (),
        factors: Iterable[str] = (),
        **given: Any,
    ) -> "Platform":
        """Make a platform with its brand and the origins that may frame its dashboards."""
        fields = _checked({"name": name, "factors": list(factors) or None, **given})
        with db.atomic():
            platform = cls.create(id=ids.new("plat"), created=clock.now(), **fields)
            platform._register(origins)
        return platform

    def change(self, *, origins: Iterable[str] = (), **given: Any) -> None:
        """Change what is given and not None; origins and factors replace all that there were."""
        fields = _checked(given)
        with db.atomic():
            if fields:
                Platform.update(**fields).where(Platform.id == self.id).execute()
            if origins:
                PlatformOrigin.delete().where(PlatformOrigin.platform == self.id).execute()
                self._register(origins)

    def allows(self, factor: str) -> bool:
        """May its sellers prove who they are by this factor? By text message always."""
        return factor == SMS or self.factors is None or factor in self.factors

    @property
    def asks_two(self) -> bool:
        """Does a sign-in by e-mail address take two proofs?"""
        return self.signin_proofs == PROOFS["two"]

    @property
    def origins(self) -> list[str]:
        """The origins of the platform's own pages, which may frame the dashboard."""
        return origins_of(self.id)

    def _register(self, origins: Iterable[str]) -> None:
        for origin in dict.fromkeys(map(checked_origin, origins)):
            PlatformOrigin.create(platform=self, origin=origin)


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


def checked_name(value: str) -> str:
    """The name without space around it; raises `NameMissing`, `NameInvalid`."""
    name = value.strip()
    if not name:
        raise NameMissing(param="name")
    if len(name) > NAME_LENGTH_MAX or UNWRITABLE.search(name):
        raise NameInvalid(param="name")
    return name


def checked_color(value: str) -> str:
    """The colour in lower case; raises `BrandColorInvalid`."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise BrandColorInvalid(param="brand_color")
    return value.lower()


def icon_type(content: bytes) -> str:
    """The icon's media type, by its first bytes; raises `IconInvalid`."""
    kinds = [kind for head, kind in ICON_SIGNATURES.items() if content.startswith(head)]
    if not kinds or len(content) >= ICON_BYTES_MAX:
        raise IconInvalid(param="icon")
    return kinds[0]


CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "name": checked_name,
    "brand_color": checked_color,
    "icon": lambda content: content,
    "icon_type": icon_type,
    "refresh_url": checked_address,
    "factors": with_sms,
    "signin_proofs": PROOFS.__getitem__,
}


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that are given, each as it is kept; raises what its check raises."""
    given = {**given, "icon_type": given.get("icon")}
    return {name: CHECKS[name](value) for name, value in given.items() if value is not None}
