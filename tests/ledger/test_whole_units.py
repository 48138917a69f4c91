"""Money is whole units everywhere: in the columns, and in the code that adds them up."""

import ast
from pathlib import Path

import pytest
from peewee import DatabaseProxy

from tests.queries import SCOPED, WEBAPP

COUNTED = {"amount", "fee", "net", "gross", "count", "created", "available_on", "start"}
COUNTED |= {"amount_refunded", "amount_reversed", "application_fee_amount", "arrival_date"}
MONEY_CODE = [WEBAPP / "money.py", *sorted((WEBAPP / "ledger").rglob("*.py"))]
# An expression for the database, which divides whole numbers to whole numbers.
DIVIDES_IN_SQL = {"rollups.py"}


def makes_fractions(node: ast.AST) -> bool:
    """Could this make a part of a unit?"""
    match node:
        case ast.Constant(value=float()) | ast.Call(func=ast.Name(id="float" | "round")):
            return True
        case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
            return True
    return False


def fractions(source: str) -> list[str]:
    """What in a source could make one."""
    return [ast.unparse(node) for node in ast.walk(ast.parse(source)) if makes_fractions(node)]


@pytest.mark.parametrize("path", MONEY_CODE, ids=lambda path: path.name)
def test_no_money_is_ever_a_fraction(path: Path) -> None:
    if path.name not in DIVIDES_IN_SQL:
        assert fractions(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("source", ["x = 0.5", "x / 2", "x /= 2", "float(x)", "round(x, 2)"])
def test_a_fraction_is_caught(source: str) -> None:
    assert fractions(source)


@pytest.mark.engine("postgresql")  # SQLite's whole numbers have 64 bits in any case
def test_every_sum_and_moment_has_room_for_64_bits(db: DatabaseProxy) -> None:
    columns = [
        (table, column.name, column.data_type.lower())
        for table in sorted(SCOPED)
        for column in db.get_columns(table)
        if column.name in COUNTED
    ]
    assert len(columns) > 30
    assert [column for column in columns if column[2] != "bigint"] == []
