"""What follows a proof: a session under a new cookie, a choice of accounts, or a step confirmed."""

from flask import current_app, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from webapp import cookies, htmx
from webapp.access.contacts.new_phone import is_wanted
from webapp.access.sessions.session import Session
from webapp.access.signin import second_proof
from webapp.access.signin.people import reached
from webapp.access.signin.verification import CONFIRM, LOGIN, SECOND, Verification, VerificationGone
from webapp.accounts.account import Account
from webapp.accounts.factor import RECOVERY
from webapp.database import db
from webapp.login.known_device import remember_device

NO_PAGES = {"session"}  # tells a script how long the session lasts


def arrive(pending: Verification) -> Response:
    """Go on from a sign-in that is proven."""
    return ARRIVALS[pending.purpose](pending)


def open_session(pending: Verification, account: Account) -> Response:
    """Open the account, once; what its platform asks for beside, or a new number, comes first."""
    if not second_proof.is_enough(pending, account):
        return _ask_more(pending, account)
    if is_wanted(pending, account):
        return go_to(url_for("login.ask_number", account=account.id))
    with db.atomic():  # or an operator who ends everything might come in between
        pending.end()
        return begin_session(pending, account, second_proof.open_to(pending))


def _ask_more(pending: Verification, account: Account) -> Response:
    """Go on to the second proof, under a new cookie: what is proven so far opens nothing."""
    token = second_proof.begin(pending, account)
    response = go_to(url_for("login.verify"))
    cookies.keep(response, cookies.PENDING, token, is_framed=pending.is_framed)
    return response


def begin_session(pending: Verification, account: Account, among: list[Account]) -> Response:
    """Open the account to who spent the pending sign-in; an older session of hers here ends."""
    older = cookies.token(cookies.SESSION)
    if older:
        Session.end(older)
    token = Session.open(
        account,
        proof=pending.proof,
        first_proof=pending.first_proof,
        reach=[one.id for one in among] if len(among) > 1 else None,
        is_framed=pending.is_framed,
        language=pending.language,
        return_url=pending.link and pending.link.redirect_url,
        ip=request.remote_addr,
        agent=request.user_agent.string[:255],
    )
    response = with_session(_landing(pending), token, pending)
    return remember_device(response, account, token, is_framed=pending.is_framed)


def _landing(pending: Verification) -> str:
    """Where she wanted to be; after a recovery code by way of the page that says what is left."""
    if RECOVERY in (pending.proof, pending.first_proof):
        return url_for("settings.recovery_codes", place=pending.place)
    return pending.place or url_for("dashboard.home")


def _choose(pending: Verification) -> Response:
    accounts = reached(pending)
    if not accounts:
        raise VerificationGone()
    if len(accounts) > 1:
        return go_to(url_for("login.choose"))
    return open_session(pending, accounts[0])


def _confirm(pending: Verification) -> Response:
    """The session goes on under a new id (ASVS 7.2.4), fresh enough for what was asked."""
    pending.end()
    token = Session.renew(cookies.token(cookies.SESSION) or "", proof=pending.proof or "")
    return with_session(settings_page(pending.then), token, pending)


def settings_page(name: str | None) -> str:
    """The page of the settings, or of the dashboard, with that name; else the settings."""
    known = current_app.url_map._rules_by_endpoint
    for endpoint in (f"settings.{name}", f"dashboard.{name}"):
        rules = known.get(endpoint, [])
        is_page = any("GET" in (rule.methods or ()) and not rule.arguments for rule in rules)
        if is_page and name not in NO_PAGES:
            return url_for(endpoint)
    return url_for("settings.settings")


def go_to(url: str) -> Response:
    """Go to a page of ours; htmx is told to, so that no page lands in a form's place."""
    response = make_response("", 204) if htmx.wants_fragment() else redirect(url, 303)
    if htmx.wants_fragment():
        response.headers["HX-Redirect"] = url
    return response


def with_session(url: str, token: str, pending: Verification) -> Response:
    """Go on with this session; the pending sign-in's cookie is of no more use."""
    response = go_to(url)
    cookies.keep(response, cookies.SESSION, token, is_framed=pending.is_framed)
    cookies.drop(response, cookies.PENDING, is_framed=pending.is_framed)
    return response


ARRIVALS = {LOGIN: _choose, SECOND: _choose, CONFIRM: _confirm}
