"""Platforms by their ids, as commands name them."""

import click

from webapp.accounts.platform import Platform


def find_platform(platform_id: str) -> Platform:
    """The platform; any other id ends the command with a sentence."""
    platform = Platform.get_or_none(Platform.id == platform_id)
    if platform is None:
        raise click.UsageError(f"No such platform: {platform_id}")
    return platform
