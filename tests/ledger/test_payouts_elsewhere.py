"""Payouts that came with an import: lines alone, behind which the first window of ours begins."""

import time_machine

from tests.ledger.makeup import fate_of, walk
from tests.ledger.test_payout_lines import earn, made_of, run
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY, HOUR
from webapp.ledger.automatic_payouts.of_line import Fate
from webapp.ledger.lines.journal import NewLine, record_all


def test_the_first_window_begins_at_the_latest_payout_that_was_made_elsewhere(
    now: time_machine.Traveller, alice: Account
) -> None:
    """Imported payouts are lines alone; what they had taken is no part of the first of ours."""
    start = clock.now()
    record_all(
        alice.id,
        [
            NewLine("charge", 900, "eur", created=start - 9 * DAY),
            NewLine("payout", -870, "eur", created=start - 8 * DAY),
            NewLine("payout", -25, "eur", created=start - 7 * DAY + HOUR),
            NewLine("payout", -5, "usd", created=start - 2 * DAY),
        ],
    )
    new = [earn(alice, 40, wait=-7 * DAY + 2 * HOUR), earn(alice, 2, wait=-DAY)]
    assert fate_of(alice, new[0]) == Fate(None, is_next=True)
    (payout,) = run()
    found = made_of(payout)
    assert (payout.amount, found.brought_forward, found.left_over) == (47, 5, 0)
    assert sorted(walk(found)) == sorted(new)
