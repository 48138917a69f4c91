"""The tests are worth something: each fault that is planted turns one of them red."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.planted.faults import FAULTS

ROOT = Path(__file__).parents[2]
FAILED = 1  # pytest's exit code when a test failed, not when it could not be run


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_planted_fault_is_caught(name: str) -> None:
    """J8, T30: with the fault in place the test that looks after it fails; without, it passes."""
    fault = FAULTS[name]
    other = "postgresql" if fault.engine == "sqlite" else "sqlite"
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-n", "0"]
    ran = subprocess.run(
        [*command, "-k", f"not {other}", "--plant", name, fault.seen_by],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == FAILED, ran.stdout[-3_000:] + ran.stderr[-2_000:]
    assert f"FAILED {fault.seen_by}" in ran.stdout, ran.stdout[-3_000:]
