"""Proving who one is: a try at a factor, counted before it is looked at, right or wrong."""

from collections.abc import Callable, Iterable

from webapp.access import attempts
from webapp.access.attempts import FactorLocked, FactorOff
from webapp.access.codes import LENGTHS, digits, is_test_code
from webapp.access.people import accounts_of, address_of, enrolment, stranger
from webapp.access.sent_code import CodeExpired, SentCode
from webapp.access.verification import PHONE, TriesSpent, Verification, VerificationGone
from webapp.accounts.account import Account
from webapp.database import db
from webapp.errors import AppError

IsRight = Callable[[Account], bool]


class CodeWrong(AppError):
    """That code is not right."""

    status = 422


class CodeNotAsked(CodeWrong):
    """Ask for a code first."""


class CodeMalformed(CodeWrong):
    """A code has six digits in a text message, and eight in a mail. Type all of them."""


def prove(login: Verification, factor: str, is_right: IsRight) -> list[Account]:
    """Try a factor on every account that the sign-in may open; returns those that it opened.

    Raises `CodeWrong`, `TriesSpent`, `FactorLocked` and their like. All is one transaction, which a
    wrong try commits: no crash and no parallel try gives a count back.
    """
    with db.atomic():
        opened, refusal = _tried(login, factor, is_right)
    if refusal:
        raise refusal
    return opened


def prove_code(login: Verification, typed: str, way: str) -> list[Account]:
    """Try the code of a text or mail."""
    sent = SentCode.of(login, way)
    is_test = login.account is not None and not login.account.livemode
    if not sent.sends or (sent.is_undelivered and not is_test):
        raise CodeNotAsked()
    if len(digits(typed)) not in LENGTHS.values():
        raise CodeMalformed()

    def is_right(account: Account) -> bool:
        if not account.livemode and is_test_code(typed):
            return True
        address = address_of(login, account, way)
        return sent.is_right(typed, address or "") and address is not None

    return prove(login, way, is_right)


def _tried(
    login: Verification, factor: str, is_right: IsRight
) -> tuple[list[Account], AppError | None]:
    try:
        login.count_try()
        if login.is_self_serve:
            attempts.take(stranger(login), factor)
    except (TriesSpent, VerificationGone, FactorLocked, FactorOff) as refusal:
        return [], refusal
    opened, refusals = _looked_at(login, factor, is_right)
    if not opened:
        return [], _answer(login, refusals)
    login.prove(factor, [account.id for account in opened])
    for key in [stranger(login)] * login.is_self_serve + [_counted(login, one) for one in opened]:
        attempts.succeed(key, factor)
    return opened, None


def _looked_at(
    login: Verification, factor: str, is_right: IsRight
) -> tuple[list[Account], list[AppError]]:
    """Look at the try for each account; a stranger's costs the same, for nobody's account."""
    opened: list[Account] = []
    refusals: list[AppError] = []
    for account in _in_order(accounts_of(login)) or [_nobody(login)]:
        try:
            attempts.take(_counted(login, account), factor)
            is_it = is_right(account)
            if is_it and account.platform_id and account.platform.allows(factor):
                opened.append(account)
        except (FactorLocked, FactorOff, CodeExpired) as refusal:
            refusals.append(refusal)
    return opened, refusals


def _counted(login: Verification, account: Account) -> str:
    """Whose wrong try it is."""
    return enrolment(account.id) if login.purpose == PHONE else account.id


def _answer(login: Verification, refusals: list[AppError]) -> AppError:
    """Why it did not work; who came by an e-mail hears nothing of any one account."""
    told = [r for r in refusals if isinstance(r, CodeExpired) or not login.is_self_serve]
    if told:
        return told[0]
    if login.tries_left == 0:
        return TriesSpent()
    tries = "1 try" if login.tries_left == 1 else f"{login.tries_left} tries"
    return CodeWrong(f"That code is not right. You have {tries} left.")


def _in_order(accounts: Iterable[Account]) -> list[Account]:
    """By id, so that two who lock several rows wait for each other, not in a circle."""
    return sorted(accounts, key=lambda account: account.id)


def _nobody(login: Verification) -> Account:
    """An account that is nobody's, for an address that nobody has."""
    return Account(id="nobody:" + stranger(login), livemode=True, phone=None, email=None)
