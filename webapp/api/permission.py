"""What an endpoint needs of a key: named after the kind of object it answers, as at Stripe."""

from flask import g, request

from webapp.accounts import permissions
from webapp.errors import AppError

# Whoever may take a transfer back may make it, too; a bank account is a part of its account.
KEPT_UNDER = {"transfer_reversal": "transfer", "bank_account": "account"}


class PermissionMissing(AppError):
    """The provided key does not have the required permissions for this endpoint."""

    status = 403
    refusal = "access.refused"


def to_read(kind: str) -> str:
    """The permission that shows objects of this kind."""
    return f"{KEPT_UNDER.get(kind, kind)}_read"


def to_write(kind: str) -> str:
    """The permission that makes, changes or ends objects of this kind."""
    return f"{KEPT_UNDER.get(kind, kind)}_write"


def require(permission: str) -> None:
    """Raise `PermissionMissing` unless the request's key has the permission."""
    if not permissions.allows(g.key.permissions, permission):
        account = request.headers.get("Stripe-Account")
        whose = f" on account {account!r}" if "scope" in g and account else ""
        raise PermissionMissing(
            f"The provided key {g.key.hint!r} does not have the required permissions for this "
            f"endpoint{whose}. Having the {f'rak_{permission}'!r} permission would allow this "
            "request to continue."
        )
