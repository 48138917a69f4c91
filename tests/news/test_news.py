"""What sellers are told of: by their way, in their language, once, and behind the answer."""

from collections.abc import Callable

from flask import Flask
from time_machine import TimeMachineFixture

from tests.cast import Seller
from tests.news.people import mails, mark, wants
from tests.outbox import Outbox
from webapp.accounts import notification
from webapp.accounts.account import Account
from webapp.accounts.factor import EMAIL, SMS
from webapp.accounts.notification import NO_WAY, PAYOUT_FAILED, PAYOUTS_HELD, News
from webapp.sms import sender

Cli = Callable[..., str]


def test_a_payout_that_fails_is_told_by_mail_unasked(
    alice: Seller, outbox: Outbox, payout: Callable[[int], str]
) -> None:
    mark(alice, payout(123_450), "failed", failure_code="account_closed")
    (body,) = mails(outbox, alice)
    assert "Acme" in body
    assert "€1,234.50" in body
    assert "ending in 6789" in body
    assert "http://localhost/settings/notifications" in body
    assert "po_" not in body
    assert not outbox.to(alice.phone)


def test_a_payout_that_arrives_is_told_to_who_wants_to_know(
    alice: Seller, outbox: Outbox, payout: Callable[[int], str]
) -> None:
    mark(alice, payout(5_000), "paid")
    assert len(outbox) == 0
    wants(alice, payout_paid=SMS)
    mark(alice, payout(7_000), "paid")
    (text,) = outbox.to(alice.phone)
    assert "€70.00" in text.body
    assert "http" not in text.body
    assert mails(outbox, alice) == []


def test_nobody_is_told_what_they_do_not_want_to_hear(
    alice: Seller, outbox: Outbox, payout: Callable[[int], str]
) -> None:
    wants(alice, payout_failed=NO_WAY)
    mark(alice, payout(5_000), "failed")
    assert len(outbox) == 0
    assert not News.select().exists()


def test_a_payout_is_told_once_however_often_it_is_marked(
    alice: Seller, outbox: Outbox, payout: Callable[[int], str]
) -> None:
    """A platform that sends its marks again, with a key or without, tells nobody again."""
    path = f"/v1/payouts/{payout(5_000)}/mark"
    headers = {
        "Authorization": f"Bearer {alice.api.key}",
        "Stripe-Account": alice.id,
        "Idempotency-Key": "mark-1",
    }
    for _ in range(3):
        marked = alice.api.client.post(path, data={"status": "failed"}, headers=headers)
        assert marked.status_code == 200
    mark(alice, path.split("/")[3], "failed")
    assert len(mails(outbox, alice)) == 1


def test_arrived_and_then_failed_are_two_things_to_tell(
    alice: Seller, outbox: Outbox, payout: Callable[[int], str]
) -> None:
    wants(alice, payout_paid=EMAIL)
    made = payout(5_000)
    mark(alice, made, "paid")
    mark(alice, made, "failed")
    arrived, failed = mails(outbox, alice)
    assert "have arrived" in arrived
    assert "did not arrive" in failed


def test_what_did_not_happen_is_not_told(
    alice: Seller, outbox: Outbox, payout: Callable[[int], str]
) -> None:
    made = payout(5_000)
    mark(alice, made, "failed")
    refused = alice.api.request("POST", f"/v1/payouts/{made}/mark", status="paid")
    assert refused.status_code == 400
    assert len(outbox) == 1


def test_a_mail_that_does_not_go_out_costs_the_platform_nothing(
    app: Flask, alice: Seller, payout: Callable[[int], str]
) -> None:
    made = payout(5_000)
    app.extensions["mail"] = sender("https://127.0.0.1:1/nobody", "mail")
    assert mark(alice, made, "failed")["status"] == "failed"


def test_payouts_that_are_held_are_told_once(alice: Seller, outbox: Outbox) -> None:
    """A hold that the platform writes anew each night is one hold; the next is another."""
    path, hold = f"/v1/accounts/{alice.id}", {"reason": "review", "acts": "platform"}
    for fields in (hold, hold, hold | {"message": "We look at your last orders."}):
        alice.platform_api.post(path, settings={"payouts": {"hold": fields}})
    (body,) = mails(outbox, alice)
    assert "your payouts wait for now" in body
    alice.platform_api.post(path, settings={"payouts": {"hold": ""}})
    alice.platform_api.post(path, settings={"payouts": {"hold": hold}})
    assert len(mails(outbox, alice)) == 2


def test_news_of_a_process_that_died_go_out_with_the_next_run_of_payouts(
    cli: Cli, alice: Seller, bob: Seller, outbox: Outbox, payout: Callable[[int], str]
) -> None:
    """The command line tells, too: what the API's process had no time for, once."""
    notification.note(alice.id, PAYOUT_FAILED, payout(5_000))
    notification.note(bob.id, PAYOUTS_HELD, "hold")
    notification.noted_here()
    assert len(outbox) == 0
    for _ in range(2):
        cli("payouts", "run")
    assert len(mails(outbox, alice)) == len(mails(outbox, bob)) == 1
    assert not News.select().exists()


def test_old_news_are_no_news(
    cli: Cli, alice: Seller, outbox: Outbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2031-03-04T09:30:00+00:00", tick=False)
    notification.note(alice.id, PAYOUTS_HELD, "hold")
    time_machine.shift(notification.STALE_AFTER)
    cli("payouts", "run")
    assert len(outbox) == 0
    assert not News.select().exists()


def test_one_of_several_processes_takes_the_news(alice: Seller) -> None:
    notification.note(alice.id, PAYOUTS_HELD, "hold")
    first, second = notification.take([alice.id]), notification.take([alice.id])
    assert [news.subject for news in first] == ["hold"]
    assert second == []


def test_who_has_no_address_is_told_by_text_what_is_told_unasked(
    open_seller: Callable[..., Seller], outbox: Outbox
) -> None:
    dora = open_seller("dora", email="")
    Account.update(email=None).where(Account.id == dora.id).execute()
    made = _failed_payout(dora)
    assert made in {"failed"}
    assert "did not arrive" in outbox.to(dora.phone)[-1].body


def test_an_account_without_a_dashboard_hears_nothing(
    open_seller: Callable[..., Seller], outbox: Outbox
) -> None:
    """Who cannot sign in could not choose to hear no more."""
    erik = open_seller("erik", type="custom")
    assert _failed_payout(erik) == "failed"
    assert len(outbox) == 0


def _failed_payout(seller: Seller) -> str:
    money = {"amount": 5_000, "currency": "eur"}
    seller.api.post("/v1/charges", **money, source="tok_bypassPending")
    made = seller.api.post("/v1/payouts", **money)["id"]
    return str(mark(seller, made, "failed")["status"])
