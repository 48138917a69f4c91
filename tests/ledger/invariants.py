"""What holds of every account at every moment, whatever has happened."""

from collections.abc import Iterable

from tests.ledger import naive
from tests.ledger.naive import Line, Sums
from webapp.accounts.account import Account
from webapp.ledger import rollups
from webapp.ledger.activity.feed import FeedLine, feed_page
from webapp.ledger.balance import balances
from webapp.ledger.buckets import quarters_of
from webapp.ledger.earnings.series import RANGES, Series, series
from webapp.ledger.payments.charges import Charge
from webapp.ledger.payments.refunds import Refund
from webapp.ledger.payments.transfers import Transfer, TransferReversal

PAGE_SIZE = 7


def check(account: Account, currencies: Iterable[str], now: int) -> None:
    """All of it for one account as it is now; charts of these currencies."""
    lines = naive.lines_of(account.id)
    check_rollups(account)
    check_balance(account, lines, now)
    feed = walk_feed(account.id)
    check_feed(feed, lines)
    for currency in currencies:
        for range_ in RANGES:
            check_series(series(account, range_, currency), lines, now)
        check_lifetime(account, currency, feed)


def check_rollups(account: Account) -> None:
    """The product's own proof finds nothing either."""
    assert rollups.verify(account) == []


def check_balance(account: Account, lines: list[Line], now: int) -> None:
    """Each line is in exactly one of the two figures: a comparison with now."""
    found = {balance.currency: balance for balance in balances(account)}
    assert {line.currency for line in lines} <= found.keys()
    for currency, balance in found.items():
        figures = (balance.available.minor, balance.pending.minor)
        assert figures == naive.balance(lines, currency, now), currency


def walk_feed(account_id: str, limit: int = PAGE_SIZE) -> list[FeedLine]:
    """Every page of the feed, one after the other."""
    page = feed_page(account_id, None, limit)
    walked = list(page.lines)
    while page.cursor:
        page = feed_page(account_id, page.cursor, limit)
        assert page.lines[0] not in walked, "a page that was there before"
        walked += page.lines
    return walked


def check_feed(feed: list[FeedLine], lines: list[Line]) -> None:
    """Every line once, newest first, as it was written."""
    assert [line[:8] for line in feed] == [tuple(line) for line in lines]


def check_series(chart: Series, lines: list[Line], now: int) -> None:
    """Each bucket holds the lines of its hours, day or month, and all of them the range's."""
    earned = naive.earnings(lines, chart.currency)
    ranged = naive.in_range(earned, chart.range, chart.timezone, now)
    assert chart.total.minor == sum(line.net for line in ranged), chart.range
    kept: dict[int, Sums] = {
        point.start: (point.net.minor, point.gross.minor, point.fee.minor, point.count)
        for point in chart.points
    }
    filled = {start: sums for start, sums in kept.items() if sums[3]}
    assert filled == naive.buckets(ranged, list(kept)), chart.range


def check_lifetime(account: Account, currency: str, feed: list[FeedLine]) -> None:
    """Chart = Σ feed = rollup, to the unit."""
    chart = series(account, "all", currency).total.minor
    rollup = sum(
        sums.net
        for (used, _, type_), sums in quarters_of(account.id).items()
        if used == currency and type_ in naive.EARNING
    )
    fed = sum(n.net for n in feed if n.currency == currency and n.type in naive.EARNING)
    assert chart == fed == rollup


def check_transfers(platform: Account) -> None:
    """The two lines of each transfer, and of each reversal, sum to zero."""
    own = {line.id: line.amount for line in naive.lines_of(platform.id)}
    for transfer in Transfer.select().where(Transfer.account == platform.id):
        theirs = {line.id: line.amount for line in naive.lines_of(transfer.destination)}
        seller = transfer.destination
        payment = Charge.get(Charge.account == seller, Charge.id == transfer.destination_payment)
        assert own[transfer.balance_transaction] + theirs[payment.balance_transaction] == 0
        mine = (TransferReversal.account == platform.id, TransferReversal.transfer == transfer.id)
        for back in TransferReversal.select().where(*mine):
            refund = Refund.get(
                Refund.account == seller, Refund.id == back.destination_payment_refund
            )
            assert own[back.balance_transaction] + theirs[refund.balance_transaction] == 0
