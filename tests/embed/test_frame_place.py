"""Where a frame is, is known to its holder as a seal alone, which leads back to the same list."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.embed.conftest import FRAME
from tests.embed.told import told, within
from tests.login.visitor import Visitor
from webapp.access.sessions.session import IDLE
from webapp.framing import BLOCK, SEALED_MAX, sealed_place

pytestmark = [pytest.mark.engine("sqlite"), pytest.mark.usefixtures("clock")]
NewVisitor = Callable[..., Visitor]
SEARCH = "/activity?q=secret+words&type=charge"
ASKED = {"X-Frame-Place": "?", "Sec-Fetch-Dest": "empty", "HX-Request": "true"}
WHOLE = {"HX-Request-Type": "full"}


@pytest.fixture
def inside(framed: NewVisitor, carla: Seller, clock: TimeMachineFixture) -> Visitor:
    """Carla, signed in in a frame on another site."""
    return enter(framed(), carla)


def enter(someone: Visitor, seller: Seller, place: str = "/") -> Visitor:
    """By a link that leads on to the place; where it led is in `landed`."""
    someone.browser.get(seller.login_link(), query_string={"place": place}, headers=FRAME)
    someone.ask()
    answer = someone.enter("000000")
    assert answer.status_code == 303
    someone.landed = answer.location  # type: ignore[attr-defined]
    return someone


def seal_of(answer: object) -> str:
    text = str(answer.text)  # type: ignore[attr-defined]
    return text.partition(' data-place="')[2].partition('"')[0]


def test_a_seal_says_nothing_and_leads_back(inside: Visitor, framed: NewVisitor) -> None:
    """E5: neither words nor where they were looked for; it looks different each time."""
    first, second = (seal_of(inside.get(SEARCH)) for _ in range(2))
    assert first != second and len(first) == len(seal_of(inside.get("/"))) < 2_000
    assert not [word for word in ("secret", "activity", "charge") if word in first]
    assert within(first) == within(second) == SEARCH


def test_after_the_end_the_filters_are_kept(
    inside: Visitor, carla: Seller, dora: Seller, framed: NewVisitor, clock: TimeMachineFixture
) -> None:
    """E3, E5: a new link with the seal opens the same list, for the same account alone."""
    clock.shift(IDLE + 1)
    over = inside.get(SEARCH)
    assert told(over).state == "expired"
    seal = seal_of(over)
    assert enter(framed(), carla, seal).landed == SEARCH  # type: ignore[attr-defined]
    assert enter(framed(), dora, seal).landed == "/"  # type: ignore[attr-defined]


def test_a_live_session_goes_straight_on_by_the_seal(inside: Visitor, carla: Seller) -> None:
    seal = seal_of(inside.get(SEARCH))
    answer = inside.browser.get(carla.login_link(), query_string={"place": seal}, headers=FRAME)
    assert (answer.status_code, answer.location) == (302, SEARCH)


def test_a_seal_that_is_broken_leads_to_the_overview(
    inside: Visitor, carla: Seller, framed: NewVisitor
) -> None:
    """E14: and nowhere else."""
    seal = seal_of(inside.get(SEARCH))
    foreign = sealed_place("//evil.example/", carla.id)
    for broken in ("/~", "/~x", "/~\u00e4", seal[:-8], seal[:9] + "AAAA" + seal[13:], foreign):
        assert enter(framed(), carla, str(broken)).landed == "/", broken  # type: ignore[attr-defined]


def test_a_script_that_asks_is_told_the_seal_of_the_new_address(inside: Visitor) -> None:
    """htmx changes the address without a new page; who does not ask is told nothing."""
    listed = inside.get(SEARCH, **ASKED, **WHOLE)
    assert within(listed.headers["X-Frame-Place"]) == SEARCH
    current = {"HX-Current-URL": "http://localhost/", "HX-Target": "earnings"}
    chart = inside.get("/earnings?range=1y", **ASKED, **current)
    assert "range=1y" in str(within(chart.headers["X-Frame-Place"]))
    assert "X-Frame-Place" not in inside.get(SEARCH, **{"HX-Request": "true"}).headers
    assert "X-Frame-Place" not in inside.get("/settings/session", **ASKED).headers


def test_a_place_too_long_to_be_sealed_is_its_page(carla: Seller) -> None:
    much = sealed_place("/activity?q=" + "x" * SEALED_MAX, carla.id)
    assert within(much) == "/activity"
    longest = sealed_place("/activity?q=" + "x" * (SEALED_MAX - BLOCK), carla.id)
    assert longest and len(longest) <= 2_000
    assert sealed_place(None, carla.id) is None
