"""In by an authenticator app: without a text message, each code once, counted by itself."""

from collections.abc import Callable
from functools import partial

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.own_ways import allow_only, app_of, posted_at_once
from tests.login.visitor import PENDING, Visitor, wrong
from tests.outbox import Outbox

NewVisitor = Callable[..., Visitor]
PAGE = "/verify/authenticator"


def come(one: Visitor, seller: Seller) -> Visitor:
    """Follow a fresh link."""
    one.follow(seller.login_link())
    return one


def enter(one: Visitor, code: str) -> int:
    return one.post(PAGE, code=code).status_code


def test_the_app_opens_the_account_without_a_text(
    visitor: NewVisitor, alice: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """B12: from the link to the page with nothing but the app; the link is spent by it."""
    app, one = app_of(alice), visitor()
    link = alice.login_link()
    one.follow(link)
    assert PAGE in one.get("/verify").text
    assert "Use your app" in one.get(PAGE).text
    entered = one.post(PAGE, code=app.now())
    assert (entered.status_code, entered.location) == (303, "/")
    assert one.is_in
    assert len(outbox) == 0
    assert visitor().follow(link).status_code == 410


def test_a_code_opens_once_for_all_browsers(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """B12: seen over a shoulder, it is worth nothing after the owner used it."""
    app = app_of(alice)
    code = app.now()
    assert enter(come(visitor(), alice), code) == 303
    thief = come(visitor(), alice)
    assert enter(thief, code) == 422
    assert not thief.is_in
    clock.shift(30)
    assert enter(thief, code) == 422
    assert enter(thief, app.now()) == 303


def test_of_16_at_once_one_gets_in(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """B3, B12: one pending sign-in, sixteen posts of its right code, one session."""
    app, one = app_of(alice), come(visitor(), alice)
    token, code = one.token(PENDING), app.now()
    crowd = [visitor() for _ in range(16)]
    for each in crowd:
        each.plant(str(token), PENDING)
    statuses = posted_at_once([partial(enter, each, code) for each in crowd])
    assert statuses.count(303) == 1
    assert sum(each.is_in for each in crowd) == 1


def test_five_wrong_codes_close_the_sign_in(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """B5: then the right one fails, too, and so does a text's."""
    app, one = app_of(alice), visitor()
    texted = one.come_to_the_code(alice)
    assert [enter(one, wrong(app.now(), n)) for n in range(1, 6)] == [422] * 4 + [429]
    assert enter(one, app.now()) == 429
    assert one.enter(texted).status_code == 429


def test_a_locked_app_leaves_the_texts_open_and_the_other_way_round(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """B9: wrong tries are counted by factor; one is never barred by another."""
    app = app_of(alice)
    for _ in range(2):
        one = come(visitor(), alice)
        for n in range(1, 6):
            enter(one, wrong(app.now(), n))
    locked = come(visitor(), alice)
    assert enter(locked, app.now()) == 429
    assert locked.ask().status_code == 303
    clock.shift(60)
    assert visitor().come_in(alice).location == "/"


def test_locked_texts_leave_the_app_open(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """B9: the same, the other way round."""
    app, one = app_of(alice), visitor()
    code = one.come_to_the_code(alice)
    for n in range(1, 6):
        one.enter(wrong(code, n))
    fresh = visitor()
    assert fresh.enter(fresh.come_to_the_code(alice)).status_code == 429
    assert enter(fresh, app.now()) == 303


def test_what_is_no_code_costs_no_try(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    app, one = app_of(alice), come(visitor(), alice)
    for typed in ("", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "x" * 500):
        answer = one.post(PAGE, code=typed)
        assert answer.status_code == 422
        assert "six digits" in answer.text
    assert enter(one, app.now()) == 303


def test_who_has_no_app_is_not_offered_one(visitor: NewVisitor, alice: Seller) -> None:
    one = come(visitor(), alice)
    assert "Other ways" not in one.get("/verify").text
    assert one.get(PAGE).status_code == 404
    assert enter(one, "123456") == 404


def test_what_the_platform_takes_away_is_refused_at_once(
    visitor: NewVisitor, carla: Seller, clock: TimeMachineFixture
) -> None:
    """B12: by link it is unknown; by e-mail it is as wrong as any code."""
    app, by_link, by_mail = app_of(carla), come(visitor(), carla), visitor()
    by_mail.post("/signin", email=carla.email)
    allow_only(carla, "sms", "email")
    assert enter(by_link, app.now()) == 404
    assert enter(by_mail, app.now()) == 422
    assert not by_link.is_in
    assert not by_mail.is_in


def test_by_e_mail_the_app_opens_too(
    visitor: NewVisitor, carla: Seller, clock: TimeMachineFixture
) -> None:
    app, one = app_of(carla), visitor()
    one.post("/signin", email=carla.email)
    assert one.post(PAGE, code=app.now()).location == "/"


def test_the_app_opens_the_account_inside_a_frame(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """E1, B12: no text, no tab: the code is typed on the platform's own page."""
    app = app_of(alice)
    framed = visitor(**{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "iframe"})
    framed.follow(alice.login_link())
    framed.headers = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "iframe"}
    policy = framed.get(PAGE).headers["Content-Security-Policy"]
    assert "frame-ancestors https://acme.example" in policy
    entered = framed.post(PAGE, code=app.now())
    assert entered.location == "/"
    assert "Partitioned" in entered.headers["Set-Cookie"]


def test_an_app_confirms_a_change(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """C8: a fresh proof may be by the app."""
    app, one = app_of(alice), visitor()
    one.come_in(alice)
    clock.shift(600)
    assert one.get("/confirm?then=passkeys").location == "/verify"
    assert one.post(PAGE, code=app.now()).location == "/settings/passkeys"
    assert "Confirm it’s you" not in one.get("/settings/passkeys").text


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("path", ["", "/authenticator", "/recovery-code", "/passkey"])
def test_a_stranger_sees_what_a_seller_sees(
    visitor: NewVisitor, carla: Seller, clock: TimeMachineFixture, path: str
) -> None:
    """C6: the same bytes, before a try and after a wrong one, whether or not she has an app."""
    app_of(carla)
    pages = []
    for email in (carla.email, "nobody@example.com"):
        one = visitor()
        one.post("/signin", email=email)
        wrong_try = {"code": "123456" if path != "/recovery-code" else "0" * 24, "credential": "{}"}
        tried = one.post(f"/verify{path}", **wrong_try) if path else one.get("/verify")
        pages.append((one.get(f"/verify{path}").data, tried.status, tried.data))
    assert pages[0] == pages[1]
    assert b"Use your authenticator app" in pages[0][0] or path == "/authenticator"
