"""Quarters of an hour are cut into a zone's days as each of them would be alone."""

from datetime import UTC, datetime

import pytest

from webapp import clock
from webapp.ledger.buckets import QUARTER, by_day

ONCE = (1, 1, 0, 1)


@pytest.mark.parametrize(
    ("zone", "around"),
    [
        ("America/St_Johns", datetime(2010, 11, 7, tzinfo=UTC)),  # 00:01 was 23:01 again
        ("Antarctica/Casey", datetime(2010, 3, 5, tzinfo=UTC)),  # three hours back over midnight
        ("America/Havana", datetime(2025, 11, 2, tzinfo=UTC)),  # 01:00 was 00:00 again
        ("Africa/Cairo", datetime(2025, 4, 25, tzinfo=UTC)),  # 00:00 was 01:00 at once
        ("Pacific/Apia", datetime(2011, 12, 30, tzinfo=UTC)),  # a day that there was not
        ("Australia/Lord_Howe", datetime(2025, 4, 6, tzinfo=UTC)),  # half an hour back
        ("Asia/Kathmandu", datetime(2025, 1, 1, tzinfo=UTC)),  # UTC+5:45
    ],
)
@pytest.mark.parametrize("step", [1, -1])
def test_a_quarter_falls_on_the_day_that_its_line_shows(
    zone: str, around: datetime, step: int
) -> None:
    middle = int(around.timestamp()) // QUARTER * QUARTER
    starts = range(middle - 3 * clock.DAY, middle + 3 * clock.DAY, QUARTER)[::step]
    days = by_day({("eur", start, "charge"): ONCE for start in starts}, zone)
    alone = [clock.local_day(start, zone).isoformat() for start in starts]
    assert days == {("eur", day, "charge"): (n := alone.count(day), n, 0, n) for day in set(alone)}
