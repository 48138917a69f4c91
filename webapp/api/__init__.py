"""The platform's API, shaped like Stripe's: one file an object."""

from peewee import PeeweeException
from werkzeug.exceptions import HTTPException

from webapp.api import (
    account_routes,
    answer,
    balance,
    balance_transactions,
    bank_accounts,
    charges,
    earnings,
    login_links,
    openapi,
    payouts,
    phone_resets,
    refunds,
    transfer_reversals,
    transfers,
    unrecognized,
)
from webapp.api.endpoint import bp
from webapp.errors import AppError

__all__ = [
    "account_routes",
    "balance",
    "balance_transactions",
    "bank_accounts",
    "bp",
    "charges",
    "earnings",
    "login_links",
    "openapi",
    "payouts",
    "phone_resets",
    "refunds",
    "transfer_reversals",
    "transfers",
    "unrecognized",
]

bp.after_request(answer.name_request)
bp.register_error_handler(AppError, answer.show)
bp.register_error_handler(HTTPException, answer.show_http)
bp.register_error_handler(PeeweeException, answer.show_unexpected)
bp.register_error_handler(Exception, answer.show_unexpected)
