"""What the messages say: codes, and news of what was changed."""

from urllib.parse import urlsplit

from flask import current_app

from webapp.access.asking import Letter
from webapp.accounts.account import Account
from webapp.accounts.factor import EMAIL


def code_message(letter: Letter) -> str:
    """The code in words; a text ends in the origin-bound line that phones fill in safely."""
    whose = _platforms(letter.accounts)
    if letter.way == EMAIL:
        return (
            f"{letter.digits} is your code for your earnings at {whose}.\n\n"
            "It works for ten minutes. We will never ask you for it. If you did not try to sign "
            "in, you need not do anything: nobody gets in without the code."
        )
    host = urlsplit(current_app.config["BASE_URL"]).hostname
    return (
        f"{letter.digits} is your code for your earnings at {whose}. "
        f"We will never ask you for it.\n\n@{host} #{letter.digits}"
    )


def _platforms(accounts: list[Account]) -> str:
    names = list(dict.fromkeys(account.platform.name for account in accounts))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
