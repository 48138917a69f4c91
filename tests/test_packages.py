"""The packages are named to the last one: what is installed tomorrow is what was tested today."""

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
RUNTIME = ROOT / "requirements.txt"
TOOLS = ROOT / "requirements-dev.txt"


def listed(*files: Path) -> dict[str, Requirement]:
    """The requirements in these files by their canonical names."""
    lines = [
        line.partition("#")[0].strip() for path in files for line in path.read_text().splitlines()
    ]
    found = [Requirement(line) for line in lines if line and not line.startswith("-")]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def missing(pins: dict[str, Requirement]) -> set[str]:
    """What the pinned packages ask for, here and now, that is not pinned itself."""
    return {name for pin in pins for name in asked_for(pin) if name not in pins}


def asked_for(name: str, extras: tuple[str, ...] = ("",)) -> Iterator[str]:
    """The packages that an installed one needs on this machine."""
    for line in metadata.requires(name) or []:
        needed = Requirement(line)
        if not needed.marker or any(needed.marker.evaluate({"extra": e}) for e in extras):
            yield canonicalize_name(needed.name)


@pytest.mark.parametrize("files", [(RUNTIME,), (RUNTIME, TOOLS)], ids=["runtime", "tools"])
def test_every_package_has_one_exact_version(files: tuple[Path, ...]) -> None:
    pins = listed(*files)
    assert not [name for name, pin in pins.items() if not str(pin.specifier).startswith("==")]
    assert not missing(pins)


def test_what_gunicorns_gevent_worker_needs_is_there() -> None:
    assert set(asked_for("gunicorn", ("gevent",))) <= set(listed(RUNTIME))


def test_a_forgotten_package_is_caught() -> None:
    pins = listed(RUNTIME)
    del pins["werkzeug"]
    assert missing(pins) == {"werkzeug"}


def test_what_is_installed_is_what_is_listed() -> None:
    pins = listed(RUNTIME, TOOLS)
    assert not [n for n, pin in pins.items() if metadata.version(n) not in pin.specifier]
