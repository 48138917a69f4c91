"""Things of a seller's that an actor uses up, made straight in the database."""

from webapp import clock
from webapp.access.calendar_key import CalendarKey
from webapp.access.factors.passkey import Passkey
from webapp.access.tokens import new_token
from webapp.accounts.saved_view import SavedView


def calendar(account_id: str) -> str:
    """The secret of the account's calendar."""
    return CalendarKey.make(account_id)


def passkey(account_id: str) -> str:
    """A passkey of the seller's."""
    named = {"account": account_id, "id": new_token(), "name": "zqalice"}
    made: Passkey = Passkey.create(public_key=b"x", sign_count=0, created=clock.now(), **named)
    return str(made.id)


def view(account_id: str) -> str:
    """A saved view of the seller's."""
    named = {"account": account_id, "id": new_token(), "name": "zqalice"}
    made: SavedView = SavedView.create(created=clock.now(), query="type=payouts", **named)
    return str(made.id)
