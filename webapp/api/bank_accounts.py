"""The bank account that a payout goes to, where `expand` asks for the whole of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.accounts.account import Account
from webapp.api.account_json import bank_account_json
from webapp.api.answer import Json
from webapp.api.resource import Resource, resource
from webapp.api.scope import Scope


@dataclass(frozen=True)
class BankAccounts(Resource):
    """A seller has one at a time; one that was replaced stays an id."""

    def by_ids(self, scope: Scope, ids: Iterable[str]) -> dict[str, Json]:
        """The owner's bank account, if it is among those ids."""
        account = Account.get_by_id(scope.account_id)
        bank = bank_account_json(account) if account.bank_account else {"id": None}
        return {bank["id"]: bank} if bank["id"] in set(ids) else {}


resource(BankAccounts("bank_account", Account, lambda rows, livemode: []))
