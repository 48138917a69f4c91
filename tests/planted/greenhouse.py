"""A process that has loaded what all tests load, and forks to run a few of them with a fault.

To start Python and load the libraries took longer than the tests that are run. None of our own
modules is loaded before the fork: a fault is planted before they are.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
SECONDS_MAX = 120
OURS = ("webapp", "tests", "bench", "wsgi", "conftest", "xdist", "execnet")


class Ran(NamedTuple):
    """Pytest's exit code and the end of what it said."""

    code: int
    said: str


class Greenhouse:
    """The process, as the tests talk to it."""

    def __init__(self) -> None:
        """Start it, with the libraries that are loaded here."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        libraries = [name for name in sys.modules if name.partition(".")[0] not in OURS]
        self._ask(sorted(libraries))

    def run(self, *arguments: str) -> Ran:
        """Run pytest with these arguments."""
        self._ask(arguments)
        assert self._process.stdout
        return Ran(*json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End it."""
        self._process.communicate()

    def _ask(self, words: Iterable[str]) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(list(words)) + "\n")
        self._process.stdin.flush()


def main() -> None:
    """Load the libraries, then answer one run after the other."""
    for name in json.loads(sys.stdin.readline()):
        with suppress(Exception):  # what cannot be loaded here is loaded by who needs it
            importlib.import_module(name)
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)


def run(arguments: list[str]) -> Ran:
    """One run of pytest in a process of its own."""
    with TemporaryFile() as said:
        child = os.fork()
        if not child:
            signal.alarm(SECONDS_MAX)
            for stream in (1, 2):
                os.dup2(said.fileno(), stream)
            os._exit(pytest.main(arguments))
        _, status = os.waitpid(child, 0)
        said.seek(0)
        return Ran(os.waitstatus_to_exitcode(status), said.read().decode()[-5_000:])


if __name__ == "__main__":
    main()
