"""A page in a frame knows who holds it, and has what tells the holder how it goes."""

from collections.abc import Callable

import pytest

from tests.cast import KIOSK_ORIGINS, Seller
from tests.embed.conftest import FRAME
from tests.embed.told import Told, ancestors, told
from tests.login.visitor import Visitor

pytestmark = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]
HTMX = {"HX-Request": "true"}
TOP = {"Sec-Fetch-Dest": "document"}
PAGES = ("/", "/activity?type=earnings", "/earnings", "/payouts", "/settings", "/activity/txn_no")
NOTHING = Told([], None, None, False)


@pytest.fixture
def inside(framed: NewVisitor, carla: Seller) -> Visitor:
    """Carla, signed in in a frame on another site."""
    someone = framed()
    someone.follow(carla.login_link(), **FRAME)
    someone.ask()
    assert someone.enter("000000").status_code == 303
    return someone


def test_a_page_in_a_frame_names_the_origins_that_it_may_speak_to(inside: Visitor) -> None:
    """E5: those that may frame it, and no others; its script speaks to no other window."""
    for path in PAGES:
        answer = inside.get(path)
        assert told(answer) == Told(KIOSK_ORIGINS, "signedin", path, True), path
        assert ancestors(answer) == KIOSK_ORIGINS, path


def test_a_page_that_is_in_no_frame_has_nobody_to_speak_to(inside: Visitor) -> None:
    """E5: nor does it load the script that would."""
    for path in PAGES:
        assert told(inside.get(path, **TOP)) == NOTHING, path


def test_a_browser_that_does_not_say_is_in_a_frame_if_its_session_began_in_one(
    inside: Visitor, carla: Seller
) -> None:
    """E5: older browsers send no Sec-Fetch-Dest."""
    browser = inside.browser
    assert told(browser.get("/")).state == "signedin"


def test_every_step_on_the_way_in_says_that_it_is_one(framed: NewVisitor, carla: Seller) -> None:
    """E5: state and origins, from the code on."""
    someone = framed()
    someone.follow(carla.login_link(), **FRAME)
    assert told(someone.get("/verify")) == Told(KIOSK_ORIGINS, "code", None, True)
    someone.ask()
    assert told(someone.get("/verify")) == Told(KIOSK_ORIGINS, "code", None, True)
    assert told(someone.enter("111111")) == Told(KIOSK_ORIGINS, "code", None, True)
    assert told(someone.get("/verify/lost-phone")) == Told(KIOSK_ORIGINS, "code", None, True)


def test_the_door_is_the_door_whoever_else_is_in(inside: Visitor, dora: Seller) -> None:
    """E5: a second account's link asks for a code, and says so."""
    inside.follow(dora.login_link(), **FRAME)
    assert told(inside.get("/verify")).state == "code"
    assert told(inside.get("/")).state == "signedin"


def test_a_form_that_is_refused_stays_in_its_frame(inside: Visitor) -> None:
    """E4: the answer to a form is a page, too."""
    for path, fields in (
        ("/settings/timezone", {"timezone": "x"}),
        ("/settings/language", {"language": "xx"}),
        ("/phone", {"phone": "12"}),
        ("/email", {"email": "x"}),
    ):
        refused = inside.post(path, **fields)
        assert refused.status_code == 422, path
        assert told(refused) == Told(KIOSK_ORIGINS, "signedin", None, True), path
        assert ancestors(refused) == KIOSK_ORIGINS, path


def test_what_nobody_may_frame_tells_nobody_anything(inside: Visitor, framed: NewVisitor) -> None:
    """E4: pages of no platform, fragments and files."""
    for answer in (
        framed().get("/signin"),
        framed().get("/verify"),
        framed().get("/login/nothing"),
        framed().get("/nothing"),
    ):
        assert told(answer) == NOTHING
        assert ancestors(answer) == ["'none'"]
    files = ("/activity.csv", "/activity.xlsx", "/settings/session", "/healthz")
    for answer in (*map(inside.get, files), *(inside.get(path, **HTMX) for path in PAGES)):
        assert ancestors(answer) == ["'none'"], answer.request.path
        assert answer.headers["X-Frame-Options"] == "DENY", answer.request.path


def test_a_dead_link_is_a_sentence_in_its_frame_and_for_nobody_elsewhere(inside: Visitor) -> None:
    """E4: the one exception of errors, since it would be blank; not in a tab, not to htmx."""
    for path in ("/nothing", "/activity/txn_no", "/payouts/po_no", "/login/nothing"):
        dead = inside.get(path)
        assert dead.status_code == 404, path
        assert (told(dead).origins, told(dead).state) == (KIOSK_ORIGINS, "signedin"), path
        assert ancestors(dead) == KIOSK_ORIGINS, path
        assert "X-Frame-Options" not in dead.headers, path
        for other in (inside.get(path, **TOP), inside.get(path, **HTMX)):
            assert ancestors(other) == ["'none'"], path
            assert other.headers["X-Frame-Options"] == "DENY", path


def test_a_platform_without_origins_is_told_nothing(framed: NewVisitor, mallory: Seller) -> None:
    """E5: there is nobody to tell."""
    someone = framed()
    someone.follow(mallory.login_link(), **FRAME)
    assert told(someone.get("/verify")) == NOTHING


def test_a_frame_without_a_masthead_has_a_way_back(inside: Visitor) -> None:
    """One panel alone leads on to other pages, and those lead back."""
    for path in ("/payouts", "/settings", "/activity"):
        assert "frame-back" in inside.get(path).text, path
    assert "frame-back" not in inside.get("/").text
    assert "frame-back" not in inside.get("/payouts", **TOP).text
