"""All rows, and what is wrong with one actor's answer at one of them."""

from tests.matrix.actors import ACTORS, Doors, expected
from tests.matrix.api import API
from tests.matrix.leaks import foreign_marks
from tests.matrix.pages import PAGES
from tests.matrix.row import OPENED, PENDING, SELLER, Row

ROWS: tuple[Row, ...] = (*PAGES, *API)


# The script of platforms' own pages: every site may load it, and it knows nobody.
FOR_EVERY_SITE = {"GET /embed.js"}


def is_own(row: Row, actor: str) -> bool:
    """Is this who the door was made for?"""
    owners = {OPENED: set(ACTORS), PENDING: {"pending"}, SELLER: {"owner"}}
    return actor in owners.get(row.kind, {"own key", "restricted key"})


def wrong(doors: Doors, row: Row, actor: str) -> list[str]:
    """What is wrong with the answer to one actor at one door; empty when all is well."""
    answer, due = doors.knock(row, actor), expected(row, actor)
    cell = f"{row.ask} by {actor}"
    found = [f"{cell}: {answer.status}, not {due}"] if answer.status != due else []
    found += [f"{cell} told {mark}" for mark in foreign_marks(doors.world, actor, answer)]
    cors = [name for name, _ in answer.headers if name.lower().startswith("access-control")]
    is_meant = row.ask in FOR_EVERY_SITE
    return found + [f"{cell} answered {name}" for name in cors if not is_meant]
