"""`platform keys`: made, listed, changed over and ended."""

import re
from collections.abc import Callable

import pytest
from click.testing import Result
from peewee import DatabaseProxy
from time_machine import TimeMachineFixture

from tests.cast import Api, Platform
from webapp.access.audit.chain import AuditEvent
from webapp.accounts.api_key import ApiKey

Command = Callable[..., Result]
KEY = re.compile(r"[sr]k_(?:test|live)_[0-9a-f]{48}")


def create(flask: Command, acme: Platform, *options: str) -> str:
    made = flask("platform", "keys", "create", acme.id, *options)
    assert made.exit_code == 0, made.output
    key = made.stdout.strip()
    assert KEY.fullmatch(key)
    return str(key)


def status(acme: Platform, key: str) -> int:
    return Api(acme.client, key).request("GET", "/v1/charges").status_code


def test_a_key_is_made_for_its_mode_and_its_work(flask: Command, acme: Platform) -> None:
    """F5: 192 random bits, shown once; the prefix says in which mode, and whether restricted."""
    assert create(flask, acme).startswith("sk_test_")
    assert create(flask, acme, "--live").startswith("sk_live_")
    assert create(flask, acme, "--test", "--restricted", "read").startswith("rk_test_")
    assert create(flask, acme, "--live", "--restricted", "ingest").startswith("rk_live_")


def test_keys_are_listed_without_telling_them(
    flask: Command, acme: Platform, time_machine: TimeMachineFixture
) -> None:
    """F5: beginning, last four, age, last use and permissions; never the key."""
    time_machine.move_to("2031-03-04T09:30:00Z", tick=False)
    key = create(flask, acme, "--restricted", "links,charge_read")
    listed = flask("platform", "keys", "list", acme.id).output
    assert f"rk_test_…{key[-4:]}  created 2031-03-04  last used never" in listed
    assert "charge_read login_link_write" in listed
    assert "  everything\n" in listed
    create(flask, acme, "--restricted", "read")
    assert "last used never  read\n" in flask("platform", "keys", "list", acme.id).output
    assert not KEY.search(listed)
    assert listed.count("\n") == 3
    assert status(acme, key) == 200
    time_machine.shift(86_400)
    assert status(acme, key) == 200
    assert "last used 2031-03-05" in flask("platform", "keys", "list", acme.id).output


@pytest.mark.parametrize("how", ["id", "hint", "dots", "key"])
def test_a_revoked_key_is_refused_at_the_next_request(
    flask: Command, acme: Platform, how: str
) -> None:
    """F5: revoking takes effect at once, whichever way the key is named."""
    key = create(flask, acme, "--restricted", "read")
    found = ApiKey.find(key)
    names = {"id": found.id, "hint": found.hint, "dots": found.hint.replace("…", "..."), "key": key}
    assert status(acme, key) == 200
    result = flask("platform", "keys", "revoke", names[how])
    assert result.exit_code == 0
    assert found.hint in result.output
    assert status(acme, key) == 401
    assert found.hint not in flask("platform", "keys", "list", acme.id).output
    assert flask("platform", "keys", "revoke", names[how]).exit_code == 2


def test_an_unclear_name_revokes_nothing(flask: Command, acme: Platform, db: DatabaseProxy) -> None:
    ApiKey.update(hint="sk_test_…aaaa").execute()
    for name in ("sk_test_…aaaa", "", "%", "sk_", "0" * 12, "' OR 1=1 --"):
        result = flask("platform", "keys", "revoke", name)
        assert result.exit_code == 2
    assert ApiKey.living().count() == 2


@pytest.mark.parametrize("what", ["all", "", ",", "charge", "charge_write,everything", "READ"])
def test_a_restriction_that_we_do_not_know_makes_no_key(
    flask: Command, acme: Platform, what: str
) -> None:
    """F5: a typo makes no key, least of all one that may do everything."""
    result = flask("platform", "keys", "create", acme.id, "--restricted", what)
    assert result.exit_code == 2
    assert ApiKey.living().count() == 2


def test_rolling_leaves_restricted_keys_alone(flask: Command, acme: Platform) -> None:
    """F5: two secret keys live while servers change over; restricted ones go on."""
    key = create(flask, acme, "--restricted", "read")
    rolled = [flask("platform", "keys", "roll", acme.id).stdout.strip() for _ in range(3)]
    assert [status(acme, k) for k in (key, acme.test_key, *rolled)] == [200, 401, 401, 200, 200]


def test_what_is_done_to_keys_is_written_down(flask: Command, acme: Platform) -> None:
    """J1: each key made, rolled or revoked is an event."""
    key = create(flask, acme, "--restricted", "read")
    flask("platform", "keys", "roll", acme.id)
    flask("platform", "keys", "revoke", key)
    events = AuditEvent.select().where(AuditEvent.event.startswith("key."))
    assert {event.event for event in events} == {"key.minted", "key.rolled", "key.revoked"}
