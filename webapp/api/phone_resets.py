"""`POST /v1/accounts/{id}/reset_phone`: a seller who lost her phone may enrol another one."""

from flask import g

from webapp import notices
from webapp.access.contacts import phone_change
from webapp.access.signin.login_link import NoExpressDashboard
from webapp.accounts.account import Account
from webapp.api.account_routes import ACCOUNT, find_account
from webapp.api.answer import Json
from webapp.api.endpoint import endpoint
from webapp.api.kinds import Text
from webapp.api.login_links import OnboardingIncomplete
from webapp.api.noting import actor
from webapp.api.parameters import Values

REASON_LENGTH = 500
FIELDS = {"reason": Text(max=REASON_LENGTH, required=True)}


@endpoint("POST", "/accounts/<id_>/reset_phone", FIELDS, answers="account")
def reset_phone(params: Values, id_: str) -> Json:
    """Forget the seller's phone: by the next login link she enrols another one herself."""
    account = find_account(id_)
    _refuse_unless_enrolled(account)
    before = phone_change.former_phone(account)
    phone_change.reset(account, params["reason"], actor=actor())
    notices.send_if_done(notices.phone_reset(account, before))
    return ACCOUNT.one(account, g.scope)


def _refuse_unless_enrolled(account: Account) -> None:
    if not account.has_dashboard:
        raise NoExpressDashboard()
    if not account.has_enrolled:
        raise OnboardingIncomplete(
            "This account never had a mobile number: give it one by individual[phone]."
        )
