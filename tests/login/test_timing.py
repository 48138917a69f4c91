"""How long an answer takes tells nobody whose address is known."""

from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter

import pytest
from flask import Flask

from tests.cast import Seller
from tests.login.visitor import Visitor
from webapp.access.codes.sent_code import SentCode
from webapp.access.factors.attempts import Attempts
from webapp.access.limits.limit import Limit
from webapp.sms.outgoing import Outgoing

PAIRS = 400
STEPS = ("signin", "send", "enter")


@pytest.fixture
def outgoing(app: Flask) -> Iterator[Outgoing]:
    """Letters go out behind the answer, as they do in production."""
    before = app.extensions["outgoing"]
    app.extensions["outgoing"] = real = Outgoing()
    yield real
    app.extensions["outgoing"] = before


def steps(one: Visitor, email: str) -> dict[str, float]:
    """Seconds that each step of a sign-in takes."""
    taken = {}
    for name, path, form in (
        ("signin", "/signin", {"email": email}),
        ("send", "/verify/send", {}),
        ("enter", "/verify", {"code": "123456"}),
    ):
        start = perf_counter()
        one.post(path, **form)
        taken[name] = perf_counter() - start
    return taken


def tells_apart(known: list[float], unknown: list[float]) -> float:
    """The chance that a known one took longer than an unknown one; 0.5 tells nothing."""
    wins = sum((a > b) + (a == b) / 2 for a in known for b in unknown)
    return wins / (len(known) * len(unknown))


@pytest.mark.soak
@pytest.mark.engine("sqlite")
@pytest.mark.usefixtures("app")
def test_a_known_address_takes_as_long_as_an_unknown_one(
    visitor: Callable[..., Visitor], carla: Seller, outgoing: Outgoing
) -> None:
    """C6: medians within 2 ms, and no step that tells known from unknown addresses apart."""
    seen: dict[str, dict[str, list[float]]] = {step: {"known": [], "unknown": []} for step in STEPS}
    for n in range(PAIRS):
        pair = [("known", carla.email), ("unknown", f"nobody{n}@example.com")]
        for kind, email in pair if n % 2 else reversed(pair):
            Limit.delete().execute()  # limits would end the measuring, not the leak
            Attempts.delete().execute()  # and a lock is met alike by any address tried again
            for step, seconds in steps(visitor(), email).items():
                seen[step][kind].append(seconds)
            outgoing.drain()
    assert SentCode.select().count() == 2 * PAIRS
    for step, times in seen.items():
        late = [times[kind][20:] for kind in ("known", "unknown")]
        apart = abs(median(late[0]) - median(late[1]))
        assert apart < 0.002, (step, apart)
        assert 0.4 < tells_apart(*late) < 0.6, (step, tells_apart(*late))
