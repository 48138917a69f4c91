"""Where somebody wants to be once she is in."""

from flask import request

from webapp.own_pages import known_place


def wanted_place() -> str | None:
    """What the form says: its script knows the part behind `#`, which no browser sends us."""
    return known_place(request.form.get("place"))
