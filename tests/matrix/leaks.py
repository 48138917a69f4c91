"""What an answer must not hold, and what of two answers a stranger could tell apart."""

from collections.abc import Mapping

from tests.matrix.actors import MAY_SEE, Answer
from tests.matrix.world import World

# They differ from one answer to the next, whoever asks for whatever.
FLEETING = {"Request-Id", "Date", "Set-Cookie", "ETag", "X-Request-Id"}


def foreign_marks(world: World, actor: str, answer: Answer) -> list[str]:
    """The marks in an answer of those whom the actor may not see; what was asked is no leak."""
    text, asked = f"{answer.headers} {answer.text}".lower(), answer.asked.lower()
    hidden = [t for name, t in world.tenants.items() if name not in MAY_SEE.get(actor, set())]
    marks = [mark.lower() for tenant in hidden for mark in tenant.marks]
    return [mark for mark in marks if mark in text and mark not in asked]


def bare(answer: Answer, ids: Mapping[str, str]) -> str:
    """An answer without what is fleeting, and with the ids masked that were asked for."""
    headers = sorted((name, value) for name, value in answer.headers if name not in FLEETING)
    text = answer.text
    for name, value in ids.items():
        text = text.replace(value, f"<{name}>") if value in answer.asked else text
    return f"{answer.status} {headers} {text}"


def difference(one: str, other: str) -> str:
    """Where two answers first differ; nothing if they do not."""
    if one == other:
        return ""
    place = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    start = max(0, place - 60)
    return f"{one[start : place + 60]!r}, not {other[start : place + 60]!r}"
