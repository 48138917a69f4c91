"""What guards people and money has no line and no branch that no test reaches."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.soak
def test_every_line_and_branch_that_guards_is_reached() -> None:
    """J8: 100 % of lines and branches of signing in, authorization, money and the API."""
    ran = subprocess.run(["make", "coverage"], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-4_000:]
