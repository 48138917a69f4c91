"""Notifications: what a seller is told of, by which way, and the news that wait to go out.

News belong to the transaction of what happened: both are there, or neither. Whoever takes them
deletes them, so of all processes exactly one sends each; what a process that died had not taken
goes out with the next.
"""

from collections.abc import Iterable
from contextvars import ContextVar

from peewee import BigIntegerField, CharField, CompositeKey, ForeignKeyField

from webapp import clock
from webapp.accounts.account import Account
from webapp.accounts.factor import EMAIL, SMS
from webapp.database import BaseModel, JSONText, db

PAYOUT_PAID, PAYOUT_FAILED, NEW_SIGN_IN = "payout_paid", "payout_failed", "new_sign_in"
PAYOUTS_HELD = "payouts_held"
NO_WAY = "none"
WAYS = (EMAIL, SMS, NO_WAY)
# What may need somebody to act is told unasked; that all went well, only to who wants to know.
DEFAULTS = {PAYOUT_PAID: NO_WAY, PAYOUT_FAILED: EMAIL, NEW_SIGN_IN: EMAIL}
CHOICE_OF = {event: event for event in DEFAULTS} | {PAYOUTS_HELD: PAYOUT_FAILED}
"""Which choice decides of each kind of news."""
STALE_AFTER = clock.DAY

_noted: ContextVar[frozenset[str]] = ContextVar("accounts with news", default=frozenset())


class NotificationChoice(BaseModel):
    """By which way a seller wants to be told of one kind of event; no row is the default."""

    account = ForeignKeyField(Account, index=False)
    event = CharField()
    way = CharField()

    class Meta:
        """One row an account and event."""

        primary_key = CompositeKey("account", "event")


class News(BaseModel):
    """Something that a seller is to be told; gone as soon as somebody goes to tell it."""

    account = ForeignKeyField(Account, index=False)
    event = CharField()
    subject = CharField()
    created = BigIntegerField()
    detail = JSONText(null=True)

    class Meta:
        """One row an account, event and what it is about: a payout fails once."""

        primary_key = CompositeKey("account", "event", "subject")

    @property
    def is_stale(self) -> bool:
        """Is it so old that to hear of it now would mislead?"""
        return self.created <= clock.now() - STALE_AFTER


def chosen(account_id: str) -> dict[str, str]:
    """What she said of each event, and nothing of those that she left alone."""
    rows = NotificationChoice.select().where(NotificationChoice.account == account_id)
    return {row.event: row.way for row in rows}


def ways(account_id: str) -> dict[str, str]:
    """The way of each event: what she chose, else the default."""
    return DEFAULTS | chosen(account_id)


def choose(account_id: str, wanted: dict[str, str]) -> None:
    """From now on tell of these events by these ways."""
    table = NotificationChoice
    with db.atomic():
        table.delete().where(table.account == account_id, table.event.in_(list(wanted))).execute()
        rows = [{"account": account_id, "event": e, "way": way} for e, way in wanted.items()]
        table.insert_many(rows).execute()


def note(account_id: str, event: str, subject: str, **detail: object) -> None:
    """Keep, with what happened, that its seller is to be told, if she wants to; once a subject."""
    if ways(account_id)[CHOICE_OF[event]] == NO_WAY:
        return
    row = {"account": account_id, "event": event, "subject": subject, "created": clock.now()}
    key = [News.account, News.event, News.subject]
    made = News.insert(**row, detail=detail or None)
    made.on_conflict(conflict_target=key, action="IGNORE").execute()
    _noted.set(_noted.get() | {account_id})


def noted_here() -> frozenset[str]:
    """The accounts that something was noted for by whoever we act for; asking forgets them."""
    found = _noted.get()
    if found:
        _noted.set(frozenset())
    return found


def take(account_ids: Iterable[str]) -> list[News]:
    """The news of these accounts, for whoever asks first; stale ones are for nobody."""
    taken = News.delete().where(News.account.in_(list(account_ids))).returning(News).execute()
    fresh = [news for news in taken if not news.is_stale]
    return sorted(fresh, key=lambda news: (news.created, news.event, news.subject))
