"""`/v1/accounts`: the sellers of a platform, and the platform's own account."""

from dataclasses import dataclass

from flask import g
from peewee import Expression

from webapp.accounts import payout_hold
from webapp.accounts.account import Account
from webapp.api import account_changes, account_notes, branding, contacts, payout_holds
from webapp.api.account_fields import CREATE, UPDATE
from webapp.api.account_json import as_json
from webapp.api.answer import Json
from webapp.api.endpoint import endpoint
from webapp.api.noting import note
from webapp.api.parameters import Values
from webapp.api.resource import PAGE, Resource, resource
from webapp.api.scope import Scope, acting_account, refuse_connected
from webapp.errors import NotFound
from webapp.ledger import buckets, closing


@dataclass(frozen=True)
class Accounts(Resource):
    """Accounts belong to a platform, not to an account."""

    def owned(self, scope: Scope) -> Expression:
        """The living accounts of the key's platform and mode."""
        return (
            (Account.platform == scope.platform_id)
            & (Account.livemode == scope.livemode)
            & Account.deleted_at.is_null()
        )


ACCOUNT = resource(Accounts("account", Account, as_json, prefixes=("acct",)))


def find_account(account_id: str) -> Account:
    """The account of a path; under `Stripe-Account` there is that one only."""
    if not g.scope.is_platform and account_id != g.scope.account_id:
        raise NotFound(f"No such account: {account_id!r}", param="id")
    return ACCOUNT.find(g.scope, account_id)


@endpoint("POST", "/accounts", CREATE, answers="account")
def create_account(params: Values) -> Json:
    """Open a connected account for a seller."""
    refuse_connected()
    livemode = g.scope.livemode
    fields = account_changes.new(params, livemode=livemode)
    account = Account.open(g.scope.platform_id, livemode=livemode, **fields)
    note("account.created", account, type=account.type)
    payout_holds.change(account, params)
    return ACCOUNT.one(account, g.scope)


@endpoint("GET", "/accounts", PAGE, answers="account", is_list=True)
def list_accounts(params: Values) -> Json:
    """List the platform's connected accounts, newest first."""
    refuse_connected()
    return ACCOUNT.listed(g.scope, params, [~Account.is_platform])


@endpoint("GET", "/account", answers="account")
def retrieve_own_account(params: Values) -> Json:
    """Retrieve the account that the request acts for: without a header, the platform's own."""
    return ACCOUNT.one(acting_account(), g.scope)


@endpoint("GET", "/accounts/<id_>", answers="account")
def retrieve_account(params: Values, id_: str) -> Json:
    """Retrieve one account."""
    return ACCOUNT.one(find_account(id_), g.scope)


@endpoint("POST", "/accounts/<id_>", UPDATE, answers="account")
def update_account(params: Values, id_: str) -> Json:
    """Change what is said of an account; a new time zone cuts its days anew."""
    account = find_account(id_)
    fields = account_changes.changes(account, params)
    zone = fields.pop("timezone", account.timezone)
    if zone != account.timezone:
        buckets.move_to_zone(account, zone)
    contacts.change(account, fields)
    events = account_notes.events_of(account, fields)
    if account_notes.HELD & set(events):
        payout_hold.refuse_if_held(account)
    account.change(**fields)
    account_notes.note_all(events, account)
    payout_holds.change(account, params)
    branding.change(account, params)
    return ACCOUNT.one(account, g.scope)


@endpoint("DELETE", "/accounts/<id_>", answers="account")
def delete_account(params: Values, id_: str) -> Json:
    """Close a connected account; its ledger stays."""
    closing.close(find_account(id_))
    note("account.closed", id_)
    return {"id": id_, "object": "account", "deleted": True}
