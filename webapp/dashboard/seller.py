"""The account of whoever is signed in: the only door from a page to money."""

from flask import g
from flask_login import current_user

from webapp.accounts.account import Account


def seller() -> Account:
    """The signed-in seller's account, read once a request."""
    if "seller" not in g:
        g.seller = Account.get_by_id(current_user.account_id)
    return g.seller
