"""Web addresses that a platform gives: of a page of its own, and origins that may frame ours."""

import re
from urllib.parse import urlsplit

from webapp.accounts.email import normal
from webapp.card_numbers import refuse_card_number
from webapp.errors import AppError

HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::\d+)?", re.ASCII)


class OriginInvalid(AppError):
    """An origin is https://host or http://localhost, without a path, for example https://www.shop.example."""


class AddressInvalid(AppError):
    """An address must be a full web address that begins with https:// (or http:// on localhost)."""


class ContactInvalid(AppError):
    """Give a full web address that begins with https://, or mailto: and an e-mail address."""


def checked_origin(value: str) -> str:
    """The origin as browsers write it; raises `OriginInvalid`."""
    if not _is_web(value):
        raise OriginInvalid(param="origin")
    url = urlsplit(value)
    is_bare = not (url.path.strip("/") or url.query or url.fragment)
    if not is_bare or not HOST.fullmatch(url.netloc):
        raise OriginInvalid(param="origin")
    return f"{url.scheme}://{url.netloc.lower()}"


def checked_address(value: str) -> str:
    """A full web address; raises `AddressInvalid`."""
    if not _is_web(value) or any(c.isspace() or ord(c) < 32 for c in value):
        raise AddressInvalid()
    refuse_card_number(value)
    return value


def checked_contact(value: str) -> str:
    """A web page, or an address to write to as `mailto:`; raises `ContactInvalid`."""
    scheme, _, address = value.partition(":")
    try:
        return f"mailto:{normal(address)}" if scheme == "mailto" else checked_address(value)
    except AppError as error:
        raise ContactInvalid(param="support_url") from error


def _is_web(value: str) -> bool:
    try:
        url = urlsplit(value)
        host, _ = url.hostname or "", url.port
    except ValueError:
        return False
    is_local = host in {"localhost", "127.0.0.1", "::1"} or host.endswith(".localhost")
    return (
        bool(host)
        and "*" not in host
        and (url.scheme == "https" or (url.scheme == "http" and is_local))
    )
