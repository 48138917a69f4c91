"""Which addresses are pages of ours that a seller may be led to, and never any other."""

import re
from urllib.parse import unquote, unquote_plus, urlsplit

from flask import current_app
from werkzeug.exceptions import HTTPException

from webapp.card_numbers import holds_card_number

LENGTH_MAX = 2_000
PAGES = {"dashboard", "settings"}
NO_PAGES = {"settings.session"}  # tells a script how long the session lasts
# Names that a platform may put behind `#/` without knowing our addresses.
SHORT = {"/account": "/settings", "/balance": "/"}
# One slash and printable ASCII without backslashes: browsers write addresses so, and what else
# there is has been read by some browser as the name of a host.
OWN = re.compile(r"#?(/(?![/\\])[!-\[\]-~]*)")
FILE = re.compile(r"\.[a-z]{2,4}$")


def known_place(text: str | None) -> str | None:
    """The address of that page of ours as a path with its filters; nothing if there is none."""
    found = OWN.fullmatch(text) if text and len(text) <= LENGTH_MAX else None
    if found is None or holds_card_number(unquote_plus(found[1])):  # the place is kept
        return None
    url = urlsplit(found[1])
    path = SHORT.get(url.path, url.path)
    if url.netloc or url.scheme or not _is_page(unquote(path)):
        return None
    return f"{path}?{url.query}" if url.query else path


def _is_page(path: str) -> bool:
    """Is there such a page for who is signed in?"""
    if "//" in path or {".", ".."} & set(path.split("/")) or FILE.search(path):
        return False
    try:
        endpoint, _ = current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:
        return False
    return endpoint.partition(".")[0] in PAGES and endpoint not in NO_PAGES
