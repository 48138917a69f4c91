"""Platforms: whose sellers we show their money, and what of the platform they see."""

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
from webapp.accounts import brand
from webapp.accounts.brand import BRAND_COLOR_DEFAULT
from webapp.accounts.factor import PROOFS, SMS, with_sms
from webapp.accounts.web_address import checked_address, checked_contact, checked_origin
from webapp.database import BaseModel, JSONText, db


class Platform(BaseModel):
    """A marketplace or app that pays sellers; owns keys, accounts and a brand."""

    id = CharField(primary_key=True)
    name = CharField()
    brand_color = CharField(default=BRAND_COLOR_DEFAULT)
    brand_color_dark = CharField(null=True)
    """The colour on dark pages; null is the same as on light ones."""
    icon = BlobField(null=True)
    icon_type = CharField(null=True)
    refresh_url = CharField(null=True)
    support_url = CharField(null=True)
    """Where its sellers get help: a page, or `mailto:`."""
    created = BigIntegerField()
    disabled_at = BigIntegerField(null=True)
    """While it is set, neither its keys nor its sellers are let in."""
    factors = JSONText(null=True)
    """By which factors its sellers may prove who they are; null is by all of them."""
    signin_proofs = IntegerField(default=1)
    """How many proofs, of different kinds, their sign-in by e-mail address takes: one or two."""
    hidden_panels = JSONText(null=True)
    """The panels that sellers do not see; null is none."""
    descriptions = JSONText(null=True)
    """By type, what a line is called that nobody described; null is by our own words."""
    shown_metadata = JSONText(null=True)
    """The keys of a line's metadata that sellers see; null is those that name an order."""

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

    def change(
        self, *, origins: Iterable[str] = (), clear: Iterable[str] = (), **given: Any
    ) -> None:
        """Change what is given, be without what is cleared; lists replace all that there was."""
        fields = {column: None for name in clear for column in CLEARED[name]} | _checked(given)
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


CHECKS: Mapping[str, Callable[[Any], Any]] = {
    **brand.CHECKS,
    "refresh_url": checked_address,
    "support_url": checked_contact,
    "factors": with_sms,
    "signin_proofs": PROOFS.__getitem__,
}
# What a platform can be without, and the columns that are empty then.
CLEARED = {
    "icon": ("icon", "icon_type"),
    "brand_color_dark": ("brand_color_dark",),
    "refresh_url": ("refresh_url",),
    "support_url": ("support_url",),
    "hidden_panels": ("hidden_panels",),
    "descriptions": ("descriptions",),
    "shown_metadata": ("shown_metadata",),
}
NOTHING: tuple[Any, ...] = (None, (), {})


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that are given, each as it is kept; raises what its check raises."""
    given = {**given, "icon_type": given.get("icon")}
    return {name: CHECKS[name](value) for name, value in given.items() if value not in NOTHING}
