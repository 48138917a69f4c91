"""Ten thousand rows, and a thousand ways to touch one of them: by `make soak`."""

import random

import pytest
from peewee import DatabaseProxy

from tests.access.audit_ways import WAYS, inserted
from tests.access.tampering import last, tampered
from tests.cast import Seller
from webapp.access.audit import proof, trail

ROWS, TRIES = 10_000, 1_000


@pytest.mark.soak
@pytest.mark.engine("sqlite")
def test_any_one_row_of_ten_thousand_is_named(alice: Seller, db: DatabaseProxy) -> None:
    """J2, T29: each of 1,000 rows changed, removed, swapped, inserted or cut off, is named."""
    with db.atomic():
        while last(alice.id) < ROWS:
            trail.record("account.switched", account=alice.id, number=last(alice.id))
    chance = random.Random(20_310_305)
    for number in range(TRIES):
        way = WAYS[number % len(WAYS)]
        seq = ROWS - number % 50 if way is inserted else 1 + chance.randrange(ROWS)
        with tampered(db):
            touched = way(alice.id, seq, chance)
            _, breach = proof.verify(alice.id)
        assert breach, (way, seq)
        assert breach.seq == touched, way
    assert proof.verify(alice.id) == (ROWS, None)
