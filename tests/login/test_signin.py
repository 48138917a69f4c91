"""`/signin`: the owners of live accounts come by themselves, with their e-mail address."""

from collections.abc import Callable

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller, open_account
from tests.login.visitor import PENDING, Visitor
from tests.outbox import Outbox

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]


def test_a_live_account_s_owner_comes_in_by_e_mail(
    visitor: NewVisitor, carla: Seller, outbox: Outbox
) -> None:
    someone = visitor()
    begun = someone.post("/signin", email=f" {carla.email.upper()} ")
    assert (begun.status_code, begun.location) == (303, "/verify")
    assert not outbox
    someone.ask()
    assert someone.enter(outbox.code(carla.phone)).location == "/"
    assert "Carla" in someone.get("/").text


@sqlite_only
def test_everybody_reads_what_to_do_for_a_test_account(visitor: NewVisitor, alice: Seller) -> None:
    one = visitor()
    assert "For a test account, create a login link" in one.get("/signin").text
    one.post("/signin", email=alice.email)
    assert "For a test account, create a login link" in one.get("/verify").text
    assert "000000" not in one.get("/verify").text
    one.ask()
    assert one.enter("000000").status_code == 422


@sqlite_only
def test_an_address_with_a_live_and_a_test_account_leads_to_the_live_one(
    visitor: NewVisitor, acme: Platform, outbox: Outbox
) -> None:
    live = open_account(acme, "erin", livemode=True)
    test = open_account(acme, "erin")
    one = visitor()
    one.post("/signin", email=live.email)
    one.ask()
    assert not outbox.to(test.phone)
    assert one.enter(outbox.code(live.phone)).location == "/"


@pytest.mark.parametrize("email", ["", "  "])
def test_who_types_nothing_is_asked_again(visitor: NewVisitor, app: object, email: str) -> None:
    asked = visitor().post("/signin", email=email)
    assert asked.status_code == 422
    assert "Enter the e-mail address" in asked.text


NO_ADDRESSES = [
    *("nobody", "@", "a@b", "a@example", "a\0@example.com", "\0", "<script>@x", "' OR 1=1 --@x"),
    *("a@b.example\r\nSet-Cookie: x=1", "a b@c.example", "a@b.example, c@d.example"),
    *("\N{REPLACEMENT CHARACTER}@b.example", "a@" + "b" * 100_000 + ".example", "a@b..example"),
]


@pytest.mark.parametrize("email", NO_ADDRESSES)
def test_what_is_no_address_is_asked_for_again(
    visitor: NewVisitor, app: object, email: str
) -> None:
    """C6: by its form alone, which tells nothing of who is known."""
    one = visitor()
    asked = one.post("/signin", email=email)
    assert asked.status_code == 422
    assert "That is no e-mail address." in asked.text
    assert one.token(PENDING) is None


@pytest.mark.parametrize("junk", [b"%ED%A0%80@b.example", b"a%FF@b.example", b"a@b.example%0D%0Ax"])
def test_broken_letters_are_no_address(visitor: NewVisitor, app: object, junk: bytes) -> None:
    """Half a character, and bytes that are no UTF-8, never reach the database."""
    one = visitor()
    sent = one.browser.post(
        "/signin",
        data=b"email=" + junk,
        content_type="application/x-www-form-urlencoded",
        headers={**one.headers},
    )
    assert sent.status_code == 422
    assert one.token(PENDING) is None


def test_any_other_address_is_as_unknown_as_any(visitor: NewVisitor, app: object) -> None:
    assert visitor().post("/signin", email="ü@ü.example").location == "/verify"


@sqlite_only
def test_an_address_that_was_refused_is_written_back_as_text(
    visitor: NewVisitor, app: object
) -> None:
    page = visitor().post("/signin", email='"><script>alert(1)</script>').text
    assert "<script>alert" not in page


@sqlite_only
def test_one_place_cannot_begin_endless_sign_ins(
    visitor: NewVisitor, app: object, clock: TimeMachineFixture
) -> None:
    answers = [
        visitor().post("/signin", email=f"{number}@example.com").status_code for number in range(62)
    ]
    assert answers == [303] * 60 + [429] * 2
    elsewhere = visitor()
    elsewhere.browser.environ_base["REMOTE_ADDR"] = "203.0.113.9"
    assert elsewhere.post("/signin", email="x@example.com").status_code == 303
    forged = visitor(**{"X-Forwarded-For": "1.2.3.4", "X-Real-IP": "1.2.3.4"})
    assert forged.post("/signin", email="x@example.com").status_code == 429


@sqlite_only
def test_a_household_s_many_addresses_are_one_place(
    visitor: NewVisitor, app: object, clock: TimeMachineFixture
) -> None:
    def begin(address: str) -> int:
        someone = visitor()
        someone.browser.environ_base["REMOTE_ADDR"] = address
        return someone.post("/signin", email="x@example.com").status_code

    answers = [begin(f"2001:db8:0:1:{number:x}::1") for number in range(1, 62)]
    assert answers == [303] * 60 + [429]
    others = ("2001:db8:0:2::1", "::ffff:198.51.100.1", "fe80::1%eth0", "", "unix:")
    assert [begin(address) for address in others] == [303] * 5
    assert [begin("::ffff:198.51.100.2") for _ in range(61)][-2:] == [303, 429]
    assert begin("::ffff:198.51.100.1") == 303
