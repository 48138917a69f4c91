"""The estimate of the next payout leads to the lines that it is made of."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import elements
from webapp import clock
from webapp.clock import DAY

pytestmark = pytest.mark.engine("sqlite")
Sell = Callable[..., list[dict[str, Any]]]


def parts(page: str) -> list[tuple[str, str | None]]:
    """What the estimate says of its parts, and where each leads."""
    said = [a for a in elements(page, "a") if a.text.startswith(("Available now", "Pending until"))]
    return [(" ".join(a.text.split()), a.attributes.get("href")) for a in said]


@pytest.mark.parametrize("path", ["/", "/payouts"])
def test_the_parts_of_the_estimate_are_the_sums_of_their_lists(
    alices: FlaskClient, alice: Seller, sell: Sell, path: str
) -> None:
    now = int(time.time())
    anchor = 28 if clock.utc_date(now).day < 15 else 10  # more than a week from now
    monthly = {"payouts": {"schedule": {"interval": "monthly", "monthly_anchor": anchor}}}
    alice.platform_api.post(f"/v1/accounts/{alice.id}", settings=monthly)
    sell(alice, 1, until=now, amount=4_010)
    sell(alice, 1, until=now, amount=1_010, available_on=now + 2 * DAY)
    page = alices.get(path).text
    assert "about €50.00" in " ".join(element.text for element in elements(page, "p"))
    (here, here_url), (coming, coming_url) = parts(page)
    assert (here, coming) == ("Available now: €40.00", "Pending until then: €10.00")
    for url, net in ((here_url, "+€40.00"), (coming_url, "+€10.00")):
        (sum_,) = elements(alices.get(url or "").text, "p", **{"class": "sums__net"})
        assert sum_.text.endswith(net)
    sell(alice, 1, until=now, amount=9_010, available_on=now + 300 * DAY)
    late = dict(parts(alices.get(path).text))
    assert late == {"Available now: €40.00": here_url, "Pending until then: €10.00": None}
