"""What the messages with codes say, in the language of the account that they are for."""

from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _

from webapp.access.codes.asking import Letter
from webapp.accounts.account import Account
from webapp.accounts.factor import EMAIL
from webapp.formatting import listing
from webapp.reading import in_language


def code_message(letter: Letter) -> str:
    """The code in words; a text ends in the origin-bound line that phones fill in safely."""
    with in_language(_language(letter.accounts)):
        return _mail(letter) if letter.way == EMAIL else _text(letter)


def _mail(letter: Letter) -> str:
    code = _(
        "%(code)s is your code for your earnings at %(platforms)s.",
        code=letter.digits,
        platforms=_platforms(letter.accounts),
    )
    advice = _(
        "It works for ten minutes. We will never ask you for it. If you did not try to sign in, "
        "you need not do anything: nobody gets in without the code."
    )
    return f"{code}\n\n{advice}"


def _text(letter: Letter) -> str:
    host = urlsplit(current_app.config["BASE_URL"]).hostname
    text = _(
        "%(code)s is your code for your earnings at %(platforms)s. We will never ask you for it.",
        code=letter.digits,
        platforms=_platforms(letter.accounts),
    )
    return f"{text}\n\n@{host} #{letter.digits}"


def _language(accounts: list[Account]) -> str | None:
    """The first that one of them chose: they are one person's."""
    return next((account.language for account in accounts if account.language), None)


def _platforms(accounts: list[Account]) -> str:
    return listing(list(dict.fromkeys(account.platform.name for account in accounts)))
