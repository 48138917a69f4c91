"""How many codes one receiver, account and place get: the same for text messages and for mails.

Codes that nobody enters are few; a right one gives their share back. What there is in all is more,
and nothing gives it back: whoever has the numbers, and earns by each text, enters all of his codes.
"""

from webapp import keyring
from webapp.access.limits.limit import Limit, Share
from webapp.access.limits.pace import Doubling, Most
from webapp.access.limits.place import place_of
from webapp.access.limits.quotas import DayShare
from webapp.clock import DAY, HOUR, MINUTE
from webapp.languages import N_

RESEND_FIRST, RESEND_MAX = 30, 32 * MINUTE
AN_HOUR_HERE = 20
A_DAY_HERE = AN_HOUR_HERE * DAY // HOUR
ON_ITS_WAY = N_("A code is on its way. You can ask for another %(when)s.")
ENOUGH = N_("Too many codes were asked for. Try again %(when)s.")
ENOUGH_HERE = N_("Too many codes were asked for from where you are. Try again %(when)s.")


def pause(channel: str, receiver: str) -> Share:
    """The wait before another code, over all sign-ins of this receiver."""
    rules = (Doubling(RESEND_FIRST, RESEND_MAX, DAY, ON_ITS_WAY),)
    return Share(f"{channel}:pause:{receiver}", rules, "resend")


def receivers_share(channel: str, receiver: str) -> Share:
    """What one number or address gets of codes that nobody enters."""
    rules = Most(5, 10 * MINUTE, ENOUGH), Most(10, DAY, ENOUGH)
    return Share(f"{channel}:to:{receiver}", rules, "receiver")


def accounts_share(channel: str, account_id: str) -> Share:
    """What one account gets of codes that nobody enters."""
    return Share(f"{channel}:account:{account_id}", (Most(20, DAY, ENOUGH),), "account")


def places_share(channel: str, ip: str) -> Share:
    """The same of one place: a whole town may share an address, but it enters its codes."""
    return Share(
        f"{channel}:from:{place_of(ip)}", (Most(AN_HOUR_HERE, HOUR, ENOUGH_HERE),), "place"
    )


def receivers_ceiling(channel: str, receiver: str) -> Share:
    """What one number or address gets in all, however many accounts have it."""
    return Share(f"{channel}:all-to:{receiver}", (Most(30, DAY, ENOUGH),), "receiver")


def accounts_ceiling(channel: str, account_id: str) -> Share:
    """What one account gets in all, whichever numbers it had on that day."""
    return Share(f"{channel}:all:{account_id}", (Most(100, DAY, ENOUGH),), "account")


def places_ceiling(channel: str, ip: str) -> DayShare:
    """What one place gets in all, on a day (UTC): what it gets in each hour, for all hours."""
    place = keyring.mac("limit", place_of(ip))
    return DayShare(f"place:{channel}:{place}", A_DAY_HERE, ENOUGH_HERE, "place")


def give_back(channel: str, receiver: str, account_id: str, ip: str) -> None:
    """A right code proves that the codes were wanted: but for the ceilings, they took nothing."""
    Limit.forget(pause(channel, receiver).key, receivers_share(channel, receiver).key)
    Limit.undo(accounts_share(channel, account_id).key)
    Limit.undo(places_share(channel, ip).key)


def shares(
    channel: str, receiver: str, account_id: str, ip: str, *, is_first: bool = False
) -> tuple[Share | DayShare, ...]:
    """All that one code takes from those who have to do with it.

    The first code of a fresh login link waits for nothing: the platform vouched for its holder,
    who may have begun on another device a moment ago.
    """
    return (
        *(() if is_first else (pause(channel, receiver),)),
        receivers_share(channel, receiver),
        accounts_share(channel, account_id),
        places_share(channel, ip),
        receivers_ceiling(channel, receiver),
        accounts_ceiling(channel, account_id),
        places_ceiling(channel, ip),
    )
