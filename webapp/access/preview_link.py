"""Preview links: who has one sees a platform's pages with sample money, and nobody's own."""

import hmac

from webapp import clock, keyring
from webapp.access.limits import limit
from webapp.access.limits.pace import Most
from webapp.accounts.platform import Platform
from webapp.errors import AppError

LIFETIME = 7 * clock.DAY
LOOKS_AN_HOUR = 100  # two each time that something is tried on; each writes for a moment
PURPOSE = "preview link"
DIGITS_MAX = 12


class PreviewOver(AppError):
    """This preview has ended, or its link is not whole. Make a new one by `platform preview`."""

    status = 404


def preview_token(platform_id: str) -> str:
    """What opens the platform's preview for a week: signed, and kept nowhere."""
    said = f"{platform_id}.{clock.now() + LIFETIME}"
    return f"{said}.{keyring.mac(PURPOSE, said)}"


def previewed(token: str) -> Platform:
    """The platform that a token is for; raises `PreviewOver`."""
    said, _, signature = token.rpartition(".")
    platform_id, _, until = said.rpartition(".")
    known = keyring.macs(PURPOSE, said)
    is_ours = any([hmac.compare_digest(mac, signature) for mac in known if signature.isascii()])
    if not is_ours or len(until) > DIGITS_MAX or int(until) <= clock.now():
        raise PreviewOver()
    platform = Platform.get_or_none(Platform.id == platform_id, Platform.disabled_at.is_null())
    if platform is None:
        raise PreviewOver()
    return platform


def count_look(platform_id: str) -> None:
    """Count one look at sample money: raises `TooMany` for the 101st within an hour."""
    limit.take(limit.Share(f"preview {platform_id}", (Most(LOOKS_AN_HOUR, clock.HOUR),)))
