"""`POST /v1/accounts/{id}/login_links`: the way in for a seller, once, for five minutes."""

from urllib.parse import urlsplit

from flask import current_app

from webapp.access.signin.login_link import LoginLink
from webapp.accounts.account import Account
from webapp.accounts.platform import Platform
from webapp.api.account_routes import find_account
from webapp.api.answer import Json
from webapp.api.endpoint import endpoint
from webapp.api.kinds import Text
from webapp.api.noting import note
from webapp.api.parameters import Values
from webapp.errors import AppError

FIELDS = {"redirect_url": Text(max=2_000)}


class OnboardingIncomplete(AppError):
    """Cannot create a login link for an account that has not completed onboarding."""

    code = "account_onboarding_incomplete"


class RedirectUrlForeign(AppError):
    """A redirect_url must be on one of the origins that are registered for your platform."""

    code = "url_invalid"


@endpoint("POST", "/accounts/<id_>/login_links", FIELDS, answers="login_link")
def create_login_link(params: Values, id_: str) -> Json:
    """Make a login link for an express account."""
    account = find_account(id_)
    _refuse_without_phone(account)
    redirect_url = params.get("redirect_url")
    if redirect_url and not _is_own(redirect_url, account.platform):
        raise RedirectUrlForeign(param="redirect_url")
    link = LoginLink.issue(account, redirect_url)
    note("link.minted", account, expires_at=link.expires_at)
    return {
        "object": "login_link",
        "created": link.created,
        "expires_at": link.expires_at,
        "url": f"{current_app.config['BASE_URL']}/login/{link.token}",
    }


def _refuse_without_phone(account: Account) -> None:
    if account.has_dashboard and not account.has_enrolled:
        raise OnboardingIncomplete()


def _is_own(url: str, platform: Platform) -> bool:
    """Is the address on a registered origin, or where the platform makes fresh links?"""
    known = [*platform.origins, *filter(None, [platform.refresh_url])]
    return url.isprintable() and _origin(url) in {_origin(address) for address in known} - {None}


def _origin(url: str) -> str | None:
    """The origin of a web address; nothing for what is none, or hides another in it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    has_tricks = "@" in parts.netloc or "\\" in url or " " in url
    if parts.scheme not in {"http", "https"} or not parts.hostname or has_tricks:
        return None
    default = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{parts.hostname}:{port or default}"
