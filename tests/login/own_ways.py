"""What a seller may have set up beside her phone: an app, codes on paper, a passkey."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pyotp

from tests.cast import Seller
from tests.security_key import SecurityKey
from webapp.access.factors.authenticator import Authenticator
from webapp.access.factors.passkey import Passkey
from webapp.access.factors.recovery_code import RecoveryCode
from webapp.access.factors.relying_party import RelyingParty
from webapp.accounts.account import Account
from webapp.accounts.platform import Platform

HERE = RelyingParty.at("http://localhost")


def app_of(seller: Seller) -> pyotp.TOTP:
    """Her authenticator app; the code of a minute ago is used up."""
    phone = pyotp.TOTP(Authenticator.enrol(seller.id).seed)
    enrolment = Authenticator.pending(seller.id)
    assert enrolment.confirm(phone.at(datetime.now(UTC)))
    Authenticator.update(last_step=1).where(Authenticator.account == seller.id).execute()
    return phone


def codes_of(seller: Seller) -> list[str]:
    """Her ten recovery codes."""
    return RecoveryCode.renew(seller.id)


def key_of(seller: Seller) -> SecurityKey:
    """Her security key, with a passkey for her account."""
    key, account = SecurityKey(), Account.get_by_id(seller.id)
    answer = key.make(Passkey.creation_options(account, HERE, "set-up"))
    Passkey.add(seller.id, answer, "Key", HERE, "set-up")
    return key


def allow_only(seller: Seller, *factors: str) -> None:
    """Her platform takes the other ways away."""
    Platform.update(factors=list(factors)).where(Platform.id == seller.platform.id).execute()


def posted_at_once(posts: Sequence[Callable[[], int]]) -> list[int]:
    """The statuses of requests that all start in the same moment."""
    start = Barrier(len(posts))

    def run(post: Callable[[], int]) -> int:
        start.wait(30)
        return post()

    with ThreadPoolExecutor(len(posts)) as threads:
        return list(threads.map(run, posts))
