"""`GET /v1/earnings`: the chart's series as numbers, the same that the seller sees."""

from flask import g

from webapp.accounts.account import Account
from webapp.api.answer import Json
from webapp.api.endpoint import endpoint
from webapp.api.errors import NoSuch
from webapp.api.kinds import Choice, Currency, Text
from webapp.api.parameters import Values
from webapp.api.scope import acting_account, connected_account
from webapp.ledger.earnings.series import RANGE_DEFAULT, RANGES, Point, series

FIELDS = {"range": Choice(of=RANGES), "currency": Currency(), "account": Text()}


@endpoint("GET", "/earnings", FIELDS, answers="earnings")
def retrieve_earnings(params: Values) -> Json:
    """Retrieve the net volume of charges and transfers over a range, in the seller's zone."""
    account = _account(params.get("account"))
    currency = params.get("currency") or account.default_currency
    found = series(account, params.get("range") or RANGE_DEFAULT, currency)
    return {
        "object": "earnings",
        "range": found.range,
        "currency": found.currency,
        "timezone": found.timezone,
        "livemode": account.livemode,
        "labels": [point.label for point in found.points],
        "values": [point.net.minor for point in found.points],
        "total": found.total.minor,
        "points": [_point(point) for point in found.points],
    }


def _account(account_id: str | None) -> Account:
    if account_id is None or account_id == g.scope.account_id:
        return acting_account()
    account = connected_account(account_id) if g.scope.is_platform else None
    if account is None:
        raise NoSuch(f"No such account: {account_id!r}", param="account")
    return account


def _point(point: Point) -> Json:
    return {
        "label": point.label,
        "start": point.start,
        "net": point.net.minor,
        "gross": point.gross.minor,
        "fee": point.fee.minor,
        "count": point.count,
    }
