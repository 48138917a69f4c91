"""One e-mail address, several accounts: a choice after the code, and a way between them."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller, open_account
from tests.login.own_ways import app_of
from tests.login.visitor import SESSION, Visitor
from tests.outbox import Outbox

sqlite_only = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]


@pytest.fixture
def shops(carla: Seller, make_platform: Callable[..., Platform]) -> list[Seller]:
    """Carla's accounts on two platforms, with one phone."""
    person = {"first_name": "Carla", "last_name": "Elsewhere", "phone": carla.phone}
    other = open_account(make_platform("Bazaar"), "carla", livemode=True, individual=person)
    return [carla, other]


def prove(one: Visitor, outbox: Outbox, seller: Seller) -> str:
    """Come by e-mail and type the code; returns where that leads."""
    one.post("/signin", email=seller.email)
    one.ask()
    return str(one.enter(outbox.code(seller.phone)).location)


def test_the_code_leads_to_a_choice_and_the_choice_to_the_account(
    visitor: NewVisitor, shops: list[Seller], outbox: Outbox
) -> None:
    one = visitor()
    assert prove(one, outbox, shops[0]) == "/choose"
    assert len(outbox) == 1
    assert not one.is_in
    page = one.get("/choose").text
    assert "Acme" in page
    assert "Bazaar" in page
    assert one.post("/choose", account=shops[1].id).location == "/"
    assert "Carla Elsewhere" in one.get("/").text


def test_the_header_leads_from_one_account_to_the_other(
    visitor: NewVisitor, shops: list[Seller], outbox: Outbox
) -> None:
    """D2: the switch gives a new session id, and the old one is dead at once."""
    one = visitor()
    prove(one, outbox, shops[0])
    one.post("/choose", account=shops[1].id)
    before = one.token()
    assert before
    assert "Carla Example" in one.get("/").text
    assert one.post("/switch", account=shops[0].id).location == "/"
    assert 'class="who__seller">Carla Example' in one.get("/").text
    thief = visitor()
    thief.plant(before)
    assert not thief.is_in


def test_an_app_of_one_account_is_no_fresh_proof_for_the_other(
    visitor: NewVisitor, shops: list[Seller], outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """C8: only what both share, such as a code to their phone, is a fresh proof for both."""
    one, app = visitor(), app_of(shops[0])
    prove(one, outbox, shops[0])
    one.post("/choose", account=shops[0].id)
    one.post("/switch", account=shops[1].id)
    assert one.post("/phone", phone="").status_code == 422
    one.post("/switch", account=shops[0].id)
    clock.shift(301)
    one.get("/confirm?then=phone")
    confirmed = one.post("/verify/authenticator", code=app.at(datetime.now(UTC)))
    assert confirmed.location == "/settings/phone"
    assert one.post("/phone", phone="").status_code == 422
    one.post("/switch", account=shops[1].id)
    assert one.post("/phone", phone="").location == "/confirm?then=phone"


@sqlite_only
def test_no_other_account_can_be_chosen_or_switched_to(
    visitor: NewVisitor, shops: list[Seller], outbox: Outbox, open_seller: Callable[..., Seller]
) -> None:
    """F2: a foreign account is as unknown as none."""
    bob = open_seller("bob", livemode=True)
    one = visitor()
    prove(one, outbox, shops[0])
    foreign = one.post("/choose", account=bob.id)
    unknown = one.post("/choose", account="acct_none")
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.data == unknown.data
    one.post("/choose", account=shops[0].id)
    assert one.post("/switch", account=bob.id).status_code == 404
    assert one.post("/switch").status_code == 404


@sqlite_only
def test_a_choice_is_made_once(visitor: NewVisitor, shops: list[Seller], outbox: Outbox) -> None:
    one = visitor()
    prove(one, outbox, shops[0])
    copy = visitor()
    copy.plant(str(one.token("__Host-pending")), "__Host-pending")
    one.post("/choose", account=shops[0].id)
    assert copy.post("/choose", account=shops[1].id).status_code == 401
    assert copy.token(SESSION) is None


@sqlite_only
def test_nothing_is_chosen_before_the_code(visitor: NewVisitor, shops: list[Seller]) -> None:
    """A7: the link or address alone opens no list of accounts."""
    one = visitor()
    one.post("/signin", email=shops[0].email)
    assert one.get("/choose").location == "/verify"
    assert one.post("/choose", account=shops[0].id).status_code == 404


@sqlite_only
def test_two_phones_get_a_code_each_that_opens_its_own_accounts(
    visitor: NewVisitor, carla: Seller, make_platform: Callable[..., Platform], outbox: Outbox
) -> None:
    """A platform that writes another's e-mail into its account gets at nothing of hers."""
    mallory = open_account(make_platform("Evil"), "carla", livemode=True)
    assert (mallory.email, mallory.phone != carla.phone) == (carla.email, True)
    one, other = visitor(), visitor()
    one.post("/signin", email=carla.email)
    one.ask()
    assert one.enter(outbox.code(mallory.phone)).location == "/"
    assert "Evil" in one.get("/").text
    assert one.post("/switch", account=carla.id).status_code == 404
    other.post("/signin", email=carla.email)
    other.ask()
    assert other.enter(outbox.code(carla.phone)).location == "/"
    assert "Acme" in other.get("/").text


@sqlite_only
def test_a_link_opens_its_own_account_alone(visitor: NewVisitor, shops: list[Seller]) -> None:
    one = visitor()
    one.come_in(shops[0])
    assert one.post("/switch", account=shops[1].id).status_code == 404
    assert "switcher" not in one.get("/").text


@sqlite_only
def test_an_account_that_is_another_s_by_now_is_no_longer_reached(
    visitor: NewVisitor, shops: list[Seller], outbox: Outbox
) -> None:
    one = visitor()
    prove(one, outbox, shops[0])
    one.post("/choose", account=shops[0].id)
    api = shops[1].platform_api
    api.post(f"/v1/accounts/{shops[1].id}", email="someone.else@example.com")
    assert one.post("/switch", account=shops[1].id).status_code == 404


@sqlite_only
def test_what_is_proven_leads_on_to_the_choice_from_every_page(
    visitor: NewVisitor, shops: list[Seller], outbox: Outbox
) -> None:
    """Back, or a second tab, asks for no second code."""
    one = visitor()
    prove(one, outbox, shops[0])
    for page in ("/verify", "/verify/lost-phone", "/verify/recovery-code"):
        assert one.get(page).location == "/choose"
    assert one.post("/choose", account=shops[0].id).location == "/"


@sqlite_only
def test_an_address_texts_three_numbers_and_one_of_each_platform(
    visitor: NewVisitor, carla: Seller, make_platform: Callable[..., Platform], outbox: Outbox
) -> None:
    """C3: whoever writes an e-mail into many accounts makes no more texts by it."""
    open_account(carla.platform, "carla", livemode=True)
    for name in ("Bazaar", "Court", "Depot"):
        open_account(make_platform(name), "carla", livemode=True)
    one = visitor()
    one.post("/signin", email=carla.email)
    one.ask()
    assert len({message.to for message in outbox}) == len(outbox) == 3
