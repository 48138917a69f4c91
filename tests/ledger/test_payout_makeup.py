"""At random: every line is in one payout, and every payout adds up."""

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger import naive
from tests.ledger.makeup import Makeup
from tests.ledger.test_payout_lines import earn, run
from tests.ledger.test_totals import undone
from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import DAY, HOUR
from webapp.ledger.payouts.payout import pay_out
from webapp.money import Money

steps = st.lists(
    st.one_of(
        st.tuples(st.just("earn"), st.integers(-50, 100), st.sampled_from([-DAY, 0, 1, DAY])),
        st.tuples(st.just("wait"), st.sampled_from([1, HOUR, DAY]), st.just(0)),
        st.tuples(st.just("by hand"), st.integers(1, 60), st.just(0)),
        st.tuples(st.just("run"), st.just(0), st.just(0)),
    ),
    max_size=25,
)


@pytest.mark.engine("sqlite")
@given(steps=steps)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_line_is_in_one_payout_and_every_payout_adds_up(
    now: time_machine.Traveller, alice: Account, steps: list[tuple[str, int, int]]
) -> None:
    makeup, begun = Makeup(), clock.now()
    with undone():
        for kind, number, wait in [*steps, ("wait", DAY, 0), ("run", 0, 0)]:
            if kind == "earn":
                earn(alice, number, wait)
            elif kind == "wait":
                now.shift(number)
            elif kind == "run":
                pay(makeup, alice)
            elif number <= naive.balance(naive.lines_of(alice.id), "eur", clock.now())[0]:
                pay_out(alice, Money(number, "eur"))
            makeup.check(alice, clock.now())
    now.move_to(begun)


def pay(makeup: Makeup, seller: Account) -> None:
    """Let the daily run come, and compare whatever it pays."""
    at = clock.now()
    fresh = (seller.id, "eur") not in makeup.taken
    ready = makeup.ready((seller.id, "eur"), at)
    available = naive.balance(naive.lines_of(seller.id), "eur", at)[0]
    made = run()
    for payout in made:
        makeup.pay(payout, ready, available)
    if fresh and not made:  # the first window is still open
        makeup.taken.clear()
