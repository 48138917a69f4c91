"""A platform that lets its sellers move their money, and a seller who has some."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Platform, Seller, open_account
from tests.dashboard.pay_out.form import BANK

Sell = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def acme(make_platform: Callable[..., Platform], cli: Callable[..., str]) -> Platform:
    """A platform that lets its sellers do both."""
    acme = make_platform("Acme")
    cli("platform", "controls", acme.id, "--allow", "pay_out", "--allow", "schedule")
    return acme


@pytest.fixture
def alice(acme: Platform, sell: Sell) -> Seller:
    """Alice with a bank account and some €50 in her balance."""
    alice = open_account(acme, "alice", external_account=BANK)
    sell(alice, 5, until=int(time.time()))  # 1,000 to 1,004 less 10 each: €49.60
    return alice
