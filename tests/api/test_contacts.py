"""What a platform's new phone number or e-mail address for a seller ends, and who hears of it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Seller
from tests.noted import noted
from tests.outbox import Outbox
from webapp.accounts.account import Account
from webapp.accounts.contact_change import ContactChange

Refused = Callable[..., dict[str, Any]]
SignIn = Callable[[Seller], FlaskClient]
NEW = "+4915112999001"


def renumber(seller: Seller, number: str = NEW, **more: object) -> None:
    seller.platform_api.post(f"/v1/accounts/{seller.id}", individual={"phone": number}, **more)


def is_in(browser: FlaskClient) -> bool:
    return browser.get("/").status_code == 200


def test_a_platform_s_new_number_ends_what_the_old_one_opened(
    sign_in: SignIn, client: FlaskClient, alice: Seller, bob: Seller, outbox: Outbox
) -> None:
    """C9: sessions, links, sign-ins under way and their codes die at once; others stay."""
    browser, other = sign_in(alice), sign_in(bob)
    unopened = alice.login_link().removeprefix("http://localhost")
    client.get(alice.login_link().removeprefix("http://localhost"))
    client.post("/verify/send")
    code = outbox.code(alice.phone)
    renumber(alice)
    assert not is_in(browser)
    assert is_in(other)
    assert client.post("/verify", data={"code": code}).status_code == 401
    assert client.get(unopened).status_code == 410


@pytest.mark.engine("sqlite")
def test_the_old_number_and_the_address_are_told(alice: Seller, outbox: Outbox) -> None:
    """C9: in plain words, with what to do; neither notice shows the new number."""
    renumber(alice)
    (text,), (mail,) = outbox.to(alice.phone), outbox.to(alice.email)
    for notice in (text, mail):
        assert "mobile number of your account at Acme was changed" in notice.body
        assert "If this was not you, tell Acme at once." in notice.body
        assert "nobody can change where you are paid" in notice.body
        assert NEW not in notice.body
    assert not outbox.to(NEW)


def test_the_old_number_is_kept_sealed(alice: Seller, cli: Callable[..., str]) -> None:
    """C9, F8: what it was, when, and by whom; the log names the key, not the number."""
    renumber(alice)
    (change,) = ContactChange.select()
    assert (change.what, change.by, change.old) == ("phone", "platform", alice.phone)
    kept = ContactChange.select(ContactChange.old.cast("text")).tuples().execute()
    assert alice.phone not in str(list(kept))
    (row,) = noted(cli, "phone.changed")
    assert row["actor"].startswith("key sk_test_")
    assert NEW not in str(row)
    assert noted(cli, "hold.placed")


def test_a_refused_update_changes_and_tells_nothing(alice: Seller, outbox: Outbox) -> None:
    """C9, C12: a number and a bank account at once are refused as a whole, and nobody is told."""
    answer = alice.platform_api.request(
        "POST",
        f"/v1/accounts/{alice.id}",
        individual={"phone": NEW},
        external_account={"bank_name": "Evil Bank", "last4": "6666"},
    )
    assert answer.status_code == 400
    assert answer.json["error"]["code"] == "payouts_not_allowed"
    assert Account.get_by_id(alice.id).phone == alice.phone
    assert not list(outbox)
    assert not ContactChange.select().exists()


@pytest.mark.engine("sqlite")
def test_a_number_that_is_sent_again_is_no_news(
    sign_in: SignIn, alice: Seller, outbox: Outbox
) -> None:
    """C9: a platform's nightly update neither ends sessions nor brings an old phone back."""
    browser, sent = sign_in(alice), len(outbox)
    national = alice.phone.replace("+49", "0")
    renumber(alice, national)
    alice.platform_api.post(f"/v1/accounts/{alice.id}", business_profile={"support_phone": NEW})
    assert is_in(browser)
    Account.get_by_id(alice.id).change(phone=NEW)  # as if she had changed it herself
    renumber(alice, alice.phone)
    assert len(outbox) == sent
    assert Account.get_by_id(alice.id).phone == NEW


@pytest.mark.engine("sqlite")
def test_a_first_number_holds_and_tells_nothing(
    open_seller: Callable[..., Seller], outbox: Outbox
) -> None:
    fresh = open_seller("gina", individual={"first_name": "Gina"})
    renumber(fresh)
    assert Account.get_by_id(fresh.id).payouts_held_until is None
    assert not list(outbox)


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("junk", ["call me", "+498001234567"])
def test_a_new_number_that_gets_no_texts_leaves_the_old_one(
    alice: Seller, refused: Refused, outbox: Outbox, junk: str
) -> None:
    fields = {"individual": {"phone": junk}}
    error = refused(alice.platform_api.request("POST", f"/v1/accounts/{alice.id}", **fields))
    assert error["param"] == "individual[phone]"
    assert Account.get_by_id(alice.id).phone == alice.phone
    assert not list(outbox)


@pytest.mark.engine("sqlite")
def test_a_toll_free_line_may_be_sent_again_each_night(open_seller: Callable[..., Seller]) -> None:
    """It is kept as the shop's, and is never the number that gets codes."""
    shop_line = {"business_profile": {"support_phone": "08001234567"}}
    shop = open_seller("gina", individual={"first_name": "Gina"}, **shop_line)
    for _ in range(2):
        found = shop.platform_api.post(f"/v1/accounts/{shop.id}", **shop_line)
        assert found["business_profile"]["support_phone"] == "08001234567"
        assert found["details_submitted"] is False


@pytest.mark.engine("sqlite")
def test_who_has_no_dashboard_is_told_nothing_of_another_address(
    open_seller: Callable[..., Seller], outbox: Outbox
) -> None:
    """She has never heard of us: what she hears comes from her platform."""
    gina = open_seller("gina", type="custom")
    changed = gina.platform_api.post(f"/v1/accounts/{gina.id}", email="new@example.com")
    assert changed["email"] == "new@example.com"
    assert not list(outbox)


@pytest.mark.engine("sqlite")
def test_another_address_tells_the_old_one(
    sign_in: SignIn, alice: Seller, outbox: Outbox, cli: Callable[..., str]
) -> None:
    """C9: a session that a text opened stays; the change is kept, and the log has it."""
    browser = sign_in(alice)
    for _ in range(2):
        alice.platform_api.post(f"/v1/accounts/{alice.id}", email="New@Example.com")
    (notice,) = outbox.to(alice.email)
    assert "The e-mail address of your account at Acme was changed to n•••@e•••.com" in notice.body
    assert is_in(browser)
    (change,) = ContactChange.select()
    assert (change.what, change.by, change.old) == ("email", "platform", alice.email)
    assert len(noted(cli, "email.changed")) == 1


@pytest.mark.engine("sqlite")
def test_notices_cannot_be_used_to_send_texts(alice: Seller, outbox: Outbox) -> None:
    """C3: who changes numbers to and fro sends each of them a few, and no more."""
    for step in range(24):
        renumber(alice, NEW if step % 2 == 0 else "+4915112999002")
    assert len(outbox.to(NEW)) == 5
    assert len(outbox.to("+4915112999002")) == 5


@pytest.mark.engine("sqlite")
def test_a_notice_that_fails_costs_nobody_anything(
    app: Flask, alice: Seller, outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    """C7: the change stands, the other contact is told, and the log names no number."""

    class Broken:
        def send(self, to: str, body: str) -> None:
            raise OSError(to)

    app.extensions["sms"] = Broken()
    renumber(alice)
    assert Account.get_by_id(alice.id).phone == NEW
    assert not outbox.to(alice.phone)
    assert outbox.to(alice.email)
    assert "a notice was not sent by sms: OSError" in caplog.text
    assert alice.phone not in caplog.text
