"""Sellers read the whole way in their language: pages, refusals, texts, mails and notices."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Platform, Seller, open_account
from tests.dashboard.elements import elements
from tests.login.visitor import Visitor
from tests.outbox import Outbox
from webapp import clock
from webapp.access.factors.proof import TRIES_LEFT
from webapp.accounts.account import Account
from webapp.errors import AppError
from webapp.languages import LANGUAGES
from webapp.money import Money
from webapp.reading import in_language
from webapp.sentences import sentence

pytestmark = pytest.mark.engine("sqlite")
SignIn = Callable[[Seller], FlaskClient]
GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVW"
    "XYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
OVERVIEW = {
    "en": "Overview",
    "de": "Übersicht",
    "es": "Resumen",
    "fr": "Aperçu",
    "pt_BR": "Resumo",
    "ja": "概要",
    "ar": "نظرة عامة",
}


def parts(text: str) -> int:
    """How many text messages a text is paid as: 160 letters, or 70 of a larger alphabet."""
    alone, each = (160, 153) if set(text) <= GSM_7 else (70, 67)
    return 1 if len(text) <= alone else -(-len(text) // each)


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_the_pages_speak_the_seller_s_language(sign_in: SignIn, alice: Seller, code: str) -> None:
    browser = sign_in(alice)
    Account.get_by_id(alice.id).change(language=code)
    page = browser.get("/")
    links = [link.text.strip() for link in elements(page.text, "a") if "aria-current" in link]
    assert OVERVIEW[code] in links
    (html,) = elements(page.text, "html")
    assert (html["lang"], html["dir"]) == (LANGUAGES[code].tag, LANGUAGES[code].direction)


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_a_text_with_a_code_is_in_the_account_s_language_and_short(
    client: FlaskClient, alice: Seller, outbox: Outbox, code: str
) -> None:
    """B15: its last line binds it to our host in every language."""
    Account.get_by_id(alice.id).change(language=code)
    someone = Visitor(client, outbox, {"Sec-Fetch-Site": "same-origin"})
    digits = someone.come_to_the_code(alice)
    body = outbox.to(alice.phone)[-1].body
    assert body.splitlines()[-1] == f"@localhost #{digits}"
    assert body.startswith(digits)
    assert "Acme" in body
    assert ("never ask" in body) == (code == "en")
    assert parts(body.replace("Acme", "Marketplace Berlin").replace("localhost", "l" * 30)) <= 2


def test_who_has_chosen_nothing_gets_texts_in_english_and_pages_as_her_browser_asks(
    client: FlaskClient, alice: Seller, outbox: Outbox
) -> None:
    headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "de"}
    someone = Visitor(client, outbox, headers)
    someone.come_to_the_code(alice)
    assert "never ask" in outbox.to(alice.phone)[-1].body
    page = someone.get("/verify").text
    assert "Code eingeben" in page
    assert "Dieser Code stimmt nicht." in someone.enter("123123").text


def test_a_refusal_is_told_in_the_reader_s_language_with_her_words_for_time(
    client: FlaskClient, alice: Seller, outbox: Outbox
) -> None:
    headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "ar"}
    someone = Visitor(client, outbox, headers)
    someone.come_to_the_code(alice)
    assert re.search(r"يمكنك طلب رمز آخر خلال \d+ ثانية", someone.ask().text)
    assert "لا شيء هنا يمكنك رؤيته" in someone.get("/nothing").text


def test_a_line_is_said_in_each_reader_s_language_though_rows_are_kept(
    sign_in: SignIn, acme: Platform
) -> None:
    carla = open_account(acme, "carla")
    carla.api.post("/v1/balance_transactions", type="charge", amount=123_450, currency="eur")
    browser = sign_in(carla)
    asks = {"HX-Request": "true"}
    for accept, words in [
        ("en", ("Payment from Acme", "€1,234.50")),
        ("de", ("Zahlung von Acme", "1.234,50\u00a0€")),
        ("ja", ("Acme からの支払い", "€1,234.50")),
        ("en", ("Payment from Acme", "€1,234.50")),
    ]:
        rows = browser.get("/activity", headers=asks | {"Accept-Language": accept}).text
        assert all(word in rows for word in words), accept


def test_programs_read_english_whatever_they_accept(acme: Platform) -> None:
    sent = {"Authorization": f"Bearer {acme.test_key}", "Accept-Language": "de"}
    answer = acme.client.get("/v1/charges/ch_nothing", headers=sent)
    assert answer.json["error"]["message"].startswith("No such charge")
    refused = acme.client.get("/v1/balance", headers={"Accept-Language": "de"})
    assert refused.json["error"]["message"].startswith("You did not provide an API key")


def test_a_notice_is_in_the_account_s_language_not_in_that_of_who_caused_it(
    alice: Seller, outbox: Outbox
) -> None:
    Account.get_by_id(alice.id).change(language="es")
    alice.api.post(f"/v1/accounts/{alice.id}", email="another@alice.example")
    told = [message.body for message in outbox if message.to == alice.email]
    assert any("correo electrónico de tu cuenta" in body for body in told), told


def test_files_in_arabic_have_plain_figures_and_no_marks(sign_in: SignIn, alice: Seller) -> None:
    alice.api.post("/v1/balance_transactions", type="charge", amount=-123_450, currency="eur")
    browser = sign_in(alice)
    Account.get_by_id(alice.id).change(language="ar")
    month = clock.utc_date(clock.now()).strftime("%Y-%m")
    for path in ("/activity.csv", f"/statements/{month}.csv"):
        answer = browser.get(path)
        assert answer.status_code == 200
        assert "-1234.50" in answer.text
        assert not set(answer.text) & set("\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
        assert not {sign for sign in answer.text if sign.isdigit()} - set("0123456789")


def test_an_error_writes_its_values_as_its_reader_does_and_counts_by_her_grammar(
    app: Flask,
) -> None:
    short = AppError(
        "You have %(available)s available, which is less than %(amount)s. "
        "Try a smaller amount, or wait until pending money becomes available.",
        available=Money(123_450, "eur"),
        amount=Money(200_000, "eur"),
    )
    assert str(short).startswith("You have 1234.50 EUR available, which is less than 2000.00 EUR.")
    wrong = [AppError(TRIES_LEFT, num=number) for number in (1, 2, 3)]
    assert [str(error)[-12:] for error in wrong] == [" 1 try left.", " tries left.", " tries left."]
    with app.app_context(), in_language("de"):
        assert "Sie haben 1.234,50\u00a0€ verfügbar, weniger als 2.000,00\u00a0€." in sentence(
            short
        )
        assert sentence(wrong[0]).endswith("noch 1 Versuch.")
    with app.app_context(), in_language("ar"):
        told = [sentence(error) for error in wrong]
    assert "محاولة واحدة" in told[0]
    assert "محاولتان" in told[1]
    assert "3 محاولات" in told[2]
