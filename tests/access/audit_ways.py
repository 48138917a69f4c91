"""The ways to touch one row of a chain; each returns the number of the first row that is wrong."""

import random

from tests.access import tampering


def other_text(chain: str, seq: int, chance: random.Random) -> int:
    column = chance.choice(["event", "actor", "ip", "agent", "request_id", "result", "detail"])
    tampering.change(chain, seq, **{column: "forged"})
    return seq


def other_moment(chain: str, seq: int, chance: random.Random) -> int:
    tampering.change(chain, seq, at=tampering.row(chain, seq)["at"] + 1)
    return seq


def other_account(chain: str, seq: int, chance: random.Random) -> int:
    tampering.change(chain, seq, **{chance.choice(["account_id", "platform_id"]): None})
    return seq


def other_signature(chain: str, seq: int, chance: random.Random) -> int:
    tampering.change(chain, seq, mac="0" * 64)
    return seq


def removed(chain: str, seq: int, chance: random.Random) -> int:
    tampering.remove(chain, seq)
    return seq


def swapped(chain: str, seq: int, chance: random.Random) -> int:
    other = chance.choice([place for place in range(1, tampering.last(chain) + 1) if place != seq])
    tampering.swap(chain, seq, other)
    return min(seq, other)


def inserted(chain: str, seq: int, chance: random.Random) -> int:
    place = chance.choice([seq, tampering.last(chain) + 1])
    tampering.insert(chain, place)
    return place


def cut(chain: str, seq: int, chance: random.Random) -> int:
    tampering.cut(chain, seq)
    return seq


WAYS = (
    *(other_text, other_moment, other_account, other_signature),
    *(removed, swapped, inserted, cut),
)
