"""The device that somebody signed in on: known from then on, and told of when it was not before."""

from flask import request
from werkzeug.wrappers import Response

from webapp import cookies
from webapp.access.sessions.known_device import REMEMBERED_FOR, KnownDevice
from webapp.access.sessions.session import public_id
from webapp.access.tokens import digest
from webapp.accounts import notification
from webapp.accounts.account import Account
from webapp.accounts.notification import NEW_SIGN_IN

AGENT_LENGTH_MAX = 255


def remember_device(
    response: Response, account: Account, session: str, *, is_framed: bool
) -> Response:
    """Keep the device's cookie; the seller is told of a stranger, once a session."""
    token, is_stranger = KnownDevice.meet(account.id, cookies.token(cookies.DEVICE))
    if is_stranger:
        agent = request.user_agent.string[:AGENT_LENGTH_MAX]
        notification.note(account.id, NEW_SIGN_IN, public_id(digest(session)), agent=agent)
    cookies.keep(response, cookies.DEVICE, token, is_framed=is_framed, max_age=REMEMBERED_FOR)
    return response
