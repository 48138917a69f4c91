"""Leaving half-way: what was begun is over, in this browser and for whoever copied its cookie."""

from collections.abc import Callable

import pytest

from tests.cast import Platform, Seller
from tests.login.test_cookies import FRAME, FRAMED, GONE, TOP_LEVEL, attributes
from tests.login.two_proofs import ask_mail, by_text, copied
from tests.login.visitor import PENDING, SESSION, Visitor
from tests.outbox import Outbox

NewVisitor = Callable[..., Visitor]
sqlite_only = pytest.mark.engine("sqlite")


@pytest.mark.parametrize(("headers", "jar"), [({}, TOP_LEVEL), (FRAME, FRAMED)])
def test_who_leaves_half_way_has_left(
    visitor: NewVisitor,
    carla: Seller,
    outbox: Outbox,
    headers: dict[str, str],
    jar: set[str],
) -> None:
    """A7, D5, D6: the pending sign-in is over, and its cookie goes from the jar that it is in."""
    someone = visitor()
    someone.follow(carla.login_link(), **headers)
    someone.ask()
    thief = copied(someone, visitor())
    out = someone.post("/signout")
    assert out.status_code == 200
    assert "signed out" in out.text
    assert attributes(out)[PENDING] == jar | GONE
    assert someone.token(PENDING) is None
    for one in (someone, thief):
        assert one.get("/verify").status_code == 401
        assert one.enter(outbox.code(carla.phone)).status_code == 401
        assert one.token(SESSION) is None


@sqlite_only
def test_the_goodbye_of_who_leaves_half_way_is_seen_in_its_frame(
    visitor: NewVisitor, carla: Seller
) -> None:
    """E4: its own platform may frame it, as it could the page that it leaves."""
    someone = visitor(**{"Sec-Fetch-Dest": "iframe"})
    someone.follow(carla.login_link(), **FRAME)
    policy = someone.post("/signout").headers["Content-Security-Policy"]
    assert "frame-ancestors https://acme.example;" in f"{policy};"


@sqlite_only
def test_who_came_by_an_e_mail_address_leaves_as_well(
    visitor: NewVisitor, carla: Seller, outbox: Outbox
) -> None:
    """D5: the same door, whether or not anybody has the address."""
    for email in (carla.email, "nobody@example.com"):
        someone = visitor()
        someone.post("/signin", email=email)
        someone.ask()
        thief = copied(someone, visitor())
        assert attributes(someone.post("/signout"))[PENDING] == TOP_LEVEL | GONE
        assert thief.get("/verify").status_code == 401
    assert outbox.code(carla.phone)
    assert thief.enter(outbox.code(carla.phone)).status_code == 401


@sqlite_only
def test_who_leaves_between_two_proofs_is_not_half_in(
    visitor: NewVisitor, carla: Seller, strict: Platform, outbox: Outbox
) -> None:
    """A7: what the first proof was worth is gone."""
    someone = visitor()
    by_text(someone, carla, outbox)
    code = ask_mail(someone, carla, outbox)
    thief = copied(someone, visitor())
    someone.post("/signout")
    assert thief.enter(code).status_code == 401
    assert not thief.is_in


@sqlite_only
def test_a_session_and_what_was_begun_beside_it_end_together(
    visitor: NewVisitor, alice: Seller
) -> None:
    """D5: a second link that she had opened here leads in no more."""
    someone = visitor()
    someone.come_in(alice)
    someone.follow(alice.login_link())
    someone.ask()
    thief = copied(someone, visitor())
    gone = attributes(someone.post("/signout"))
    assert gone == {SESSION: TOP_LEVEL | GONE, PENDING: TOP_LEVEL | GONE}
    assert thief.enter("000000").status_code == 401
    assert not thief.is_in


@sqlite_only
def test_leaving_twice_or_with_junk_does_no_harm(visitor: NewVisitor, alice: Seller) -> None:
    someone = visitor()
    someone.follow(alice.login_link())
    begun = someone.token(PENDING)
    someone.post("/signout")
    for token in (begun, "junk"):
        assert token
        someone.plant(token, PENDING)
        out = someone.post("/signout")
        assert out.status_code == 200
        assert someone.token(PENDING) is None
    assert len([line for line in out.headers.getlist("Set-Cookie") if PENDING in line]) == 2
