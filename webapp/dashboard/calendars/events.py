"""Payouts as events of a calendar (RFC 5545): a day each, the same event however it goes on."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from flask_babel import gettext as _
from icalendar import Calendar, Event

from webapp import clock
from webapp.accounts.account import Account
from webapp.accounts.platform_hold import PlatformHold
from webapp.dashboard.payouts import words
from webapp.formatting import money
from webapp.languages import N_
from webapp.ledger.automatic_payouts.upcoming import NextPayout, next_payouts
from webapp.ledger.payouts import states
from webapp.ledger.payouts.payout import Payout

SHOWN_SINCE = 180 * clock.DAY
EVENTS_MAX = 400
READ_AGAIN_AFTER = timedelta(hours=6)
TITLES = {
    states.PENDING: N_("%(amount)s from %(platform)s expected"),
    states.IN_TRANSIT: N_("%(amount)s from %(platform)s expected"),
    states.PAID: N_("%(amount)s from %(platform)s arrived"),
    states.FAILED: N_("%(amount)s from %(platform)s did not arrive"),
    states.CANCELED: N_("%(amount)s from %(platform)s was called back"),
}
STATES = {
    states.PENDING: "TENTATIVE",
    states.IN_TRANSIT: "CONFIRMED",
    states.PAID: "CONFIRMED",
    states.FAILED: "CANCELLED",
    states.CANCELED: "CANCELLED",
}


def calendar(account: Account, base_url: str) -> bytes:
    """The account's payouts of the last months and those to come, in the language in use."""
    name = _("Payouts from %(platform)s", platform=account.platform.name)
    found = Calendar()
    found.add("prodid", "-//Express Dashboard//Payouts//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name)
    found.add("name", name)
    found.add("refresh-interval", READ_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", READ_AGAIN_AFTER)
    for payout in _payouts(account.id):
        found.add_component(_event(payout, account, base_url))
    for event in _expected(account, base_url):
        found.add_component(event)
    return bytes(found.to_ical())


def _payouts(account_id: str) -> list[Payout]:
    mine = Payout.account == account_id, Payout.created >= clock.now() - SHOWN_SINCE
    newest = Payout.select().where(*mine).order_by(Payout.created.desc(), Payout.id.desc())
    return list(newest.limit(EVENTS_MAX))


def _event(payout: Payout, account: Account, base_url: str) -> Event:
    title = _(TITLES[payout.status], amount=money(payout.money), platform=account.platform.name)
    reason = words.failure(payout.failure_code, account.platform.name)
    url = f"{base_url}/payouts/{payout.id}"
    event = _all_day(title, payout.arrives, "\n".join(filter(None, (reason, url))))
    event.add("uid", f"{payout.id}@{_host(base_url)}")
    event.add("url", url)
    event.add("status", STATES[payout.status])
    event.add("sequence", states.STATUSES.index(payout.status))
    event.add("dtstamp", _utc(payout.changed_at))
    event.add("created", _utc(payout.created))
    event.add("last-modified", _utc(payout.changed_at))
    return event


def _expected(account: Account, base_url: str) -> Iterator[Event]:
    """The next automatic payout of each currency: one event, which moves on from day to day."""
    is_held = PlatformHold.of(account.id) is not None
    for one in () if is_held else next_payouts(account):
        if one.amount.minor:
            yield _estimate(one, account, base_url)


def _estimate(one: NextPayout, account: Account, base_url: str) -> Event:
    amount, platform = money(one.amount), account.platform.name
    title = _("about %(amount)s from %(platform)s expected", amount=amount, platform=platform)
    event = _all_day(title, one.arrives, f"{base_url}/payouts")
    event.add("uid", f"next-{account.id}-{one.amount.currency}@{_host(base_url)}")
    event.add("status", "TENTATIVE")
    event.add("dtstamp", _utc(clock.now()))
    event.add("sequence", clock.now() // clock.HOUR)
    return event


def _all_day(title: str, day: date, description: str) -> Event:
    event = Event()
    event.add("summary", title)
    event.add("description", description)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _host(base_url: str) -> str:
    return base_url.partition("://")[2].partition("/")[0].partition(":")[0]
