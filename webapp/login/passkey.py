"""`/verify/passkey`: the seller's device signs for this pending sign-in instead of a code."""

from flask import Response as FlaskResponse
from flask import current_app, request
from werkzeug.wrappers import Response

from webapp import clock
from webapp.access.factors.passkey import Passkey
from webapp.access.factors.relying_party import PasskeyRefused, RelyingParty
from webapp.access.limits.limit import TOO_MANY, Share, take
from webapp.access.limits.pace import Most
from webapp.access.signin.verification import Verification
from webapp.accounts.factor import PASSKEY
from webapp.errors import NotFound
from webapp.login import bp
from webapp.login.pending import find_pending
from webapp.login.trying import answer, offer
from webapp.login.verify_page import ways

ASKED_PER_HOUR = 20  # of one pending sign-in


@bp.get("/verify/passkey")
def passkey() -> Response:
    """Ask for a passkey; the browser does the rest."""
    return offer(find_pending(), PASSKEY)


@bp.post("/verify/passkey/options")
def passkey_options() -> Response:
    """What the browser is to sign, for its script; to a stranger it tells of nobody's passkeys."""
    pending = find_pending()
    if PASSKEY not in ways(pending):
        raise NotFound()
    take(Share(f"passkey:{pending.digest}", (Most(ASKED_PER_HOUR, clock.HOUR, TOO_MANY),)))
    options = Passkey.request_options(party(), pending.digest, _owner(pending))
    return FlaskResponse(options, content_type="application/json")


@bp.post("/verify/passkey")
def answer_passkey() -> Response:
    """Sign in with what the browser signed."""
    pending = find_pending()
    owner = _signer(pending)

    signed = {owner} if owner else set()
    return answer(pending, PASSKEY, lambda _: signed, wrong=PasskeyRefused)


def party() -> RelyingParty:
    """Our own origin."""
    return RelyingParty.at(current_app.config["BASE_URL"])


def _owner(pending: Verification) -> str | None:
    return None if pending.is_self_serve else pending.account_id


def _signer(pending: Verification) -> str | None:
    """The account whose passkey signed; nothing can be guessed here, so it is looked at first."""
    credential = request.form.get("credential", "")
    try:
        return Passkey.prove(credential, party(), pending.digest, _owner(pending)).account_id
    except PasskeyRefused:
        return None
