"""Proving who one is: a try at a factor, counted before it is looked at, right or wrong."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from webapp.access import money_hold
from webapp.access.codes.hotp import LENGTHS, digits, is_test_code
from webapp.access.codes.sent_code import WAYS, CodeExpired, SentCode
from webapp.access.factors import attempts
from webapp.access.factors.shares import UNGUESSABLE
from webapp.access.signin.people import accounts_of, address_of, enrolment, is_allowed, stranger
from webapp.access.signin.verification import (
    NEW_EMAIL,
    PHONE,
    SECOND,
    TriesSpent,
    Verification,
    VerificationGone,
)
from webapp.accounts.account import Account
from webapp.accounts.factor import RECOVERY
from webapp.database import db
from webapp.errors import AppError
from webapp.languages import NN_

IsRight = Callable[[list[Account]], set[str]]  # the ids of those that it opens
TRIES_LEFT = NN_(
    "That code is not right. You have %(num)s try left.",
    "That code is not right. You have %(num)s tries left.",
)


@dataclass(slots=True)
class Looked:
    """What a try did to each account that it was counted for, and what else refused it."""

    opened: list[Account] = field(default_factory=list)
    closed: list[Account] = field(default_factory=list)
    refusals: list[AppError] = field(default_factory=list)


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

    return prove(login, way, lambda accounts: {one.id for one in accounts if is_right(one)})


def _tried(
    login: Verification, factor: str, is_right: IsRight
) -> tuple[list[Account], AppError | None]:
    try:
        login.count_try()
    except (TriesSpent, VerificationGone) as refusal:
        return [], refusal
    accounts = _in_order(accounts_of(login)) or [_nobody(login)]
    whose = partial(_keys, login, factor=factor)
    email = stranger(login) if login.is_self_serve else None
    refused = attempts.take(whose(accounts), factor, stranger=email)
    if email in refused:
        return [], refused[email]
    looked = _looked_at(login, accounts, factor, is_right, refused)
    if not looked.opened:
        return [], _answer(login, looked.refusals)
    if len({_secret(login, one, factor) for one in looked.opened}) > 1:
        login.end()  # two codes are alike: whoever has one of them must not hear of the other
        return [], VerificationGone()
    is_second = login.purpose == SECOND  # what the first proof reached is kept beside it
    login.prove(factor, login.reach if is_second else [one.id for one in looked.opened])
    for account in looked.opened if factor == RECOVERY else ():
        money_hold.place(account)  # whoever found the paper shall not have the money, too
    attempts.succeed(whose(looked.opened), factor, stranger=email)
    # The others have the same e-mail: it was not meant for them.
    attempts.take_back(whose(looked.closed), factor, stranger=email)
    return looked.opened, None


def _looked_at(
    login: Verification,
    accounts: list[Account],
    factor: str,
    is_right: IsRight,
    refused: dict[str, AppError],
) -> Looked:
    """Look at the try for all accounts at once; a stranger's costs the same, for nobody's account.

    How many statements it takes must not tell how many accounts there are.
    """
    looked = Looked(refusals=list(refused.values()))
    free = [one for one in accounts if not refused.keys() & _keys(login, [one], factor)]
    try:
        right = is_right(free or [_nobody(login)])
    except CodeExpired as refusal:
        right = set()
        looked.refusals.append(refusal)
    for account in free:
        is_open = account.id in right and account.platform_id
        is_open = is_open and is_allowed(login, account, factor)
        (looked.opened if is_open else looked.closed).append(account)
    return looked


def _secret(login: Verification, account: Account, factor: str) -> str:
    """Whose code it is: that of a number or address, which several accounts may share, or its own.

    A code of one must not open what is another's, however seldom two are alike.
    """
    return (factor in WAYS and address_of(login, account, factor)) or account.id


def _keys(login: Verification, accounts: list[Account], factor: str) -> list[str]:
    """Whose wrong try it is.

    What nobody can guess is counted for the e-mail address alone if no link is behind it: whoever
    knows the address could else turn off the very ways that need no phone and no mail.
    """
    if login.is_self_serve and factor in UNGUESSABLE:
        return []
    is_enrolment = login.purpose in {PHONE, NEW_EMAIL}
    return [enrolment(account.id) if is_enrolment else account.id for account in accounts]


def _answer(login: Verification, refusals: list[AppError]) -> AppError:
    """Why it did not work; who came by an e-mail hears nothing of any one account."""
    told = [r for r in refusals if isinstance(r, CodeExpired) or not login.is_self_serve]
    if told:
        return told[0]
    if login.tries_left == 0:
        return TriesSpent()
    return CodeWrong(TRIES_LEFT, num=login.tries_left)


def _in_order(accounts: Iterable[Account]) -> list[Account]:
    """By id, so that two who lock several rows wait for each other, not in a circle."""
    return sorted(accounts, key=lambda account: account.id)


def _nobody(login: Verification) -> Account:
    """An account that is nobody's, for an address that nobody has."""
    return Account(id="nobody:" + stranger(login), livemode=True, phone=None, email=None)
