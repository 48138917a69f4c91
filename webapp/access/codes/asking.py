"""Asking for a code: what it costs, and the letters that then go out."""

from dataclasses import dataclass

from webapp import caller, clock
from webapp.access.codes import mailing, texting
from webapp.access.codes.sending import ENOUGH, ON_ITS_WAY, RESEND_FIRST, RESEND_MAX
from webapp.access.codes.sent_code import SentCode
from webapp.access.limits import limit
from webapp.access.limits.limit import Limit, Share
from webapp.access.limits.pace import Doubling, Most
from webapp.access.limits.place import place_of
from webapp.access.signin.people import address_of, receivers, stranger
from webapp.access.signin.verification import PHONE, TriesSpent, Verification
from webapp.accounts.account import Account
from webapp.accounts.factor import EMAIL, SMS
from webapp.database import db

# About half of what a number gets: who knows only an address leaves the rest to whoever has a link.
BY_STRANGER = (
    Doubling(RESEND_FIRST, RESEND_MAX, clock.HOUR, ON_ITS_WAY),
    Most(3, 10 * clock.MINUTE, ENOUGH),
    Most(5, clock.DAY, ENOUGH),
)
BY_PLACE = (Most(20, clock.HOUR, ENOUGH),)


@dataclass(frozen=True, slots=True)
class Letter:
    """A code on its way: by which way, whereto, and the accounts that it opens."""

    way: str
    address: str
    digits: str
    accounts: list[Account]


def ask(login: Verification, way: str) -> SentCode:
    """Count one more code, spending the link the first time; raises `TooSoon`, `TooMany`, ….

    Who came by an e-mail pays for that alone: what an account has left would tell that there is
    one, so its share is taken when the letters go out, which nobody sees.
    """
    if login.tries_left == 0:
        raise TriesSpent()
    sent = SentCode.of(login, way)
    with db.atomic():
        if login.link and login.purpose != PHONE:
            login.link.spend(login.digest)
        sent.count()
        if login.is_self_serve:
            limit.take(*_strangers_shares(login, way))
        else:
            for letter in letters(sent):
                allow(letter, is_first=_is_first_of_link(login, sent))
    return sent


def letters(sent: SentCode) -> list[Letter]:
    """The letters of the newest code: one to each number, each with digits of its own."""
    found = receivers(sent.login, sent.way)
    return [
        Letter(sent.way, address, sent.digits(address), accounts)
        for address, accounts in found.items()
    ]


def allow(letter: Letter, *, is_first: bool = False) -> None:
    """Take the letter's share of what its address, account and platform get; raises `TooMany`."""
    account, ip = letter.accounts[0], caller.now_asking().ip
    if letter.way == SMS:
        texting.allow(letter.address, account.id, account.platform_id, ip, is_first=is_first)
    else:
        mailing.allow(letter.address, account.id, ip, is_first=is_first)


def failed(letter: Letter, *, may_come: bool) -> None:
    """The letter did not go out: its address may have another at once, if this one cannot come."""
    (texting if letter.way == SMS else mailing).failed(letter.address, may_come=may_come)


def entered(login: Verification, way: str, accounts: list[Account]) -> None:
    """A right code proves that the letters were wanted: their shares are given back."""
    ip = caller.now_asking().ip
    if login.is_self_serve:
        Limit.forget(*(f"stranger:{each}:{stranger(login)}" for each in (SMS, EMAIL)))
        Limit.undo(f"strangers:{place_of(ip)}")
    first_at = {
        address: account.id
        for account in reversed(accounts)
        if (address := address_of(login, account, way)) is not None
    }
    for address, account_id in first_at.items() if way in (SMS, EMAIL) else ():
        (texting if way == SMS else mailing).entered(address, account_id, ip)


def _is_first_of_link(login: Verification, sent: SentCode) -> bool:
    """Is it the code that a fresh link was made for? A new number is nobody's word but its own."""
    return login.link is not None and login.purpose != PHONE and sent.sends == 1


def _strangers_shares(login: Verification, way: str) -> tuple[Share, Share]:
    place = place_of(caller.now_asking().ip)
    return (
        Share(f"stranger:{way}:{stranger(login)}", BY_STRANGER, "address"),
        Share(f"strangers:{place}", BY_PLACE, "place"),
    )
