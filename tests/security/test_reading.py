"""Reading changes nothing, whoever reads and however often."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from peewee import DatabaseProxy
from werkzeug.routing import Rule

from tests.cast import Seller

SignIn = Callable[[Seller], FlaskClient]
# What a look may leave behind: who looks, how often, and what was refused.
TRACES = {
    *("session", "verification", "sent_code", "attempt_limit", "wrong_attempts", "quota"),
    *("audit_event", "audit_tip", "passkey_challenge", "schema_migration", "sent_text"),
}


def readings(app: Flask) -> list[Rule]:
    """Every rule that answers GET."""
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]


def fingerprint(db: DatabaseProxy) -> dict[str, str]:
    """Each table's content but for traces, as a hash."""
    found = {}
    for table in sorted(set(db.get_tables()) - TRACES):
        rows = sorted(map(repr, db.execute_sql(f'SELECT * FROM "{table}"').fetchall()))
        found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def things_of(seller: Seller) -> dict[str, str]:
    """Something of every kind that an address may name, by its argument's name."""
    api = seller.platform_api
    charge = api.post(
        "/v1/charges", amount=5_000, currency="eur", source="tok_bypassPending",
        transfer_data={"destination": seller.id},
    )  # fmt: skip
    transfer = api.post("/v1/transfers", amount=900, currency="eur", destination=seller.id)
    reversal = api.post(f"/v1/transfers/{transfer['id']}/reversals", amount=100)
    payout = seller.api.post("/v1/payouts", amount=300, currency="eur")
    line = seller.api.get("/v1/balance_transactions")["data"][0]
    token = seller.login_link().rpartition("/")[2]
    return {
        "accounts": seller.id, "charges": charge["id"], "transfers": transfer["id"],
        "transfer_id": transfer["id"], "reversals": reversal["id"], "payouts": payout["id"],
        "balance_transactions": line["id"], "line_id": line["id"], "payout_id": payout["id"],
        "platform_id": seller.platform.id, "token": token, "rest": "nothing",
    }  # fmt: skip


def address(rule: Rule, things: dict[str, str]) -> str:
    """An address of the rule that leads somewhere, where there is something."""
    parts: list[str] = []
    for part in rule.rule.split("/"):
        name = part.strip("<>").rpartition(":")[2]
        kind = parts[-1] if name == "id_" and parts else name
        parts.append(things.get(kind, "nothing") if part.startswith("<") else part)
    return "/".join(parts)


@pytest.mark.usefixtures("brief_streams")
def test_every_get_twice_leaves_everything_as_it_was(
    app: Flask, db: DatabaseProxy, sign_in: SignIn, alice: Seller, client: FlaskClient
) -> None:
    """E11: by the seller, by the platform's key, and by a stranger."""
    things = things_of(alice)
    browser = sign_in(alice)
    addresses = [address(rule, things) for rule in readings(app)]
    alice.api.get("/v1/balance")  # a key's first use on a day is noted
    before, seen = fingerprint(db), set[int]()
    for path in addresses * 2:
        seen.add(browser.get(path, buffered=True).status_code)
        seen.add(alice.api.request("GET", path).status_code)
        seen.add(client.get(path, buffered=True).status_code)
    assert fingerprint(db) == before
    assert {200, 302, 401, 404} <= seen
    assert max(seen) < 500


def test_a_write_is_seen(db: DatabaseProxy, alice: Seller) -> None:
    before: dict[str, Any] = fingerprint(db)
    alice.platform_api.post("/v1/transfers", amount=1, currency="eur", destination=alice.id)
    assert fingerprint(db) != before
