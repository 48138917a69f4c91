"""This browser's pending sign-in."""

import hmac

from flask import g

from webapp import cookies, framing
from webapp.access.signin.verification import Verification, VerificationGone
from webapp.access.tokens import digest
from webapp.login.blocked import refuse_if_blocked
from webapp.login.place import wanted_place
from webapp.login.platform_page import name_platform


def find_pending() -> Verification:
    """The pending sign-in; a page that says it is over still names its platform."""
    refuse_if_blocked()
    pending = Verification.find(cookies.token(cookies.PENDING))
    if pending.account:
        name_platform(pending.account.platform, livemode=pending.account.livemode)
    _keep_in_mind(pending)
    pending.refuse_if_over()
    here = digest(cookies.token(cookies.SESSION) or "")
    if pending.session is not None and not hmac.compare_digest(pending.session, here):
        raise VerificationGone()  # it belongs to a session that this browser no longer has
    return pending


def _keep_in_mind(pending: Verification) -> None:
    """In which jar and language it began, and where it is to lead, which a form may say late."""
    framing.tell(framing.CODE)  # whoever else is signed in here
    g.is_framed = pending.is_framed
    if pending.language:
        g.language = pending.language
    place = wanted_place() if pending.session is None else None
    if place and place != pending.place:
        pending.lead_to(place)
