"""How much of the news a seller gets in a day, and in which words."""

from collections.abc import Callable

from tests.cast import Seller
from tests.news.people import mails, mark, wants
from tests.outbox import Outbox
from webapp.accounts import notification
from webapp.accounts.account import Account
from webapp.accounts.factor import EMAIL, SMS
from webapp.accounts.notification import PAYOUTS_HELD


def test_texts_are_capped(alice: Seller, outbox: Outbox, payout: Callable[[int], str]) -> None:
    """I2: news take a share of a number, the dial code, the platform and the day."""
    wants(alice, payout_paid=SMS)
    for _ in range(8):
        mark(alice, payout(5_000), "paid")
    assert len(outbox.to(alice.phone)) == 5


def test_payouts_do_not_use_up_the_warnings_of_strangers(
    alice: Seller, outbox: Outbox, payout: Callable[[int], str]
) -> None:
    """J2: a sign-in on a new device is told, however many payouts were told that day."""
    wants(alice, payout_paid=SMS, new_sign_in=SMS)
    for _ in range(6):
        mark(alice, payout(5_000), "paid")
    notification.note(alice.id, notification.NEW_SIGN_IN, "session", agent="")
    alice.api.post("/v1/charges", amount=100, currency="eur", source="tok_bypassPending")
    texts = [text.body for text in outbox.to(alice.phone)]
    assert len(texts) == 6
    assert "did not know" in texts[-1]


def test_mails_are_capped(alice: Seller, outbox: Outbox) -> None:
    for number in range(25):
        notification.note(alice.id, PAYOUTS_HELD, f"hold{number}")
    alice.api.post("/v1/charges", amount=100, currency="eur", source="tok_bypassPending")
    assert len(mails(outbox, alice)) <= 20


def test_news_are_in_the_sellers_language_and_amounts_as_it_writes_them(
    alice: Seller, outbox: Outbox, payout: Callable[[int], str]
) -> None:
    wants(alice, payout_paid=EMAIL)
    Account.update(language="de").where(Account.id == alice.id).execute()
    mark(alice, payout(123_450), "paid")
    (body,) = mails(outbox, alice)
    assert "1.234,50\xa0€" in body
