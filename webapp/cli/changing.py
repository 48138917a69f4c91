"""`platform update`: another name, brand, address or set of ways in."""

from pathlib import Path
from typing import Any

import click

from webapp.access import audit
from webapp.accounts.platform import Platform
from webapp.cli.connection import connected
from webapp.cli.platforms import described, find_platform
from webapp.database import db
from webapp.errors import AppError


@click.command()
@click.argument("platform_id")
@click.option("--name", help="What its sellers see on every page.")
@described
@connected
def update(platform_id: str, icon: Path | None, **given: Any) -> None:
    """Change what is given; the origins and factors that are given replace all others."""
    platform = find_platform(platform_id)
    wanted = {name: value for name, value in given.items() if value not in (None, ())}
    if icon:
        wanted["icon"] = icon.read_bytes()
    if not wanted:
        raise click.UsageError("Say what to change, for example --factor sms --factor passkey.")
    try:
        _change(platform, wanted)
    except AppError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{platform.id} is changed: {', '.join(sorted(wanted))}.")


def _change(platform: Platform, wanted: dict[str, Any]) -> None:
    with db.atomic():
        platform.change(**wanted)
        audit.record("platform.changed", platform=platform, changed=sorted(wanted))
