"""A server to measure: gunicorn with our own settings and one gevent worker."""

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
STARTS_WITHIN_SECONDS = 30
STOPS_WITHIN_SECONDS = 15
PACE = 1_000_000  # requests a second that one key may make: we measure, and count them all the same
KIB = 1_024
RESIDENT = re.compile(r"^VmRSS:\s+(\d+) kB$", re.MULTILINE)
USER_TICKS, SYSTEM_TICKS = 11, 12  # in /proc/<pid>/stat, counted after the name's parenthesis


class Server:
    """One application on a free loopback port."""

    def __init__(self, app: str, home: Path, settings: Mapping[str, str] | None = None) -> None:
        """Start it and wait until it listens."""
        self.port = free_port()
        self._log = home / "gunicorn.log"
        environment = inherited() | {"BIND": f"127.0.0.1:{self.port}", "WEB_CONCURRENCY": "1"}
        environment |= settings or {}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", app],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._wait()
        self.workers = self._find_workers(int(environment["WEB_CONCURRENCY"]))

    @property
    def cpu(self) -> float | None:
        """Seconds of CPU that the workers have used so far; nothing where there is no /proc."""
        if not self.workers:
            return None
        stats = [Path(f"/proc/{worker}/stat").read_text() for worker in self.workers]
        fields = [stat.rpartition(")")[2].split() for stat in stats]
        ticks = sum(int(of[USER_TICKS]) + int(of[SYSTEM_TICKS]) for of in fields)
        return ticks / os.sysconf("SC_CLK_TCK")

    @property
    def memory(self) -> int:
        """Bytes of memory that the workers hold."""
        statuses = [Path(f"/proc/{worker}/status").read_text() for worker in self.workers]
        return sum(int(RESIDENT.findall(status)[0]) for status in statuses) * KIB

    def stop(self) -> None:
        """End the process."""
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(STOPS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while not self._listens():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._process.kill()
                raise SystemExit(f"A server did not start:\n{self._log.read_text()}")
            time.sleep(0.05)

    def _listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def _find_workers(self, count: int) -> list[int]:
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while children.exists() and time.monotonic() < deadline:
            if len(found := children.read_text().split()) >= count:
                return [int(worker) for worker in found]
            time.sleep(0.05)
        return []


def flask(settings: Mapping[str, str], *command: str) -> str:
    """What our command line prints."""
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *command],
        cwd=ROOT,
        env={**inherited(), **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def settings_of(home: Path, database_url: str | None = None) -> dict[str, str]:
    """A dashboard's settings, on that database, or on a SQLite file in its home."""
    outbox = f"file:{home / 'outbox.jsonl'}"
    channels = {"SMS_URL": outbox, "MAIL_URL": outbox}
    url = database_url or f"sqlite:///{home / 'express.db'}"
    paces = dict.fromkeys(("API_READS_PER_SECOND", "API_WRITES_PER_SECOND"), str(PACE))
    return {"SECRET_KEY": secrets.token_hex(), "DATABASE_URL": url} | channels | paces


def inherited() -> dict[str, str]:
    """What of our own environment a program cannot do without; no setting of ours leaks in."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


def free_port() -> int:
    """A port on loopback that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
