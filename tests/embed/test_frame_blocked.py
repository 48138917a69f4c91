"""A frame whose cookie the browser drops: seen at once, said in words, and no circles."""

from collections.abc import Callable
from urllib.parse import quote, urlsplit

import pytest
from werkzeug.test import TestResponse

from tests.cast import KIOSK_ORIGINS, Platform, Seller, open_account
from tests.dashboard.elements import elements
from tests.embed.conftest import FRAME
from tests.embed.told import Told, ancestors, told
from tests.login.visitor import PENDING, SESSION, Visitor

pytestmark = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]
OLD = {"Sec-Fetch-Site": "", "Sec-Fetch-Dest": ""}


def path_of(seller: Seller, **more: str) -> str:
    """A fresh link as the platform's script opens it."""
    said = "&".join(f"{name}={quote(value)}" for name, value in more.items())
    return f"{urlsplit(seller.login_link()).path}?{said}"


def forgetful(someone: Visitor) -> None:
    """Her browser keeps no cookie of a frame."""
    someone.browser.delete_cookie(PENDING)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_dropped_cookie_is_seen_in_one_round_trip(
    framed: NewVisitor, kiosk: Platform, carla: Seller, site: str
) -> None:
    """E3: one redirect, then the sentence; a new tab is offered, nothing redirects."""
    someone = framed()
    opened = someone.follow(carla.login_link(), **FRAME | {"Sec-Fetch-Site": site})
    assert opened.location == f"/verify?of={kiosk.id}"
    forgetful(someone)
    blocked = someone.get(opened.location)
    assert blocked.status_code == 401
    assert not {"Location", "Refresh", "Set-Cookie"} & set(blocked.headers.keys())
    assert told(blocked) == Told(KIOSK_ORIGINS, "blocked", None, True)
    assert ancestors(blocked) == KIOSK_ORIGINS
    assert "Kiosk" in blocked.text
    assert "keeps no cookies of ours" in blocked.text
    (link,) = [a for a in elements(blocked.text, "a") if "data-fresh-link" in a]
    assert link["target"] == "_blank"
    assert "href" not in link
    assert "hidden" in link


def test_a_cookie_that_came_along_goes_on_to_the_code(
    framed: NewVisitor, kiosk: Platform, carla: Seller
) -> None:
    """E3: in the same round trip."""
    someone = framed()
    opened = someone.follow(carla.login_link(), **FRAME)
    page = someone.get(opened.location)
    assert page.status_code == 200
    assert told(page).state == "code"


def test_no_step_in_a_frame_redirects_twice_in_a_row(framed: NewVisitor, carla: Seller) -> None:
    """E3: opened, proven, opened once more, over: each leads to a page at once, or is one."""
    someone = framed()

    def follow(answer: TestResponse) -> int:
        if answer.status_code not in {302, 303}:
            return answer.status_code
        return someone.get(answer.location).status_code

    link = path_of(carla, place="/payouts?status=paid")
    assert follow(someone.browser.get(link, headers=FRAME)) == 200
    assert follow(someone.ask()) == 200
    assert follow(someone.enter("000000")) == 200
    assert follow(someone.browser.get(link, headers=FRAME)) == 200
    session = someone.token(SESSION)
    assert follow(someone.post("/signout")) == 200
    someone.plant(session or "", SESSION)
    for path in ("/", "/payouts?status=paid", "/switch", "/confirm?then=phone", "/pay-out"):
        assert follow(someone.get(path)) == 401, path
    assert follow(someone.browser.get(link, headers=FRAME)) == 410


def test_a_seller_who_must_name_a_number_is_probed_by_that_page(
    framed: NewVisitor, kiosk: Platform
) -> None:
    """E3: still one redirect."""
    nora = open_account(kiosk, "nora", email=None)
    nora.platform_api.post(f"/v1/accounts/{nora.id}/reset_phone", reason="Lost.")
    someone = framed()
    opened = someone.follow(nora.login_link(), **FRAME)
    assert opened.location == f"/verify/phone?of={kiosk.id}"
    page = someone.get(opened.location)
    assert page.status_code == 200, page.location
    forgetful(someone)
    assert told(someone.get(opened.location)).state == "blocked"


def test_the_sentence_is_in_the_language_of_the_page_around(
    framed: NewVisitor, carla: Seller
) -> None:
    """E3: no session or pending sign-in could say it."""
    someone = framed()
    opened = someone.browser.get(path_of(carla, place="/", language="de-DE"), headers=FRAME)
    forgetful(someone)
    blocked = someone.get(opened.location)
    assert told(blocked).state == "blocked"
    assert 'lang="de"' in blocked.text


def test_an_older_browser_that_does_not_say_is_probed_if_a_script_opened_the_link(
    framed: NewVisitor, carla: Seller
) -> None:
    """E3: web views of before 2023 send no Sec-Fetch-Dest; the script always names a place."""
    someone = framed()
    opened = someone.browser.get(path_of(carla, place="/"))
    assert "SameSite=None" in opened.headers["Set-Cookie"]
    forgetful(someone)
    assert told(someone.browser.get(opened.location)).state == "blocked"


@pytest.mark.parametrize(
    "name", ["plat_nobody", "", "'", "x" * 5_000, "\0", "https://evil.example"]
)
def test_an_unknown_platform_frames_nothing(framed: NewVisitor, name: str) -> None:
    """E4: the address names no origin, and none comes from it."""
    answer = framed().get(f"/verify?of={quote(name)}")
    assert answer.status_code == 401
    assert ancestors(answer) == ["'none'"]
    assert "evil" not in str(answer.headers)


def test_a_tab_without_a_cookie_is_no_frame(framed: NewVisitor, kiosk: Platform) -> None:
    """E3: it is told to start again, as ever."""
    answer = framed().get(f"/verify?of={kiosk.id}", **{"Sec-Fetch-Dest": "document"})
    assert answer.status_code == 401
    assert "run out" in answer.text
    assert ancestors(answer) == ["'none'"]


def test_a_platform_that_is_disabled_frames_nothing(
    framed: NewVisitor, kiosk: Platform, cli: Callable[..., str]
) -> None:
    """E4: nor is it told anything."""
    cli("platform", "disable", kiosk.id)
    assert ancestors(framed().get(f"/verify?of={kiosk.id}")) == ["'none'"]
