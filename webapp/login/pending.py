"""This browser's pending sign-in."""

from webapp import cookies
from webapp.access.tokens import digest
from webapp.access.verification import Verification, VerificationGone
from webapp.login.platform_page import name_platform


def find_pending() -> Verification:
    """The pending sign-in; a page that says it is over still names its platform."""
    pending = Verification.find(cookies.token(cookies.PENDING))
    if pending.account:
        name_platform(pending.account.platform, livemode=pending.account.livemode)
    pending.refuse_if_over()
    here = digest(cookies.token(cookies.SESSION) or "")
    if pending.session is not None and pending.session != here:
        raise VerificationGone()  # it belongs to a session that this browser no longer has
    return pending
