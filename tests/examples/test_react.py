"""The React component knows all that the element takes and says, as its text shows.

That it compiles and works, tests/browser/react shows; these look for what the element learned and
the component was not told of, which no compiler minds.
"""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TYPES = (ROOT / "webapp" / "embed" / "embed.d.ts").read_text(encoding="utf-8")
COMPONENT = (ROOT / "examples" / "react" / "ExpressDashboard.tsx").read_text(encoding="utf-8")


def block(name: str) -> str:
    """What an interface of the types holds."""
    return TYPES.partition(f"interface {name} ")[2].partition("\n}")[0]


def test_the_component_takes_what_the_element_takes() -> None:
    names = set(re.findall(r"^  (\w+): ", block("ExpressDashboardElement"), re.MULTILINE))
    assert names > {"view", "fetchLoginLink"}
    props = COMPONENT.partition("interface ExpressDashboardProps")[2].partition("\n}")[0]
    assert names - {"src"} == set(re.findall(r"^  (\w+)\??: ", props, re.MULTILINE)) - {
        *("dashboard", "onReady", "onSignedIn", "onExpired", "onError")
    }


def test_the_component_passes_on_every_event() -> None:
    events = re.findall(r"^  (\w+): CustomEvent", block("ExpressDashboardEventMap"), re.MULTILINE)
    assert len(events) == 4
    assert events == re.findall(r'hear\("(\w+)"', COMPONENT)


def test_the_types_it_asks_for_are_served() -> None:
    (names,) = re.findall(r'import type \{([^}]*)\} from "./embed"', COMPONENT)
    for name in re.findall(r"\w+", names):
        assert re.search(rf"export (interface|type) {name}\b", TYPES), name
