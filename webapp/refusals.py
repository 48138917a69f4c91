"""Whoever is refused at a door is noted in the audit log, whichever door it was."""

import logging

from flask import g, request
from flask_login import current_user
from peewee import PeeweeException

from webapp.access.audit import trail
from webapp.access.audit.events import SELLER
from webapp.card_numbers import holds_card_number
from webapp.errors import AppError
from webapp.origin import CrossSiteWrite

SECRET = {"login", "calendar", "preview"}  # their addresses hold a secret

log = logging.getLogger(__name__)


def note(error: AppError) -> None:
    """Note the refusal, if the error is one; that it could not be noted changes no answer."""
    if error.refusal is None:
        return
    whose = {} if isinstance(error, CrossSiteWrite) else _whose()
    # The route, never the address: a login link's address is a secret.
    place = f"{request.method} {request.url_rule or 'no route'}"
    try:
        trail.record(error.refusal, result=trail.REFUSED, place=place, asked=_asked(), **whose)
    except PeeweeException:
        log.exception("a refusal is missing from the audit log: %s", error.refusal)


def _whose() -> dict[str, str | None]:
    """Whose key or session it was; what another site made a browser send is nobody's."""
    if "key" in g:
        acts_for = g.scope.account_id if "scope" in g and not g.scope.is_platform else None
        actor = f"key {g.key.hint}"
        return {"platform": g.key.holder.platform_id, "account": acts_for, "actor": actor}
    if current_user and current_user.is_authenticated:
        return {"account": current_user.account_id, "actor": SELLER}
    return {}


def _asked() -> str | None:
    """The ids that were asked for, where no secret can be among them."""
    ids = " ".join(map(str, (request.view_args or {}).values()))
    return None if request.blueprint in SECRET or holds_card_number(ids) else ids or None
