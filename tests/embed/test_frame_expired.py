"""A session that is over, and a link that works no more, in a frame: the holder can ask again."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import KIOSK_ORIGINS, Seller
from tests.dashboard.elements import elements
from tests.embed.conftest import FRAME
from tests.embed.told import Told, ancestors, told
from tests.login.visitor import PENDING, SESSION, Visitor, wrong
from webapp.access.sessions.session import IDLE

pytestmark = [pytest.mark.engine("sqlite"), pytest.mark.usefixtures("clock")]
NewVisitor = Callable[..., Visitor]
FILTERED = "/activity?type=charge"
FRAGMENT = {"HX-Request": "true", "Sec-Fetch-Dest": "empty"}
GONE = "Expires=Thu, 01 Jan 1970 00:00:00 GMT"


@pytest.fixture
def inside(framed: NewVisitor, carla: Seller, clock: TimeMachineFixture) -> Visitor:
    """Carla, signed in in a frame on another site."""
    someone = framed()
    someone.follow(carla.login_link(), **FRAME)
    someone.ask()
    assert someone.enter("000000").status_code == 303
    return someone


@pytest.fixture
def late(inside: Visitor, clock: TimeMachineFixture) -> Visitor:
    """The same, a quarter of an hour later."""
    clock.shift(IDLE + 1)
    return inside


def test_a_page_after_the_end_says_so_in_its_frame(late: Visitor) -> None:
    """E2, E3: to the platform whose session it was, with the place; there is no redirect."""
    for path in (FILTERED, "/", "/settings/devices"):
        over = late.get(path)
        assert over.status_code == 401
        assert told(over) == Told(KIOSK_ORIGINS, "expired", path, True)
        assert ancestors(over) == KIOSK_ORIGINS
        assert "data-renew" in over.text
        assert "Location" not in over.headers


def test_a_form_after_the_end_says_so_too(late: Visitor) -> None:
    """E3: what it was to do is not done, and is no place to come back to."""
    over = late.post("/settings/theme", theme="dark")
    assert over.status_code == 401
    assert told(over) == Told(KIOSK_ORIGINS, "expired", None, True)


def test_a_fragment_after_the_end_is_not_sent_to_a_page_that_nobody_may_frame(
    late: Visitor,
) -> None:
    """E13: 401 alone; its script asks for the page again, which says that it is over."""
    answer = late.get(FILTERED, **FRAGMENT)
    assert answer.status_code == 401
    assert "HX-Redirect" not in answer.headers
    assert not answer.data


def test_the_same_in_a_tab_goes_to_the_sign_in(late: Visitor) -> None:
    top = {"Sec-Fetch-Dest": "document"}
    assert late.get(FILTERED, **top).location == "/signin"


def test_a_stranger_in_a_frame_is_nobody_s(framed: NewVisitor, late: Visitor) -> None:
    """E4: a cookie that was never ours names no platform."""
    stranger = framed()
    assert stranger.get(FILTERED).location == "/signin"
    stranger.plant("x" * 43, SESSION)
    assert stranger.get(FILTERED).location == "/signin"


def test_a_link_that_works_no_more_says_so_in_its_frame(
    framed: NewVisitor, carla: Seller, clock: TimeMachineFixture
) -> None:
    """E3: spent or expired, the holder may ask for another."""
    link, spent = carla.login_link(), carla.login_link()
    someone = framed()
    someone.follow(spent, **FRAME)
    someone.ask()
    clock.shift(5 * 60)
    for dead in (link, spent):
        answer = framed().browser.get(f"{dead}?place=/payouts", headers=FRAME)
        assert answer.status_code == 410
        assert told(answer) == Told(KIOSK_ORIGINS, "expired", None, True)
        assert "data-renew" in answer.text


def test_a_sign_in_that_is_over_says_so_in_its_frame(
    framed: NewVisitor, carla: Seller, clock: TimeMachineFixture
) -> None:
    """E3: its holder knows where it was to lead to."""
    someone = framed()
    someone.browser.get(f"{carla.login_link()}?place=/payouts", headers=FRAME)
    clock.shift(31 * 60)
    assert told(someone.get("/verify")) == Told(KIOSK_ORIGINS, "expired", None, True)


def test_too_many_wrong_codes_say_so_and_ask_no_link_by_themselves(
    framed: NewVisitor, carla: Seller
) -> None:
    """E3: a button of the page asks the holder, nothing else."""
    someone = framed()
    someone.follow(carla.login_link(), **FRAME)
    someone.ask()
    for _ in range(6):
        last = someone.enter(wrong("000000"))
    assert "start again" in last.text
    assert told(last).state == "code"
    assert "data-renew" in last.text


def attributes(someone: Visitor, path: str) -> list[set[str]]:
    """What is said of each session cookie that an answer takes away."""
    lines = someone.post(path).headers.getlist("Set-Cookie")
    return [set(line.split("; ")[1:]) for line in lines if line.startswith(SESSION)]


def test_a_dead_cookie_is_taken_out_of_the_jar_that_it_lies_in(
    late: Visitor, framed: NewVisitor, carla: Seller
) -> None:
    """D6: the same attributes, or the browser would keep it."""
    framed_jar = {"HttpOnly", "Partitioned", "Path=/", "SameSite=None", "Secure"}
    plain_jar = {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"}
    gone = {GONE, "Max-Age=0"}
    assert attributes(late, "/signout") == [framed_jar | gone]
    stranger = framed()
    stranger.plant("x" * 43, SESSION)
    assert attributes(stranger, "/signout") == [plain_jar | gone, framed_jar | gone]
    assert attributes(framed(), "/signout") == [plain_jar | gone]


def test_the_goodbye_is_in_the_frame_of_the_platform(inside: Visitor, late: Visitor) -> None:
    """E4: nothing is signed in then, and nobody is sent away from the frame."""
    bye = inside.post("/signout")
    assert told(bye) == Told(KIOSK_ORIGINS, "code", None, True)
    assert ancestors(bye) == KIOSK_ORIGINS
    assert "Refresh" not in bye.headers
    (again,) = [one for one in elements(bye.text, "button") if "data-renew" in one]
    assert "hidden" in again  # until a script of the holder's is there to be asked
    assert inside.token(PENDING) is None
