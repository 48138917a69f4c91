"""Platforms as commands name and describe them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from webapp.access.audit import trail
from webapp.accounts.api_key import ApiKey
from webapp.accounts.brand import PANELS
from webapp.accounts.factor import FACTORS, PROOFS
from webapp.accounts.founding import Founded, found_platform
from webapp.accounts.platform import Platform
from webapp.database import db

Command = TypeVar("Command", bound=Callable[..., Any])


def described_types(
    context: click.Context, option: click.Parameter, pairs: tuple[str, ...]
) -> dict[str, str]:
    """The texts by type."""
    if any("=" not in pair for pair in pairs):
        raise click.BadParameter("Write TYPE=TEXT, for example charge=Sale at {platform}.")
    return {type_: text for type_, _, text in (pair.partition("=") for pair in pairs)}


def shown_keys(
    context: click.Context, option: click.Parameter, keys: tuple[str, ...]
) -> list[str] | None:
    """The keys; None if nothing was said, no key if it was an empty one."""
    return [key for key in keys if key] if keys else None


OPTIONS = (
    click.option(
        "--origin", "origins", multiple=True, metavar="URL", help="A page that may frame us."
    ),
    click.option("--brand-color", metavar="HEX", help="Such as #0a7f5a."),
    click.option(
        "--brand-color-dark", metavar="HEX", help="On dark pages; without: the same colour."
    ),
    click.option("--icon", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
    click.option(
        "--refresh-url", metavar="URL", help="Where people with a dead link get a new one."
    ),
    click.option(
        "--support-url", metavar="URL", help="Where sellers ask you: a page, or mailto:you@…"
    ),
    click.option(
        *("--hide", "hidden_panels"),
        multiple=True,
        type=click.Choice(PANELS),
        help="A panel that sellers do not see; repeat it. The balance is always there.",
    ),
    click.option(
        *("--describe", "descriptions"),
        multiple=True,
        metavar="TYPE=TEXT",
        callback=described_types,
        help="What a line is called that nobody described: charge=Order {metadata.order_id}.",
    ),
    click.option(
        *("--show-metadata", "shown_metadata"),
        multiple=True,
        metavar="KEY",
        callback=shown_keys,
        help="A key of metadata that sellers see; repeat it. An empty one shows none at all.",
    ),
    click.option(
        *("--factor", "factors"),
        multiple=True,
        type=click.Choice(FACTORS),
        help="A way in that sellers may use; repeat it. Without: all. Text messages always.",
    ),
    click.option(
        "--signin-proofs",
        type=click.Choice(list(PROOFS)),
        help="How many a sign-in by e-mail address takes; without: one. Links always take one.",
    ),
)


def described(command: Command) -> Command:
    """Give a command the options that describe a platform."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def found(name: str, **brand: Any) -> Founded:
    """Found a platform; that it was, and its keys by their hints, are written down with it."""
    with db.atomic():
        founded = found_platform(name, **brand)
        trail.record("platform.created", platform=founded.platform, name=founded.platform.name)
        for key in (founded.test_key, founded.live_key):
            trail.record("key.minted", platform=founded.platform, key=ApiKey.find(key).hint)
    return founded


def find_platform(platform_id: str) -> Platform:
    """The platform; any other id ends the command with a sentence."""
    platform = Platform.get_or_none(Platform.id == platform_id)
    if platform is None:
        raise click.UsageError(f"No such platform: {platform_id}")
    return platform
