"""How a seller reaches her platform, where she must ask it for something."""

from dataclasses import dataclass

from flask_login import current_user

from webapp.accounts.platform import Platform


@dataclass(frozen=True, slots=True)
class Way:
    """A link to the platform."""

    url: str
    is_help: bool
    """Does it lead to where the platform helps its sellers?"""

    @property
    def is_page(self) -> bool:
        """Is it a page, and not a mail to be written?"""
        return not self.url.startswith("mailto:")


def way_to_ask() -> Way | None:
    """Where the platform helps its sellers; else the page that she came from, if one is known."""
    found = Platform.select(Platform.support_url).where(Platform.id == current_user.platform_id)
    if url := found.scalar():
        return Way(url, is_help=True)
    if url := current_user.return_url:
        return Way(url, is_help=False)
    return None
