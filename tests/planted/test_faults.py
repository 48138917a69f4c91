"""The tests are worth something: each fault that is planted turns one of them red."""

from collections.abc import Iterator

import pytest

from tests.planted.faults import FAULTS
from tests.planted.greenhouse import Greenhouse

FAILED = 1  # pytest's exit code when a test failed, not when it could not be run
ALONE = ("-q", "-x", "-p", "no:cacheprovider", "-n", "0")
LOADED = ("-W", "ignore::pytest.PytestAssertRewriteWarning")  # the libraries are there already


@pytest.fixture(scope="module")
def greenhouse() -> Iterator[Greenhouse]:
    """Where faults are planted."""
    made = Greenhouse()
    yield made
    made.close()


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_planted_fault_is_caught(greenhouse: Greenhouse, name: str) -> None:
    """J8, T30: with the fault in place the test that looks after it fails; without, it passes."""
    fault = FAULTS[name]
    other = "postgresql" if fault.engine == "sqlite" else "sqlite"
    ran = greenhouse.run(*ALONE, *LOADED, "-k", f"not {other}", "--plant", name, fault.seen_by)
    assert ran.code == FAILED, ran.said
    assert f"FAILED {fault.seen_by}" in ran.said, ran.said
