"""A platform's own hold: payouts wait, the seller reads why, and nobody is blamed."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from time_machine import TimeMachineFixture

from tests.api.conftest import Refused
from tests.cast import Seller
from tests.noted import noted
from webapp.accounts.platform_hold import ACTORS, REASONS
from webapp.ledger.automatic_payouts import due

SignIn = Callable[[Seller], FlaskClient]
MORNING = datetime(2031, 3, 4, 9, 30, tzinfo=UTC)
NOON = int(datetime(2031, 3, 7, 12, tzinfo=UTC).timestamp())
HOLD = {"reason": "verification", "acts": "seller", "until": NOON, "message": "Send us your <b>id"}
BLAME = ("suspend", "blocked", "fraud", "suspicious", "violat", "pause")


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    time_machine.move_to(MORNING, tick=False)
    return time_machine


def hold(seller: Seller, **fields: Any) -> Any:
    """Change the hold; returns what the API says of it from then on."""
    path = f"/v1/accounts/{seller.id}"
    made = seller.platform_api.post(path, settings={"payouts": {"hold": fields or ""}})
    read = seller.platform_api.get(path)["settings"]["payouts"]["hold"]
    assert made["settings"]["payouts"]["hold"] == read
    assert made["payouts_enabled"] is False  # as at Stripe; here it had no bank account either
    assert made["requirements"]["disabled_reason"] == ("platform_paused" if fields else None)
    return read


def earn(seller: Seller, amount: int = 1_000) -> None:
    seller.api.post("/v1/charges", amount=amount, currency="eur", source="tok_bypassPending")


def run() -> list[str]:
    return [payout.account_id for payout in due.run(int(MORNING.timestamp()))]


def test_a_hold_is_placed_read_and_lifted(
    clock: TimeMachineFixture, cli: Callable[..., str], alice: Seller
) -> None:
    assert hold(alice, **HOLD) == HOLD | {"placed_at": int(MORNING.timestamp())}
    assert hold(alice, **HOLD) == HOLD | {"placed_at": int(MORNING.timestamp())}
    assert hold(alice) is None
    assert hold(alice) is None
    for event in ("payout_hold.placed", "payout_hold.lifted"):
        assert len(noted(cli, event, account_id=alice.id)) == 1


def test_while_it_lasts_no_payout_is_made(
    clock: TimeMachineFixture, alice: Seller, bob: Seller, refused: Refused
) -> None:
    for seller in (alice, bob):
        earn(seller)
    hold(alice, **HOLD)
    assert run() == [bob.id]
    error = refused(alice.api.request("POST", "/v1/payouts", amount=100, currency="eur"))
    assert error["code"] == "payouts_not_allowed"
    clock.move_to(NOON - 1, tick=False)
    assert refused(alice.api.request("POST", "/v1/payouts", amount=100, currency="eur"))
    clock.shift(1)
    alice.api.post("/v1/payouts", amount=100, currency="eur")
    path = f"/v1/accounts/{alice.id}"
    assert alice.platform_api.get(path)["settings"]["payouts"]["hold"] is None


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize(
    ("wrong", "param"),
    [
        ({"reason": "blame"}, "reason"),
        ({"acts": "nobody"}, "acts"),
        ({"until": 1}, "until"),
        ({"message": "x" * 501}, "message"),
        ({"reason": None}, "reason"),
        ({"color": "red"}, "color"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(
    alice: Seller, refused: Refused, wrong: dict[str, Any], param: str
) -> None:
    sent = {"payouts": {"hold": HOLD | {"until": None} | wrong}}
    error = refused(alice.platform_api.request("POST", f"/v1/accounts/{alice.id}", settings=sent))
    assert error["param"] == f"settings[payouts][hold][{param}]"


@pytest.mark.engine("sqlite")
def test_an_account_may_open_with_a_hold_and_lists_show_it(
    open_seller: Callable[..., Seller], alice: Seller
) -> None:
    carla = open_seller(
        "carla", settings={"payouts": {"hold": {"reason": "review", "acts": "bank"}}}
    )
    found = carla.platform_api.get("/v1/accounts")["data"]
    held = {one["id"]: one["settings"]["payouts"]["hold"] for one in found}
    assert held[carla.id]["reason"] == "review"
    assert held[alice.id] is None


@pytest.mark.engine("sqlite")
@pytest.mark.parametrize("acts", ACTORS)
@pytest.mark.parametrize("reason", REASONS)
def test_the_seller_reads_why_and_what_comes_next_without_blame(
    clock: TimeMachineFixture, sign_in: SignIn, alice: Seller, reason: str, acts: str
) -> None:
    earn(alice)
    hold(alice, **HOLD | {"reason": reason, "acts": acts})
    browser = sign_in(alice)
    for path in ("/", "/payouts"):
        page = browser.get(path).text
        assert "Your payouts are held for now" in page
        assert "next step" in page
        assert "Send us your &lt;b&gt;id" in page
        assert 'datetime="2031-03-07"' in page
        assert "Next payout, estimated" not in page  # nothing is promised meanwhile
        assert not [word for word in BLAME if word in page.lower()]
    hold(alice)
    assert "held for now" not in browser.get("/").text
    assert "Next payout, estimated" in browser.get("/").text


@pytest.mark.engine("sqlite")
def test_our_own_hold_after_a_new_phone_stands_in_the_same_place(
    clock: TimeMachineFixture, sign_in: SignIn, alice: Seller
) -> None:
    earn(alice)
    number = alice.phone[:-5] + "99999"
    alice.platform_api.post(f"/v1/accounts/{alice.id}", individual={"phone": number})
    page = sign_in(Seller(alice.id, alice.email, number, alice.platform)).get("/").text
    assert "Changes of your payouts wait until" in page
    assert "Next payout, estimated" in page  # automatic payouts go on
