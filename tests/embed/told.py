"""What a page in a frame tells of itself: to its script, and to the browser."""

from dataclasses import dataclass

from werkzeug.test import TestResponse

from tests.dashboard.elements import elements
from webapp import framing, keyring


@dataclass(frozen=True)
class Told:
    """What stands on the root of a page, for the script in it."""

    origins: list[str]
    state: str | None
    place: str | None  # what is in the seal: the page itself says nothing of it
    has_script: bool


def told(answer: TestResponse) -> Told:
    """Read it off the page."""
    (root,) = elements(answer.text, "html")
    sources = [one.attributes.get("src", "") for one in elements(answer.text, "script")]
    said = root.attributes
    return Told(
        said.get("data-frame", "").split(),
        said.get("data-state"),
        within(said.get("data-place")),
        any(source.startswith("/assets/frame.") for source in sources),
    )


def within(seal: str | None) -> str | None:
    """The place that is sealed there."""
    if seal is None:
        return None
    assert seal.startswith("/~") and len(seal) <= 2_000
    return keyring.unseal(seal[2:], framing.PURPOSE).strip().partition(" ")[2]


def ancestors(answer: TestResponse) -> list[str]:
    """Who may frame the answer."""
    policy = answer.headers["Content-Security-Policy"]
    return sorted(policy.partition("frame-ancestors ")[2].partition(";")[0].split())
