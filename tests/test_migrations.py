"""The migrations, applied one after the other, make the tables that the models describe."""

import pkgutil
from importlib import import_module

import pytest
from peewee import DatabaseProxy
from playhouse.schema_diff import diff_models

import webapp
from webapp import database
from webapp.database import BaseModel


def models() -> list[type[BaseModel]]:
    """Every table of the product."""
    for module in pkgutil.walk_packages(webapp.__path__, "webapp."):
        if ".migrations" not in module.name:
            import_module(module.name)
    return BaseModel.__subclasses__()


def test_the_tables_are_those_of_the_models(db: DatabaseProxy) -> None:
    diff = diff_models(db.obj, models())
    assert not any(diff), diff


def test_nothing_is_left_to_apply(db: DatabaseProxy) -> None:
    assert database.pending_migrations() == []
    assert database.upgrade() == []


@pytest.mark.engine("sqlite")
def test_every_table_is_looked_at() -> None:
    assert {"Account", "BalanceTransaction", "Session"} <= {model.__name__ for model in models()}
