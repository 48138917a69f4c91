"""Another e-mail address, named by the seller: she proved who she is, then that it is hers."""

from webapp.access.contacts import email_change
from webapp.access.contacts.lately import refuse_if_phone_is_new
from webapp.access.contacts.phone_change import held
from webapp.access.signin.people import reached
from webapp.access.signin.verification import NEW_EMAIL, Verification, VerificationGone
from webapp.accounts.account import Account
from webapp.accounts.contact_change import SELLER
from webapp.database import db
from webapp.errors import AppError


class EmailUnchanged(AppError):
    """This is the address that your account has already. Give the new one."""

    status = 422


def name(
    account: Account, address: str, session: str, proof: str | None, *, is_framed: bool
) -> str:
    """Go on with a code to this address; returns the token of what awaits it."""
    if address == account.email:
        raise EmailUnchanged(param="email")
    refuse_if_phone_is_new(account, proof)
    return Verification.begin(
        account, purpose=NEW_EMAIL, new_email=address, session=session, is_framed=is_framed
    )


def enrol(login: Verification) -> tuple[Account, str | None]:
    """The code was right: the address takes the old one's place, once; returns the old one, too."""
    with db.atomic():
        accounts = held([one.id for one in reached(login)])
        login.end()
        if not accounts:
            raise VerificationGone()
        (account,) = accounts
        before = account.email
        email_change.change(account, login.new_email, by=SELLER, keep=login.session)
    return account, before
