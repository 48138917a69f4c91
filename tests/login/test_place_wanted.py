"""Who wanted to be somewhere is led there by whatever way she proves herself."""

from collections.abc import Callable
from urllib.parse import quote, urlsplit

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller, open_account
from tests.login.renewal import NEW, prove_by_mail
from tests.login.visitor import SESSION, Visitor
from tests.outbox import Outbox
from tests.test_card_numbers import CARDS

pytestmark = pytest.mark.engine("sqlite")
NewVisitor = Callable[..., Visitor]
FILTERED = "/activity?type=charge&from=2031-01-01"


def wanting(seller: Seller, place: str, **more: str) -> str:
    """A fresh link with the place in its address."""
    said = "&".join(f"{name}={quote(value, safe='')}" for name, value in more.items())
    return f"{urlsplit(seller.login_link()).path}?place={quote(place, safe='')}&{said}"


def test_the_link_says_where_to_go_on(visitor: NewVisitor, carla: Seller, outbox: Outbox) -> None:
    """E14: filters and all."""
    someone = visitor()
    someone.get(wanting(carla, FILTERED))
    someone.ask()
    assert someone.enter(outbox.code(carla.phone)).location == FILTERED


@pytest.mark.parametrize("form", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_a_link_that_leads_elsewhere_leads_home(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, form: str
) -> None:
    """E14: as do forms that say so."""
    someone = visitor()
    someone.get(wanting(carla, form))
    someone.post("/verify/send", place=form)
    assert someone.post("/verify", code=outbox.code(carla.phone), place=form).location == "/"


@pytest.mark.parametrize("written", [CARDS[0], "4242+4242+4242+4242", "4242%204242%204242%204242"])
def test_no_place_that_holds_a_card_number_is_kept(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, written: str
) -> None:
    """J5: the overview it is."""
    someone = visitor()
    someone.get(wanting(carla, f"/activity?q={written}"))
    someone.ask()
    assert someone.enter(outbox.code(carla.phone)).location == "/"


def test_no_new_address_holds_a_card_number(inside: Visitor) -> None:
    """J5: an e-mail address is kept, too."""
    refused = inside.post("/email", email=f"{CARDS[0]}@example.com")
    assert refused.status_code == 422
    assert "looks like a card number" in refused.text


def test_a_form_says_where_to_go_on(visitor: NewVisitor, carla: Seller, outbox: Outbox) -> None:
    """What stands behind `#` reaches no server: a script puts it into the forms."""
    someone = visitor()
    someone.follow(carla.login_link())
    someone.post("/verify/send", place="#/account")
    assert someone.enter(outbox.code(carla.phone)).location == "/settings"


def test_who_comes_alone_says_it_too(visitor: NewVisitor, carla: Seller, outbox: Outbox) -> None:
    someone = visitor()
    someone.post("/signin", email=carla.email, place="#/payouts")
    someone.ask()
    assert someone.enter(outbox.code(carla.phone)).location == "/payouts"


def test_a_new_number_leads_on_to_it(visitor: NewVisitor, carla: Seller, outbox: Outbox) -> None:
    someone = visitor()
    someone.get(wanting(carla, "/payouts"))
    prove_by_mail(someone, carla, outbox)
    someone.post("/verify/phone", phone=NEW)
    assert someone.enter(outbox.code(NEW)).location == "/payouts"


def test_who_is_in_goes_straight_on(inside: Visitor, carla: Seller) -> None:
    """E3: a frame that opens once more needs no code, and the link stays unspent."""
    link = wanting(carla, FILTERED)
    before = inside.token()
    for _ in range(2):
        assert inside.get(link).location == FILTERED
    assert inside.get(wanting(carla, "//evil.example")).location == "/"
    assert inside.token() == before
    plain = link.partition("?")[0]
    assert inside.get(plain).location == "/verify"  # without a place, as ever


def test_who_is_in_goes_straight_on_by_a_link_that_is_spent(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, clock: TimeMachineFixture
) -> None:
    """E3: her page is open anyway; nobody else gets in by it."""
    someone = visitor()
    link = wanting(carla, "/payouts")
    someone.get(link)
    someone.ask()
    someone.enter(outbox.code(carla.phone))
    assert someone.get(link).location == "/payouts"
    assert visitor().get(link).status_code == 410
    clock.shift(16 * 60)
    assert someone.get(link).status_code == 410


def test_another_account_s_link_asks_for_a_code(
    inside: Visitor, alice: Seller, mallory: Seller
) -> None:
    """E2: what one session shows is one account's."""
    for seller in (alice, mallory):
        assert inside.get(wanting(seller, "/payouts")).location.startswith("/verify")


def test_a_dead_session_goes_nowhere_straight(
    visitor: NewVisitor, inside: Visitor, carla: Seller
) -> None:
    dead = inside.token()
    inside.post("/signout")
    inside.plant(dead or "", SESSION)
    assert inside.get(wanting(carla, "/payouts")).location.startswith("/verify")


def test_the_page_around_says_in_which_language(
    visitor: NewVisitor, carla: Seller, outbox: Outbox
) -> None:
    """On every step, and inside; the account's own stays as it is."""
    someone = visitor(**{"Accept-Language": "fr"})
    link = wanting(carla, "/settings", language="de-AT")
    someone.get(link)
    assert 'lang="de"' in someone.get("/verify").text
    someone.ask()
    assert someone.enter(outbox.code(carla.phone)).location == "/settings"
    assert 'lang="de"' in someone.get("/").text
    assert someone.get(wanting(carla, "/", language="es")).location == "/"
    assert 'lang="es"' in someone.get("/").text
    other = visitor(**{"Accept-Language": "fr"})
    other.come_in(carla)
    assert 'lang="fr"' in other.get("/").text


def test_a_language_that_she_chooses_herself_counts_more(
    visitor: NewVisitor, carla: Seller, outbox: Outbox
) -> None:
    someone = visitor()
    someone.get(wanting(carla, "/", language="de"))
    someone.ask()
    someone.enter(outbox.code(carla.phone))
    someone.post("/settings/language", language="ja")
    assert 'lang="ja"' in someone.get("/").text


@pytest.mark.parametrize("language", ["xx", "", "x" * 5_000, "de\0", "<b>", "../../de"])
def test_a_language_that_we_do_not_speak_changes_nothing(
    visitor: NewVisitor, carla: Seller, language: str
) -> None:
    someone = visitor()
    assert someone.get(wanting(carla, "/", language=language)).status_code == 302
    assert 'lang="en"' in someone.get("/verify").text


def test_two_proofs_lead_on_to_it(
    visitor: NewVisitor, strict: Platform, carla: Seller, outbox: Outbox
) -> None:
    someone = visitor()
    someone.post("/signin", email=carla.email, place="/payouts")
    someone.ask()
    someone.enter(outbox.code(carla.phone))
    someone.post("/verify/send", way="email")
    code = outbox.to(carla.email)[-1].body.split()[0]
    assert someone.enter(code).location == "/payouts"


def test_a_choice_of_accounts_leads_on_to_it(
    visitor: NewVisitor,
    carla: Seller,
    outbox: Outbox,
    make_platform: Callable[..., Platform],
) -> None:
    person = {"first_name": "Carla", "phone": carla.phone}
    open_account(make_platform("Bazaar"), "carla", livemode=True, individual=person)
    someone = visitor()
    someone.post("/signin", email=carla.email, place="/payouts")
    someone.ask()
    assert someone.enter(outbox.code(carla.phone)).location == "/choose"
    assert someone.post("/choose", account=carla.id).location == "/payouts"
