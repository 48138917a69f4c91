"""The limits in SECURITY.md and docs/security.md, read from the code that keeps them."""

import re
from collections.abc import Iterable
from pathlib import Path

import webapp
from webapp import caps, config, database
from webapp.access import calendar_key, sweep
from webapp.access.codes import dial_codes, sending, sent_code
from webapp.access.codes.hotp import LENGTHS
from webapp.access.contacts import lately
from webapp.access.factors import (
    attempts,
    authenticator,
    passkey_challenge,
    recovery_code,
    shares,
)
from webapp.access.limits.pace import Most, Rule, in_words
from webapp.access.sessions import session
from webapp.access.signin import login_link, verification
from webapp.accounts import payout_hold
from webapp.accounts.brand import ICON_BYTES_MAX
from webapp.accounts.factor import EMAIL, PASSKEY, RECOVERY, SMS, TOTP
from webapp.dashboard.payouts import pay_out
from webapp.sms import channel

Row = tuple[str, str]
PLACE = re.compile(r"(<!-- figures: (\w+)[^>]*-->\n).*?(<!-- /figures -->)", re.DOTALL)
CHANCE = f"{100 * shares.yearly_chance():.2f} %"


def filled(path: Path) -> str:
    """The page with its tables of figures as they are now."""
    text = path.read_text(encoding="utf-8")
    return PLACE.sub(lambda found: f"{found[1]}{_table(TABLES[found[2]])}{found[3]}", text)


def _table(rows: Iterable[Row]) -> str:
    head = ["| what | limit |", "|---|---|"]
    return "\n".join([*head, *(f"| {what} | {limit} |" for what, limit in rows), ""])


def _most(*rules: Rule) -> str:
    """Such as `5 in 10 minutes, 10 in 1 day`."""
    return ", ".join(f"{r.most} in {in_words(r.per)}" for r in rules if isinstance(r, Most))


def _whole(factor: str) -> str:
    return _most(*shares.RULES[factor].windows)


def _tries(factor: str) -> str:
    rule = shares.RULES[factor]
    few = f"; by an address alone {_most(*rule.by_address)} of these" if rule.by_address else ""
    return f"{_whole(factor)}{few}"


_by_receiver = sending.receivers_share("sms", "").rules
_by_account = sending.accounts_share("sms", "").rules
_by_place = sending.places_share("sms", "").rules
_ceilings = {
    "receiver": _most(*sending.receivers_ceiling("sms", "").rules),
    "account": _most(*sending.accounts_ceiling("sms", "").rules),
    "place": f"{sending.A_DAY_HERE} in 1 day (UTC)",
}
_to_one = f"{_most(*_by_receiver)} until one is entered; {_ceilings['receiver']} in all"
_defaults = caps.Caps()

SHORT: list[Row] = [
    ("a login link", f"works once, for {in_words(login_link.LIFETIME)}"),
    (
        "a code",
        f"{LENGTHS['sms']} digits by text, {LENGTHS['email']} by e-mail; works once, "
        f"for {in_words(sent_code.LIFETIME)}",
    ),
    (
        "wrong codes",
        f"{verification.TRIES_MAX} a sign-in; {_whole(SMS)} an account; after "
        f"{shares.LOCKED_AFTER} in a row {in_words(attempts.LOCKED_FOR)} of rest; after "
        f"{shares.OFF_AFTER} in a row that kind of code is off",
    ),
    ("a blind guesser's chance in a year of trying", f"{CHANCE} at most"),
    ("a session", f"{in_words(session.IDLE)} idle, {in_words(session.LIFETIME)} in any case"),
    ("devices signed in to one account", str(session.LIVE_MAX)),
    ("codes to one number", _to_one),
    (
        "text messages a day, of all",
        f"{_defaults.daily:,}; of one platform {_defaults.platform_daily:,}; "
        f"to one dial code {_defaults.dial_code_daily:,}",
    ),
    (
        "after a new phone or a recovery code",
        f"bank account and payout schedule stay as they are for {in_words(payout_hold.HELD_FOR)}",
    ),
    ("`SECRET_KEY`", f"{config.SECRET_KEY_BYTES_MIN} bytes at least"),
]

FULL: list[Row] = [
    *SHORT[:1],
    ("links of one account", f"{login_link.UNSPENT_MAX} open, {login_link.MINTED_PER_MINUTE} made "
     "in 1 minute"),
    ("a pending sign-in", in_words(verification.LIFETIME)),
    *SHORT[1:2],
    ("another code", f"after {sending.RESEND_FIRST} seconds, then twice as long each time, up to "
     f"{in_words(sending.RESEND_MAX)}, until one is entered; the first of a login link at once"),
    ("codes to one number or mailbox", _to_one),
    ("codes for one account",
     f"{_most(*_by_account)} that nobody enters; {_ceilings['account']} in all"),
    ("codes asked for from one place (an IPv6 household is one)",
     f"{_most(*_by_place)} that nobody enters; {_ceilings['place']} in all"),
    SHORT[7],
    ("a dial code is paused", f"for {in_words(dial_codes.PAUSED_FOR)}, when of "
     f"{dial_codes.JUDGED_MIN} codes or more in {in_words(dial_codes.LOOKED_BACK)} fewer than "
     f"{dial_codes.ENTERED_MIN_PERCENT} % are entered"),
    ("wrong codes of one sign-in", str(verification.TRIES_MAX)),
    ("wrong codes of one account by text", _tries(SMS)),
    ("… by e-mail", _tries(EMAIL)),
    ("… of an authenticator app", f"{_tries(TOTP)}; a code is good once, for its "
     f"{authenticator.STEP_SECONDS} seconds and {authenticator.STEPS_ASIDE} step either side"),
    ("… of recovery", f"{_tries(RECOVERY)}; there are {recovery_code.SET_SIZE} codes, each good "
     "once"),
    ("… of a passkey", f"{_tries(PASSKEY)}; a challenge lives "
     f"{in_words(passkey_challenge.LIFETIME)}"),
    ("after wrong codes in a row, of one kind", f"{shares.LOCKED_AFTER}: "
     f"{in_words(attempts.LOCKED_FOR)} of rest; {shares.OFF_AFTER}: off until bound anew"),
    ("… by an address alone, at `/signin`", f"{shares.ADDRESS_LOCKED_AFTER} and "
     f"{shares.ADDRESS_OFF_AFTER}, which bar `/signin` alone"),
    *SHORT[3:6],
    SHORT[8],
    ("a mail cannot replace the phone", f"for {in_words(lately.EMAIL_IS_NEW)} after a new address, "
     f"{in_words(lately.PHONE_IS_NEW)} after a new phone"),
    ("payouts by a seller's own hand, where the platform lets her", f"{pay_out.A_DAY} in 1 day"),
    ("a calendar's secret address", f"read {calendar_key.READS_AN_HOUR} times in 1 hour"),
    ("what is over is deleted", f"links and sign-ins after {in_words(sweep.ENTRANCE_KEPT_FOR)}, "
     f"sessions after {in_words(sweep.SESSION_KEPT_FOR)}"),
    ("requests of one API key, in each process", f"{config.Config.api_reads_per_second:,} reads "
     f"and {config.Config.api_writes_per_second:,} writes a second"),
    ("a request's body", f"{webapp.BODY_BYTES_MAX // 2**20} MiB"),
    ("a platform's icon", f"less than {ICON_BYTES_MAX // 1024} KiB"),
    ("waiting for a provider", f"{channel.WAIT_SECONDS} seconds; {channel.UNDERWAY_MAX} messages "
     "under way a process"),
    ("waiting for the database", f"{database.BUSY_TIMEOUT_SECONDS} seconds; {database.POOL_SIZE} "
     "connections a process"),
]  # fmt: skip

TABLES = {"short": SHORT, "full": FULL}
