"""`/signin/passkey`: in without an e-mail address, since a passkey names its account itself."""

from flask import Response as FlaskResponse
from flask import make_response, render_template, request
from werkzeug.wrappers import Response

from webapp import clock, cookies
from webapp.access.factors.passkey import Passkey
from webapp.access.factors.proof import prove
from webapp.access.factors.relying_party import PasskeyRefused
from webapp.access.limits.limit import TOO_MANY, Share, take
from webapp.access.limits.pace import Most
from webapp.access.limits.place import place_of
from webapp.access.signin.verification import Verification
from webapp.access.tokens import digest, new_token
from webapp.accounts.account import Account
from webapp.accounts.factor import PASSKEY
from webapp.errors import AppError
from webapp.login import bp
from webapp.login.arrival import arrive
from webapp.login.passkey import party
from webapp.login.place import wanted_place
from webapp.login.proving import noted
from webapp.sentences import sentence

ASKED_PER_HOUR = 60  # from one place


class TestAccountHere(AppError):
    """This passkey is a test account's, and those sign in by a login link. Create one instead."""

    status = 403


@bp.post("/signin/passkey/options")
def signin_passkey_options() -> Response:
    """What the browser is to sign, bound to it by a cookie; the same for everybody."""
    place = place_of(request.remote_addr or "")
    take(Share(f"passkey:{place}", (Most(ASKED_PER_HOUR, clock.HOUR, TOO_MANY),), "place"))
    token = new_token()
    options = Passkey.request_options(party(), digest(token))
    response = FlaskResponse(options, content_type="application/json")
    cookies.keep(response, cookies.PASSKEY, token, is_framed=False)
    return response


@bp.post("/signin/passkey")
def signin_passkey() -> Response:
    """Sign in with what the browser signed."""
    try:
        pending, token = _proven()
        response = arrive(pending)
        if Verification.find(token).ended_at is None:  # a new number is asked for first
            cookies.keep(response, cookies.PENDING, token, is_framed=False)
    except AppError as error:
        page = render_template(
            "signin/index.html", email="", error=None, passkey_error=sentence(error)
        )
        response = make_response(page, error.status)
    cookies.drop(response, cookies.PASSKEY, is_framed=False)
    return response


def _proven() -> tuple[Verification, str]:
    """A pending sign-in to the account whose passkey signed, proven by it, and its token."""
    bound_to = digest(cookies.token(cookies.PASSKEY) or "")
    signed = Passkey.prove(request.form.get("credential", ""), party(), bound_to)
    account = Account.get_by_id(signed.account_id)
    if not account.livemode:
        raise TestAccountHere()
    if not account.has_dashboard or not account.platform.allows(PASSKEY):
        raise PasskeyRefused()
    token = Verification.begin(account, place=wanted_place())
    pending = Verification.find(token)
    with noted(pending, PASSKEY):
        prove(pending, PASSKEY, lambda _: {account.id})
    return pending, token
