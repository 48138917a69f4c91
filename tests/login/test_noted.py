"""Each step of the way in is written down: what, whose, by whom, from where, how it ended."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Platform, Seller, open_account
from tests.login.gate import Gate
from tests.login.visitor import Visitor, wrong
from tests.outbox import Outbox
from webapp.access.audit.chain import AuditEvent
from webapp.access.codes import texting
from webapp.caps import Caps

NewVisitor = Callable[..., Visitor]
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"


def events(seller: Seller | None) -> list[str]:
    return [row.event for row in rows(seller)]


def rows(seller: Seller | None) -> list[AuditEvent]:
    """What is written of the seller; of nobody, the system's chain."""
    chain = seller.id if seller else "system"
    mine = AuditEvent.select().where(AuditEvent.chain == chain)
    return list(mine.order_by(AuditEvent.seq))


def told(seller: Seller | None, event: str) -> list[dict[str, Any]]:
    """The details of the events of one kind."""
    return [json.loads(row.detail) for row in rows(seller) if row.event == event]


def test_the_whole_way_in_and_out_is_written_down(visitor: NewVisitor, alice: Seller) -> None:
    """J1: link minted, opened, spent; code sent, right; session opened, ended."""
    someone = visitor(**{"User-Agent": FIREFOX})
    someone.come_in(alice)
    someone.post("/signout")
    assert events(alice) == [
        *("account.created", "link.minted", "link.opened", "link.spent", "code.sent"),
        *("code.accepted", "session.opened", "session.ended"),
    ]


def test_a_row_says_who_and_from_where(visitor: NewVisitor, alice: Seller) -> None:
    """J1: UTC, actor, account, platform, IP, agent, request id, result."""
    visitor(**{"User-Agent": FIREFOX}).come_in(alice)
    by_event = {row.event: row for row in rows(alice)}
    minted, opened = by_event["link.minted"], by_event["session.opened"]
    assert minted.actor.startswith("key sk_test_…")
    assert (opened.actor, opened.agent, opened.ip) == ("seller", FIREFOX, "127.0.0.1")
    assert opened.account_id == alice.id
    assert {row.platform_id for row in rows(alice)} == {alice.platform.id}
    assert {row.result for row in rows(alice)} == {"ok"}
    assert len({row.request_id for row in rows(alice)}) >= 5
    assert all(row.request_id.startswith("req_") and row.at for row in rows(alice))


def test_a_code_is_noted_by_two_digits_of_its_number(visitor: NewVisitor, alice: Seller) -> None:
    """B11: neither the code nor the whole number is in the log."""
    code = visitor().come_to_the_code(alice)
    (sent,) = told(alice, "code.sent")
    assert sent["to"] == f"••{alice.phone[-2:]}"
    everything = "".join(str(row.__data__) for row in rows(alice))
    assert alice.phone not in everything
    assert f'"{code}"' not in everything


def test_wrong_codes_and_the_lock_are_noted(visitor: NewVisitor, alice: Seller) -> None:
    """J1: code wrong, and locked."""
    someone = visitor()
    code = someone.come_to_the_code(alice)
    for step in range(1, 7):
        someone.enter(wrong(code, step))
    noted = [row for row in rows(alice) if row.event in {"code.wrong", "code.locked"}]
    assert [row.event for row in noted][:1] == ["code.wrong"]
    assert noted[-1].event == "code.locked"
    assert {row.result for row in noted} == {"refused"}


def test_a_code_that_comes_too_late_is_noted(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """J1: code expired."""
    someone = visitor()
    code = someone.come_to_the_code(alice)
    clock.shift(10 * 60 + 1)
    someone.enter(code)
    assert "code.expired" in events(alice)
    assert "session.opened" not in events(alice)


def test_a_code_that_the_provider_did_not_take_is_noted(
    visitor: NewVisitor, alice: Seller, gate: Gate
) -> None:
    """J1: the text did not go out."""
    someone = visitor()
    someone.follow(alice.login_link())
    gate.shut()
    someone.ask()
    assert events(alice)[-1] == "code.undelivered"
    assert rows(alice)[-1].result == "failed"
    assert "reason" not in rows(alice)[-1].detail


def test_a_refused_text_is_noted(visitor: NewVisitor, alice: Seller) -> None:
    """J1: a text above a number's share is refused by the limiter."""
    for _ in range(12):
        someone = visitor()
        someone.follow(alice.login_link())
        if someone.ask().status_code == 429:
            break
    assert rows(alice)[-1].event == "code.refused"
    assert rows(alice)[-1].result == "refused"


def test_each_way_a_link_is_refused_is_told_apart(
    visitor: NewVisitor, alice: Seller, clock: TimeMachineFixture
) -> None:
    """J1, A6: used, used by another browser, expired, unknown."""
    link = alice.login_link()
    first, second = visitor(), visitor()
    first.follow(link)
    second.follow(link)
    assert first.ask().status_code == 303
    assert second.ask().status_code == 410
    visitor().follow(link)
    old = alice.login_link()
    clock.shift(5 * 60 + 1)
    visitor().follow(old)
    reasons = [detail["reason"] for detail in told(alice, "link.refused")]
    assert reasons == ["used", "used", "expired"]
    visitor().get("/login/nothing-of-ours")
    assert told(None, "link.refused") == [{"reason": "unknown"}]


def test_a_scanner_that_only_looks_opens_no_link(visitor: NewVisitor, alice: Seller) -> None:
    """A5: HEAD and prefetch are not written down as an opened link."""
    link = alice.login_link()
    visitor().follow(link, "HEAD")
    visitor().follow(link, **{"Sec-Purpose": "prefetch"})
    assert "link.opened" not in events(alice)


def test_going_over_to_another_account_is_noted(
    visitor: NewVisitor, carla: Seller, acme: Platform, outbox: Outbox
) -> None:
    """J1: in the chain of the account that was opened, with the one it came from."""
    person = {"first_name": "Carla", "phone": carla.phone}
    other = open_account(acme, "carla", livemode=True, individual=person)
    one = visitor()
    one.post("/signin", email=carla.email)
    one.ask()
    one.enter(outbox.code(carla.phone))
    one.post("/choose", account=carla.id)
    assert one.post("/switch", account=other.id).location == "/"
    assert told(other, "account.switched") == [{"origin": carla.id}]


def test_too_many_sign_ins_from_one_place_are_noted(visitor: NewVisitor) -> None:
    """J1, B11: a refusal by the limiter; the addresses that were tried are not kept."""
    one = visitor()
    answers = [one.post("/signin", email=f"nobody{n}@example.com").status_code for n in range(61)]
    assert answers[-1] == 429
    (row,) = (row for row in rows(None) if row.event == "limit.reached")
    assert (row.actor, row.result, row.ip) == ("stranger", "refused", "127.0.0.1")
    assert "nobody" not in row.detail


@pytest.mark.engine("sqlite")
def test_a_page_that_is_only_looked_at_writes_nothing(visitor: NewVisitor, alice: Seller) -> None:
    """J1, E11: the dashboard's pages cost no row."""
    someone = visitor()
    someone.come_in(alice)
    before = events(alice)
    for path in ("/", "/activity", "/payouts", "/earnings", "/settings", "/settings/devices"):
        assert someone.get(path).status_code == 200
    assert events(alice) == before


def test_a_text_that_a_stranger_s_address_may_not_cause_is_noted(
    visitor: NewVisitor, carla: Seller, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """J1, C6: behind the answer, which is the same whether or not a text went out."""
    monkeypatch.setattr(texting, "caps", Caps(daily=0))
    one = visitor()
    one.post("/signin", email=carla.email)
    assert one.ask().location == "/verify"
    assert "code is on its way" in one.ask().text
    assert not outbox.to(carla.phone)
    (detail,) = told(carla, "code.refused")
    assert detail["reason"] == "daily_cap"
