"""A server to measure: gunicorn with our own settings and one gevent worker."""

import os
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
USER_TICKS, SYSTEM_TICKS = 11, 12  # in /proc/<pid>/stat, counted after the name's parenthesis


class Server:
    """One application on a free loopback port."""

    def __init__(self, app: str, home: Path, settings: Mapping[str, str] | None = None) -> None:
        """Start it and wait until it listens."""
        self.port = free_port()
        self._log = home / "gunicorn.log"
        environment = inherited() | {"BIND": f"127.0.0.1:{self.port}", "WEB_CONCURRENCY": "1"}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", app],
                cwd=ROOT,
                env={**environment, **(settings or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._wait()
        self._worker = self._find_worker()

    @property
    def cpu(self) -> float | None:
        """Seconds of CPU that the worker has used so far; nothing where there is no /proc."""
        if self._worker is None:
            return None
        fields = Path(f"/proc/{self._worker}/stat").read_text().rpartition(")")[2].split()
        ticks = int(fields[USER_TICKS]) + int(fields[SYSTEM_TICKS])
        return ticks / os.sysconf("SC_CLK_TCK")

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

    def _find_worker(self) -> int | None:
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while children.exists() and time.monotonic() < deadline:
            if found := children.read_text().split():
                return int(found[0])
            time.sleep(0.05)
        return None


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


def settings_of(home: Path) -> dict[str, str]:
    """A dashboard's settings, on a SQLite file in its home."""
    outbox = f"file:{home / 'outbox.jsonl'}"
    channels = {"SMS_URL": outbox, "MAIL_URL": outbox}
    url = f"sqlite:///{home / 'express.db'}"
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
