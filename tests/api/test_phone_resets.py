"""The platform's reset of a phone: it re-opens enrolment, and does nothing else."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.api.conftest import Refused
from tests.cast import Seller
from tests.noted import noted
from tests.outbox import Outbox
from webapp.accounts.account import Account
from webapp.accounts.contact_change import ContactChange

SignIn = Callable[[Seller], FlaskClient]
REASON = "Lost her phone; we checked her passport on 2 March."


def path(seller: Seller) -> str:
    return f"/v1/accounts/{seller.id}/reset_phone"


def test_a_reset_ends_all_and_forgets_the_phone(
    sign_in: SignIn, client: FlaskClient, alice: Seller, bob: Seller, outbox: Outbox
) -> None:
    """C10: sessions and links of the old phone die; the next link is to be had at once."""
    browser, other = sign_in(alice), sign_in(bob)
    link = alice.login_link().removeprefix("http://localhost")
    alice.platform_api.post(path(alice), reason=REASON)
    assert browser.get("/").status_code == 302
    assert other.get("/").status_code == 200
    assert client.get(link).status_code == 410
    assert Account.get_by_id(alice.id).phone is None
    (change,) = ContactChange.select()
    assert (change.by, change.old) == ("reset", alice.phone)
    assert alice.login_link()


@pytest.mark.engine("sqlite")
def test_a_reset_neither_shows_nor_sets_anything(alice: Seller, refused: Refused) -> None:
    """C10: no number and no code, neither in the answer nor as a parameter."""
    before = alice.platform_api.get(f"/v1/accounts/{alice.id}")
    answer = alice.platform_api.post(path(alice), reason=REASON)
    assert answer == before
    for name in ("phone", "code", "individual[phone]"):
        sent = {"reason": REASON, name: "+4915112999001"}
        assert refused(alice.platform_api.request("POST", path(alice), **sent))["code"] == (
            "parameter_unknown"
        )


@pytest.mark.engine("sqlite")
def test_a_reset_is_written_down_with_who_and_why(
    alice: Seller, cli: Callable[..., str], outbox: Outbox
) -> None:
    """C10: the key, the reason in full, and both contacts told."""
    reason = "x" * 499 + "y"
    alice.platform_api.post(path(alice), reason=reason)
    (row,) = noted(cli, "phone.reset", account_id=alice.id)
    assert row["actor"].startswith("key sk_test_")
    assert reason in str(row["detail"])
    assert noted(cli, "hold.placed", account_id=alice.id)
    for receiver in (alice.phone, alice.email):
        (notice,) = outbox.to(receiver)
        assert "Acme let you choose a new mobile number" in notice.body
        assert "tell Acme at once" in notice.body


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("reason", [None, "", "x" * 501])
def test_a_reset_wants_a_reason(alice: Seller, refused: Refused, reason: str | None) -> None:
    """C10: one that a reader of the log can follow."""
    error = refused(alice.platform_api.request("POST", path(alice), reason=reason))
    assert error["param"] == "reason"
    assert Account.get_by_id(alice.id).phone == alice.phone


def test_a_stranger_s_reset_finds_nobody(alice: Seller, mallory: Seller, refused: Refused) -> None:
    """C10, F2: by a foreign key the account is as unknown as none; the live key knows no test."""
    for api in (mallory.platform_api, mallory.api, alice.platform.live_api):
        error = refused(api.request("POST", path(alice), reason=REASON), 404)
        unknown = path(alice).replace(alice.id, "acct_nobody")
        nobody = refused(api.request("POST", unknown, reason=REASON), 404)
        assert error["message"].replace(alice.id, "acct_nobody") == nobody["message"]
    assert Account.get_by_id(alice.id).phone == alice.phone


@pytest.mark.engine("sqlite")
def test_there_must_be_a_phone_to_forget(
    open_seller: Callable[..., Seller], alice: Seller, refused: Refused
) -> None:
    fresh = open_seller("gina", individual={"first_name": "Gina"})
    error = refused(fresh.platform_api.request("POST", path(fresh), reason=REASON))
    assert error["code"] == "account_onboarding_incomplete"
    custom = open_seller("hugo", type="custom")
    error = refused(custom.platform_api.request("POST", path(custom), reason=REASON))
    assert error["code"] == "account_has_no_dashboard"
    own = alice.platform_api.get("/v1/account")["id"]
    url = f"/v1/accounts/{own}/reset_phone"
    refused(alice.platform_api.request("POST", url, reason=REASON))


@pytest.mark.engine("sqlite")
def test_a_reset_twice_is_one(alice: Seller, refused: Refused) -> None:
    """C12: and it is held like any new number."""
    for _ in range(2):
        alice.platform_api.post(path(alice), reason=REASON)
    schedule = {"settings": {"payouts": {"schedule": {"interval": "manual"}}}}
    update = f"/v1/accounts/{alice.id}"
    error = refused(alice.platform_api.request("POST", update, **schedule))
    assert error["code"] == "payouts_not_allowed"
    number = {"individual": {"phone": alice.phone}}  # what she lost, sent once more by a job
    alice.platform_api.post(update, **number)
    assert Account.get_by_id(alice.id).awaits_phone
