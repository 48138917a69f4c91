"""`platform preview`: a link to see a platform's pages before its sellers do."""

import click
from flask import current_app
from flask.cli import with_appcontext

from webapp.access.preview_link import preview_token
from webapp.cli.connection import connected
from webapp.cli.platforms import find_platform


@click.command()
@click.argument("platform_id")
@with_appcontext
@connected
def preview(platform_id: str) -> None:
    """Print a link to the pages with sample money, for a week; colours can be tried on there."""
    platform = find_platform(platform_id)
    base = current_app.config["BASE_URL"].rstrip("/")
    click.echo(f"{base}/preview/{preview_token(platform.id)}")
