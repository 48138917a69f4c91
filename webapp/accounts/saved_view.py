"""Saved views: questions that a seller asks of her lines again and again, under names of hers."""

from urllib.parse import unquote_plus

from peewee import BigIntegerField, CharField, CompositeKey, ForeignKeyField

from webapp import clock, ids
from webapp.accounts.account import Account, begin_write
from webapp.card_numbers import refuse_card_number
from webapp.database import BaseModel, db
from webapp.errors import AppError, NotFound

VIEWS_MAX = 20
NAME_MAX, QUERY_MAX = 60, 2_000


class ViewNameless(AppError):
    """Give the view a name, of at most 60 characters."""

    status = 422


class ViewsTooMany(AppError):
    """You have 20 saved views, which is as many as fit. Delete one that you no longer need."""

    status = 422


class ViewTooLong(AppError):
    """This filter is too long to be kept. Search for fewer words."""

    status = 422


class SavedView(BaseModel):
    """A named query of the activity page, as its address has it."""

    account = ForeignKeyField(Account, index=False)
    id = CharField()
    created = BigIntegerField()
    name = CharField()
    query = CharField(max_length=QUERY_MAX)

    class Meta:
        """A few rows an account."""

        primary_key = CompositeKey("account", "id")


def saved_views(account_id: str) -> list[SavedView]:
    """The account's views, the oldest first."""
    mine = SavedView.select().where(SavedView.account == account_id)
    return list(mine.order_by(SavedView.created, SavedView.id))


def find_view(account_id: str, view_id: str) -> SavedView | None:
    """One of the account's views, if it is there."""
    return SavedView.get_or_none(SavedView.account == account_id, SavedView.id == view_id)


def saved_view(account_id: str, view_id: str) -> SavedView:
    """One of the account's views; raises `NotFound`."""
    found = find_view(account_id, view_id)
    if found is None:
        raise NotFound()
    return found


def save_view(account_id: str, name: str, query: str) -> SavedView:
    """Keep a query under a name; raises `ViewNameless`, `ViewTooLong` or `ViewsTooMany`.

    And, like all that is kept, `CardNumberSent`.
    """
    name = _checked(name)
    if len(query) > QUERY_MAX:
        raise ViewTooLong(param="query")
    refuse_card_number(unquote_plus(query), "query")
    with db.atomic():
        begin_write(account_id)  # of two at once, the second must count the first
        if len(saved_views(account_id)) >= VIEWS_MAX:
            raise ViewsTooMany()
        return SavedView.create(
            account=account_id, id=ids.new("view"), created=clock.now(), name=name, query=query
        )


def rename_view(account_id: str, view_id: str, name: str) -> None:
    """Give a view another name; raises `NotFound` or `ViewNameless`."""
    saved_view(account_id, view_id)
    mine = (SavedView.account == account_id) & (SavedView.id == view_id)
    SavedView.update(name=_checked(name)).where(mine).execute()


def delete_view(account_id: str, view_id: str) -> None:
    """Forget a view; raises `NotFound`."""
    saved_view(account_id, view_id)
    mine = (SavedView.account == account_id) & (SavedView.id == view_id)
    SavedView.delete().where(mine).execute()


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > NAME_MAX:
        raise ViewNameless(param="name")
    refuse_card_number(name, "name")
    return name
