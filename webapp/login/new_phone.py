"""`/verify/phone`: the new number of somebody who proved herself; a code goes there at once."""

from flask import make_response, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from webapp import cookies
from webapp.access.contacts import new_phone
from webapp.access.factors import attempts
from webapp.access.signin.login_link import LinkDead
from webapp.access.signin.verification import Verification, VerificationGone
from webapp.access.tokens import digest
from webapp.accounts.account import Account
from webapp.accounts.factor import SMS
from webapp.accounts.payout_hold import held_until
from webapp.accounts.phone import e164, masked
from webapp.errors import AppError, NotFound
from webapp.login import bp
from webapp.login.pending import find_pending
from webapp.login.platform_page import name_platform
from webapp.login.send import deliver
from webapp.seller_pages import allow_her_platform
from webapp.sentences import sentence

NUMBER_LENGTH_MAX = 32


@bp.get("/verify/phone")
def ask_number() -> str | Response:
    """The form, for who may name a number; others go on with what is asked of them."""
    pending = find_pending()
    account = _account(pending, request.args.get("account"))
    if account is None:
        return redirect(url_for("login.verify"))
    return _form(account, pending)


@bp.post("/verify/phone")
def name_number() -> str | Response:
    """Send a code to the number; nothing of the account has changed yet."""
    try:
        pending = find_pending()
        account = _account(pending, request.form.get("account"))
    except VerificationGone:
        Verification.find(cookies.token(cookies.PENDING))  # there never was one: it raises anew
        account = None  # perhaps a second click: the first has brought another sign-in
    if account is None:
        return redirect(url_for("login.verify"), 303)
    try:
        token = new_phone.name(pending, account, _number(account))
    except LinkDead:
        raise
    except AppError as error:
        return _refused(account, pending, error)
    return _await_code(token)


@bp.post("/phone")
@login_required
def change_phone() -> str | Response:
    """The same for somebody who is signed in, and who proved herself a moment ago."""
    if not current_user.is_fresh(new_phone.FRESH):
        return redirect(url_for("login.confirm", then="phone"), 303)
    account = Account.get_by_id(current_user.account_id)
    try:
        token = new_phone.name_signed_in(
            account,
            _number(account),
            digest(cookies.token(cookies.SESSION) or ""),
            current_user.proof,
            is_framed=current_user.is_framed,
        )
    except AppError as error:
        return _refused(account, None, error)
    return _await_code(token)


def _account(pending: Verification, wanted: str | None) -> Account | None:
    """The account whose number is to be named: the one that was chosen, or the only one."""
    found = new_phone.nameable(pending)
    if not found:
        return None
    if wanted is None:
        wanted = pending.account_id or found[0].id
    for account in found:
        if account.id == wanted:
            return account
    raise NotFound()


def _number(account: Account) -> str:
    return e164(request.form.get("phone", "")[:NUMBER_LENGTH_MAX], account.country)


def _await_code(token: str) -> Response:
    """Send the code; the page that asks for it comes with the cookie of its own sign-in."""
    pending = Verification.find(token)
    response = deliver(pending, SMS)
    cookies.keep(response, cookies.PENDING, token, is_framed=pending.is_framed)
    return response


def _refused(account: Account, pending: Verification | None, error: AppError) -> Response:
    """The form with what was typed; a number that cannot be used is no bad request."""
    status = 422 if error.status == 400 else error.status
    page = _form(account, pending, error) if pending else _settings(account, error)
    return make_response(page, status)


def _settings(account: Account, error: AppError) -> str:
    """The page of the settings that the form is on."""
    allow_her_platform()
    return render_template(
        "settings/phone/index.html",
        masked_phone=masked(account.phone) if account.phone else None,
        held_until=held_until(account),
        is_off=attempts.is_off(account.id, SMS),
        is_fresh=True,
        number=request.form.get("phone", "")[:NUMBER_LENGTH_MAX],
        error=sentence(error),
    )


def _form(account: Account, pending: Verification, error: AppError | None = None) -> str:
    name_platform(account.platform, livemode=account.livemode)
    return render_template(
        "verify/phone.html",
        action=url_for("login.name_number"),
        account_id=account.id,
        platform_asks=account.awaits_phone,
        can_keep=pending.is_proven and account.phone is not None,
        number=request.form.get("phone", "")[:NUMBER_LENGTH_MAX],
        error=error and sentence(error),
    )
