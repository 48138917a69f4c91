"""Accounts: who they are, whose they are, and that nobody writes over another's change."""

import pytest
from peewee import DatabaseProxy

from webapp import clock
from webapp.accounts.account import EXPRESS, TYPES, Account, begin_write
from webapp.accounts.founding import found_platform
from webapp.accounts.platform import Platform
from webapp.database import db as database


@pytest.fixture
def acme(db: DatabaseProxy) -> Platform:
    """A platform."""
    return found_platform("Acme").platform


def open_account(platform: Platform, **fields: object) -> Account:
    given: dict[str, object] = {"type": EXPRESS, "country": "DE", "default_currency": "eur"}
    livemode = bool(fields.pop("livemode", False))
    return Account.open(platform, livemode=livemode, **given | fields)


def test_a_platform_has_one_own_account_in_each_mode(acme: Platform) -> None:
    for livemode in (False, True):
        open_account(acme, livemode=livemode)
        own = Account.of_platform(acme, livemode=livemode)
        assert (own.is_platform, own.livemode, own.platform) == (True, livemode, acme)


def test_connected_accounts_are_the_platforms_living_sellers_of_a_mode(acme: Platform) -> None:
    mine, live, closed = (open_account(acme, livemode=mode) for mode in (False, True, False))
    open_account(found_platform("Evil").platform)
    closed.close()
    assert list(Account.connected(acme, livemode=False)) == [mine]
    assert list(Account.connected(acme, livemode=True)) == [live]


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ({"business_name": "Bakery", "first_name": "A", "email": "a@example.com"}, "Bakery"),
        ({"first_name": "Ada", "last_name": "Byron", "email": "a@example.com"}, "Ada Byron"),
        ({"last_name": "Byron"}, "Byron"),
        ({"business_name": "", "email": "a@example.com"}, "a@example.com"),
    ],
)
def test_a_seller_is_called_by_the_best_name_there_is(names: dict[str, str], shown: str) -> None:
    assert Account(id="acct_1", **names).display_name == shown
    assert Account(id="acct_1").display_name == "acct_1"


def test_only_living_express_accounts_have_a_dashboard(acme: Platform) -> None:
    found = {kind: open_account(acme, type=kind).has_dashboard for kind in TYPES}
    assert found == {"express": True, "standard": False, "custom": False}
    closed = open_account(acme)
    closed.close()
    assert not closed.has_dashboard
    assert not Account.of_platform(acme, livemode=False).has_dashboard


def test_a_closed_account_stays_in_the_books(acme: Platform) -> None:
    account = open_account(acme)
    account.close()
    assert Account.get_by_id(account.id).deleted_at == clock.now()


def test_every_write_of_money_counts_the_revision_on_and_says_the_zone(acme: Platform) -> None:
    account = open_account(acme, timezone="Asia/Kathmandu")
    with database.atomic():
        first, second = begin_write(account.id), begin_write(account.id)
    assert first.timezone == second.timezone == "Asia/Kathmandu"
    assert second.revision == first.revision + 1
    assert Account.get_by_id(account.id).revision == 2


def test_money_of_an_account_that_is_not_there_is_our_own_mistake(db: DatabaseProxy) -> None:
    with pytest.raises(AssertionError, match="exists"), database.atomic():
        begin_write("acct_nobody")


def test_a_change_writes_its_own_fields_and_never_an_old_revision(acme: Platform) -> None:
    account = open_account(acme, email="old@example.com", phone="+4915112345678")
    meanwhile = Account.get_by_id(account.id)
    meanwhile.change(phone="+4915187654321")
    with database.atomic():
        begin_write(account.id)
    account.change(email="new@example.com")
    account.save()
    kept = Account.get_by_id(account.id)
    assert (kept.email, kept.phone, kept.revision) == ("new@example.com", "+4915187654321", 1)


def test_a_change_of_nothing_is_none(acme: Platform) -> None:
    account = open_account(acme, email="a@example.com")
    account.change()
    assert Account.get_by_id(account.id).email == "a@example.com"
