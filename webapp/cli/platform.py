"""`platform create`, `disable`, `enable` and `keys`: who may use this installation."""

import json
from pathlib import Path
from typing import Any

import click

from webapp.accounts.founding import Founded
from webapp.cli import changing, controls, keys, preview, shutting
from webapp.cli.brand_words import shown_as
from webapp.cli.connection import connected
from webapp.cli.platforms import described, found
from webapp.errors import AppError


@click.group("platform")
def group() -> None:
    """Platforms and their secret keys."""


@group.command()
@click.argument("name")
@described
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@connected
def create(name: str, icon: Path | None, as_json: bool, **given: Any) -> None:
    """Make a platform and print its secret keys, once."""
    try:
        founded = found(name, icon=icon.read_bytes() if icon else None, **given)
    except AppError as error:
        raise click.UsageError(str(error)) from error
    click.echo(_as_json(founded) if as_json else _as_text(founded))


for command in (
    keys.group,
    shutting.disable,
    shutting.enable,
    changing.update,
    controls.controls,
    preview.preview,
):
    group.add_command(command)


def _as_json(founded: Founded) -> str:
    platform = founded.platform
    return json.dumps(
        {
            "id": platform.id,
            "name": platform.name,
            "origins": platform.origins,
            "brand_color": platform.brand_color,
            "brand_color_dark": platform.brand_color_dark,
            "hidden_panels": platform.hidden_panels or [],
            "refresh_url": platform.refresh_url,
            "support_url": platform.support_url,
            "test_secret_key": founded.test_key,
            "live_secret_key": founded.live_key,
        },
        indent=2,
    )


def _as_text(founded: Founded) -> str:
    return (
        f"Platform {founded.platform.name} ({founded.platform.id})\n"
        f"  test secret key  {founded.test_key}\n"
        f"  live secret key  {founded.live_key}\n"
        "Keep them safe: they are not shown again."
        + "".join(f"\n{said}" for said in shown_as(founded.platform))
    )
