"""In by a recovery code: once, and with a word on how many are left."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.login.own_ways import allow_only, codes_of, posted_at_once
from tests.login.visitor import Visitor
from tests.noted import noted
from tests.outbox import Outbox

NewVisitor = Callable[..., Visitor]
PAGE = "/verify/recovery-code"


def come(one: Visitor, seller: Seller) -> Visitor:
    one.follow(seller.login_link())
    return one


def enter(one: Visitor, code: str) -> int:
    return one.post(PAGE, code=code).status_code


def test_a_code_opens_the_account_once(visitor: NewVisitor, alice: Seller, outbox: Outbox) -> None:
    """C11: then she reads how many are left, and the code is used up for everybody."""
    codes, one = codes_of(alice), come(visitor(), alice)
    assert PAGE in one.get("/verify").text
    entered = one.post(PAGE, code=codes[0].lower().replace("-", " "))
    assert (entered.status_code, entered.location) == (303, "/settings/recovery-codes")
    page = one.get("/settings/recovery-codes").text
    assert "You signed in with a recovery code" in page
    assert "9 of your codes are left" in page
    (news,) = outbox
    assert news.to == alice.email
    assert "A recovery code was used to sign in to your account at Acme" in news.body
    assert enter(come(visitor(), alice), codes[0]) == 422


def test_the_way_leads_on_to_where_she_wanted_to_be(visitor: NewVisitor, alice: Seller) -> None:
    """The word on what is left comes first; it leads to pages of ours alone."""
    codes, one = codes_of(alice), visitor()
    one.get(f"{urlsplit(alice.login_link()).path}?place=/activity%3Ftype%3Dcharge")
    entered = one.post(PAGE, code=codes[0])
    assert '<a href="/activity?type=charge">Continue</a>' in one.get(entered.location).text
    elsewhere = one.get("/settings/recovery-codes?place=//evil.example").text
    assert "evil.example" not in elsewhere
    assert '<a href="/">Go on to your overview</a>' in elsewhere


def test_of_five_sign_ins_with_one_code_one_gets_in(visitor: NewVisitor, alice: Seller) -> None:
    """C11: each with a link of its own, all at once."""
    code = codes_of(alice)[0]
    crowd = [come(visitor(), alice) for _ in range(5)]
    statuses = posted_at_once([partial(enter, each, code) for each in crowd])
    assert statuses.count(303) == 1
    assert sum(each.is_in for each in crowd) == 1


def test_guessing_is_throttled(visitor: NewVisitor, alice: Seller) -> None:
    """C11: five wrong ones close the sign-in; five minutes long no other is looked at."""
    codes, one = codes_of(alice), come(visitor(), alice)
    assert [enter(one, f"{n:024}") for n in range(5)] == [422] * 4 + [429]
    fresh = come(visitor(), alice)
    assert enter(fresh, codes[0]) == 429
    assert fresh.ask().status_code == 303


def test_anothers_codes_open_nothing(visitor: NewVisitor, alice: Seller, bob: Seller) -> None:
    """B4: nor do codes of a set that was replaced."""
    theirs, old = codes_of(bob), codes_of(alice)
    codes_of(alice)
    one = come(visitor(), alice)
    assert enter(one, theirs[0]) == enter(one, old[0]) == 422


def test_what_is_no_code_costs_no_try(visitor: NewVisitor, alice: Seller) -> None:
    codes, one = codes_of(alice), come(visitor(), alice)
    for typed in ("", "123", codes[0] + "0", "\0" * 24 + "x", "ß" * 24):
        answer = one.post(PAGE, code=typed)
        assert answer.status_code == 422
        assert "twenty-four" in answer.text
    assert enter(one, codes[0]) == 303


def test_what_the_platform_takes_away_is_refused_at_once(
    visitor: NewVisitor, carla: Seller
) -> None:
    """C11: by link and by e-mail."""
    codes, one = codes_of(carla), visitor()
    one.post("/signin", email=carla.email)
    allow_only(carla, "sms")
    assert enter(come(visitor(), carla), codes[0]) == 404
    assert enter(one, codes[1]) == 422
    assert not one.is_in


def test_a_code_that_is_used_holds_payouts_for_a_day(
    visitor: NewVisitor,
    alice: Seller,
    bob: Seller,
    outbox: Outbox,
    cli: Callable[..., str],
    clock: TimeMachineFixture,
) -> None:
    """C12: to sign in by paper is a recovery; a wrong code holds nothing, and nobody else's."""
    codes, one = codes_of(alice), come(visitor(), alice)
    enter(one, "0" * 24)
    assert not noted(cli, "hold.placed")
    assert enter(one, codes[0]) == 303
    (row,) = noted(cli, "hold.placed")
    assert (row["account_id"], row["actor"]) == (alice.id, "system")
    until = "Until 2031-03-05 09:30 UTC nobody can change where you are paid"
    assert until in outbox.to(alice.email)[-1].body
    assert "nobody can change where you are paid" in one.get("/settings/recovery-codes").text
    payout = {"amount": 1, "currency": "eur"}
    refused = alice.api.request("POST", "/v1/payouts", **payout).json["error"]
    assert refused["code"] == "payouts_not_allowed"
    assert "a recovery code was used" in refused["message"]
    elsewhere = bob.api.request("POST", "/v1/payouts", **payout).json["error"]
    assert elsewhere["code"] == "balance_insufficient"
    clock.shift(24 * 3_600)
    later = alice.api.request("POST", "/v1/payouts", **payout).json["error"]
    assert later["code"] == "balance_insufficient"
