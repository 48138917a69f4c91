"""One account, one truth: chart = feed = CSV = statement = API = rollup, in every zone."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.cast import Seller
from tests.dashboard.difference import CURRENCIES, Told, agree

# Each with a change of clocks in the months before: forward and back, by an hour and by half of
# one, at midnight, and none at all; 45 minutes off, and as far from UTC as it goes both ways.
ZONES = (
    *("Etc/UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kathmandu"),
    *("Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Pago_Pago"),
    *("Africa/Cairo", "America/Santiago", "Asia/Tokyo"),
)
NOW = int(datetime(2026, 11, 2, 9, 30, tzinfo=UTC).timestamp())
DAY = 86_400
# Nights on which some of these zones change their clocks, in 2026, and ends of months.
NIGHTS = tuple(
    int(datetime(2026, month, day, tzinfo=UTC).timestamp())
    for month, day in ((9, 6), (9, 27), (10, 4), (10, 25), (10, 30), (11, 1), (10, 1), (9, 1))
)
MONTHS = [f"2026-{month:02}" for month in range(8, 12)]

moments = st.one_of(
    st.builds(
        lambda night, off: min(night + off, NOW), st.sampled_from(NIGHTS), st.integers(-DAY, DAY)
    ),
    st.integers(NOW - 60 * DAY, NOW),
)
lines = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["charge", "refund", "transfer", "adjustment", "stripe_fee"]),
        "amount": st.integers(-99_999, 99_999),
        "fee": st.integers(-99, 999),
        "currency": st.sampled_from(CURRENCIES),
        "created": moments,
        "available_on": st.integers(NOW - DAY, NOW + 9 * DAY),
    }
)


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """The day after the last zone changed its clocks."""
    with time_machine.travel(NOW, tick=False):
        yield


def check(seller: Seller, browser: FlaskClient, found: list[dict[str, Any]]) -> None:
    """Write the lines by the API, then hold every figure against every other."""
    seller.api.post("/v1/balance_transactions", lines=found)
    for currency in sorted({line["currency"] for line in found}):
        agree(Told(seller.api, browser, currency), seller.id, MONTHS)


def differ(
    zone: str,
    examples: int,
    open_seller: Callable[..., Seller],
    sign_in: Callable[..., FlaskClient],
) -> None:
    """Let Hypothesis write ledgers in this zone until two figures differ."""

    # What fails is small enough to read; to make it smaller would take minutes.
    @settings(
        max_examples=examples,
        phases=(Phase.generate,),
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(lines, min_size=12, max_size=30))
    def every_figure_is_the_same(found: list[dict[str, Any]]) -> None:
        carla = open_seller("carla", settings={"dashboard": {"timezone": zone}})
        check(carla, sign_in(carla), found)

    every_figure_is_the_same()


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("zone", ZONES)
def test_no_two_figures_differ(
    zone: str, open_seller: Callable[..., Seller], sign_in: Callable[..., FlaskClient]
) -> None:
    """4, shown by: chart = Σ feed = Σ CSV = Σ statement = API, in twelve zones, over DST."""
    differ(zone, 2, open_seller, sign_in)


@pytest.mark.engine("postgresql")
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Australia/Lord_Howe"])
def test_no_two_figures_differ_on_postgresql(
    zone: str, open_seller: Callable[..., Seller], sign_in: Callable[..., FlaskClient]
) -> None:
    """4, shown by: the other engine adds up alike."""
    differ(zone, 2, open_seller, sign_in)


@pytest.mark.soak
@pytest.mark.parametrize("zone", ZONES)
def test_no_two_figures_ever_differ(
    zone: str, open_seller: Callable[..., Seller], sign_in: Callable[..., FlaskClient]
) -> None:
    """4, shown by: the same for a long time."""
    differ(zone, 60, open_seller, sign_in)
