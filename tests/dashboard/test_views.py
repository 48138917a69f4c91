"""Saved views: a filter under a name of the seller's own; hers alone, at most twenty."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.dashboard.elements import elements, lines, links_to
from tests.dashboard.test_descriptions import HOSTILE
from tests.test_card_numbers import CARDS
from webapp.accounts.saved_view import NAME_MAX, VIEWS_MAX
from webapp.unseen import seen

sqlite_only = pytest.mark.engine("sqlite")
Sell = Callable[..., list[dict[str, Any]]]
SignIn = Callable[[Seller], FlaskClient]


def save(browser: FlaskClient, name: str, query: str) -> str:
    """Save a view; where that leads."""
    answer = browser.post("/views", data={"name": name, "query": query})
    assert answer.status_code == 303
    return str(answer.location)


def chips(page: str) -> dict[str, str]:
    """The saved views over the feed, by name."""
    return {a.text.strip(): a["href"] for a in links_to(page, "/activity?view=")}


def test_a_view_is_kept_renamed_and_forgotten(
    alices: FlaskClient, alice: Seller, sell: Sell
) -> None:
    now = int(time.time())
    sell(alice, 3, until=now - 60)
    sell(alice, 2, until=now - 60, type="payment_refund")
    url = save(alices, "  Refunds   this year ", "type=refunds&when=this_year&type=bogus&x=y")
    page = alices.get(url).text
    assert len(lines(page)) == 2
    assert chips(page) == {"Refunds this year": url}
    assert links_to(page, url)[0]["aria-current"] == "true"
    assert len(lines(alices.get(f"{url}&type=payments").text)) == 3
    id_ = url.partition("=")[2]
    assert alices.post(f"/views/{id_}/rename", data={"name": "Back"}).status_code == 303
    assert chips(alices.get("/activity").text) == {"Back": url}
    assert alices.post(f"/views/{id_}/delete").status_code == 303
    assert not chips(alices.get("/activity").text)
    assert "no longer there" in alices.get(url).text


def test_a_view_is_its_seller_s_alone(sign_in: SignIn, alices: FlaskClient, bob: Seller) -> None:
    url = save(alices, "Mine", "type=refunds")
    other, id_ = sign_in(bob), url.partition("=")[2]
    assert "no longer there" in other.get(url).text
    assert not chips(other.get("/activity").text)
    for act in ("rename", "delete"):
        refused = other.post(f"/views/{id_}/{act}", data={"name": "x"})
        assert refused.status_code == 404
    assert "Mine" in chips(alices.get("/activity").text)


@sqlite_only
def test_twenty_views_fit_and_each_has_a_name(alices: FlaskClient) -> None:
    for number in range(VIEWS_MAX):
        save(alices, f"View {number}", f"q=order+{number}")
    for name, sentence in (("One more", "20 saved views"), ("", "name"), ("x" * 61, "name")):
        refused = alices.post("/views", data={"name": name, "query": "q=cake"})
        assert refused.status_code == 422
        assert sentence in refused.text
    assert len(chips(alices.get("/activity").text)) == VIEWS_MAX


def test_a_filter_longer_than_fits_is_refused_in_words(alices: FlaskClient) -> None:
    query = f"q={'𠀀' * 200}&min=1"
    refused = alices.post("/views", data={"name": "Long", "query": query})
    assert refused.status_code == 422
    assert "too long to be kept" in refused.text


@sqlite_only
@sqlite_only
@pytest.mark.parametrize("written", [CARDS[0], "4242.4242.4242.4242", "4242\u00a04242/4242_4242"])
def test_no_view_holds_a_card_number(alices: FlaskClient, written: str) -> None:
    """J5: neither as its name nor among the words that it looks for."""
    url = save(alices, "Mine", "type=refunds")
    rename = f"/views/{url.partition('=')[2]}/rename"
    words = urlencode({"q": written})
    for place, form in (
        ("/views", {"name": f"paid by {written}", "query": ""}),
        ("/views", {"name": "Theirs", "query": words}),
        (rename, {"name": written}),
    ):
        refused = alices.post(place, data=form)
        assert refused.status_code == 400
        assert "looks like a card number" in refused.text
    assert chips(alices.get("/activity").text) == {"Mine": url}


def test_no_name_and_no_word_does_anything(alices: FlaskClient, alice: Seller, sell: Sell) -> None:
    sell(alice, 1, until=1_770_000_000, description="</title><script>alert(1)</script> kite")
    for words in HOSTILE:
        name = words[:NAME_MAX]
        url = save(alices, name, f"q={words}")
        id_ = url.partition("=")[2]
        for path in (url, "/views"):
            page = alices.get(path, query_string=None).text
            assert "<script>alert" not in page
            assert "<img src=x" not in page
            assert not elements(page, "a", hx_get="/signout")
            shown = [bdi.text for bdi in elements(page, "bdi")]
            assert " ".join(seen(name).split()) in shown
        page = alices.get("/activity", query_string={"q": words, "type": words}).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert len(page) < 60_000
        alices.post(f"/views/{id_}/delete")
