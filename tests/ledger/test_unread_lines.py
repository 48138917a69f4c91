"""Imported lines are read by the searches that follow, each of which waits for a few writes."""

import pytest
import time_machine
from peewee import DatabaseProxy

from webapp import clock
from webapp.accounts.account import Account
from webapp.clock import HOUR
from webapp.ledger.lines import unread as unread_lines
from webapp.ledger.lines.journal import NewLine, record_all
from webapp.ledger.lines.terms import UNREAD, LineTerm

LINES = 900


def unread(account: Account) -> int:
    """How many stretches of the ledger wait to be read."""
    mine = (LineTerm.account == account.id) & (LineTerm.term == UNREAD)
    return LineTerm.select().where(mine).count()


def test_a_seller_of_a_few_lines_a_day_waits_for_a_few_writes(
    now: time_machine.Traveller,
    alice: Account,
    db: DatabaseProxy,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each is waited for until it is on the disk: a thousand of them took half a minute."""
    moments = [clock.now() - n * 9 * HOUR for n in range(LINES)]
    record_all(alice.id, [NewLine("charge", 100, "eur", created=at) for at in moments])
    before = unread(alice)
    commits: list[object] = []
    commit = db.obj.commit
    monkeypatch.setattr(db.obj, "commit", lambda: commits.append(commit()))
    unread_lines.read_some(alice.id)
    assert before == LINES
    assert before - unread(alice) > 200
    assert len(commits) <= unread_lines.WRITES_A_SEARCH
