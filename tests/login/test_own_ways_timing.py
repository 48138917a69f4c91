"""How long a wrong try by app or paper takes tells nobody who has one."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

import pytest

from tests.cast import Seller
from tests.login.own_ways import app_of, codes_of
from tests.login.test_timing import outgoing, tells_apart
from tests.login.visitor import Visitor
from webapp.access.factors.attempts import Attempts
from webapp.access.limits.limit import Limit
from webapp.sms.outgoing import Outgoing

__all__ = ["outgoing"]

PAIRS = 400
TRIES = {"/verify/authenticator": "123456", "/verify/recovery-code": "7K2MPQW9XR4TZ8B"}


def seconds(one: Visitor, email: str, path: str, code: str) -> float:
    """How long the answer to a wrong code takes."""
    one.post("/signin", email=email)
    start = perf_counter()
    assert one.post(path, code=code).status_code == 422
    return perf_counter() - start


@pytest.mark.soak
@pytest.mark.engine("sqlite")
@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(("path", "code"), TRIES.items())
def test_a_wrong_try_takes_as_long_whoever_is_asked(
    visitor: Callable[..., Visitor], carla: Seller, outgoing: Outgoing, path: str, code: str
) -> None:
    """C6: medians within 2 ms, and nothing tells those who have one from those who do not."""
    app_of(carla), codes_of(carla)
    seen: dict[str, list[float]] = {"known": [], "unknown": []}
    for n in range(PAIRS):
        pair = [("known", carla.email), ("unknown", f"nobody{n}@example.com")]
        for kind, email in pair if n % 2 else reversed(pair):
            Limit.delete().execute()
            Attempts.delete().execute()
            seen[kind].append(seconds(visitor(), email, path, code))
            outgoing.drain()
    late = [times[20:] for times in seen.values()]
    assert abs(median(late[0]) - median(late[1])) < 0.002
    assert 0.4 < tells_apart(*late) < 0.6, tells_apart(*late)
