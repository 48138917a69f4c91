"""`platform update`: another name, brand, address or set of ways in."""

from pathlib import Path
from typing import Any

import click

from webapp.access.audit import trail
from webapp.accounts.platform import CLEARED, Platform
from webapp.cli.brand_words import shown_as
from webapp.cli.connection import connected
from webapp.cli.platforms import described, find_platform
from webapp.database import db
from webapp.errors import AppError


@click.command()
@click.argument("platform_id")
@click.option("--name", help="What its sellers see on every page.")
@described
@click.option(
    "--clear",
    multiple=True,
    type=click.Choice(sorted(name.replace("_", "-") for name in CLEARED)),
    help="What the platform shall be without; repeat it.",
)
@connected
def update(platform_id: str, icon: Path | None, clear: tuple[str, ...], **given: Any) -> None:
    """Change what is given; what may be given several times replaces all that there was."""
    platform = find_platform(platform_id)
    wanted = {name: value for name, value in given.items() if value not in (None, (), {})}
    if icon:
        wanted["icon"] = icon.read_bytes()
    if clear:
        wanted["clear"] = [name.replace("-", "_") for name in clear]
    if not wanted:
        raise click.UsageError("Say what to change, for example --factor sms --factor passkey.")
    try:
        _change(platform, wanted)
    except AppError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{platform.id} is changed: {', '.join(_changed(wanted))}.")
    if any(name.startswith("brand_color") for name in wanted):
        click.echo("".join(f"{said}\n" for said in shown_as(find_platform(platform_id))), nl=False)


def _change(platform: Platform, wanted: dict[str, Any]) -> None:
    with db.atomic():
        platform.change(**wanted)
        trail.record("platform.changed", platform=platform, changed=_changed(wanted))


def _changed(wanted: dict[str, Any]) -> list[str]:
    """The names of what is changed or cleared."""
    return sorted({*wanted, *wanted.get("clear", ())} - {"clear"})
