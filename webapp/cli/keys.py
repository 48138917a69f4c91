"""`platform keys …`: a platform's secret and restricted keys, made, listed, changed and ended."""

import click

from webapp import clock
from webapp.access.audit import trail
from webapp.accounts.api_key import ApiKey
from webapp.accounts.permissions import PRESETS, described
from webapp.cli.connection import connected
from webapp.cli.platforms import find_platform
from webapp.database import db
from webapp.errors import AppError

MODE = click.option("--live/--test", help="The live mode; without it, the test mode.")


@click.group("keys")
def group() -> None:
    """A platform's secret keys, and restricted ones that may do less."""


@group.command("list")
@click.argument("platform_id")
@connected
def list_(platform_id: str) -> None:
    """List the living keys: how each begins and ends, and when it was last used."""
    platform = find_platform(platform_id)
    for key in ApiKey.living().where(ApiKey.platform == platform):
        used = clock.utc_date(key.used_at) if key.used_at is not None else "never"
        made = f"created {clock.utc_date(key.created)}  last used {used}"
        click.echo(f"{key.id}  {key.hint}  {made}  {described(key.permissions)}")


@group.command()
@click.argument("platform_id")
@MODE
@click.option(
    "--restricted",
    "restricted_to",
    multiple=True,
    metavar="WHAT",
    help=f"{', '.join(PRESETS)}, or permissions such as charge_read,payout_write.",
)
@connected
def create(platform_id: str, live: bool, restricted_to: tuple[str, ...]) -> None:
    """Print a new key beside all others."""
    platform = find_platform(platform_id)
    names = [name for text in restricted_to for name in text.replace(",", " ").split()]
    if restricted_to and not names:
        raise click.UsageError("--restricted needs a word, for example --restricted read")
    try:
        with db.atomic():
            key = ApiKey.mint(platform, livemode=live, restricted_to=names)
            trail.record("key.minted", platform=platform, key=ApiKey.find(key).hint)
    except AppError as error:
        raise click.UsageError(str(error)) from error
    click.echo(key)


@group.command()
@click.argument("platform_id")
@MODE
@connected
def roll(platform_id: str, live: bool) -> None:
    """Print a new secret key; the newest old one goes on working, all older ones stop at once."""
    platform = find_platform(platform_id)
    with db.atomic():
        key = ApiKey.roll(platform, livemode=live)
        trail.record("key.rolled", platform=platform, key=ApiKey.find(key).hint)
    click.echo(key)


@group.command()
@click.argument("name", metavar="KEY")
@connected
def revoke(name: str) -> None:
    """End a key, named by its id or hint (see `list`) or by itself; it is refused at once."""
    try:
        key = ApiKey.named(name)
    except AppError as error:
        raise click.UsageError(str(error)) from error
    with db.atomic():
        key.revoke()
        trail.record("key.revoked", platform=key.platform, key=key.hint)
    click.echo(f"{key.hint} of {key.platform.name} ({key.platform.id}) works no more.")
