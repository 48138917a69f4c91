"""The dashboard as people run it: gunicorn with our own settings, in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.outbox import Outbox
from tests.ports import free_port

ROOT = Path(__file__).parent.parent
STARTS_WITHIN_SECONDS = 60
STOPS_WITHIN_SECONDS = 15


class DashboardServer:
    """A running dashboard on a free loopback port."""

    def __init__(self, home: Path, database_url: str, **settings: str) -> None:
        """Migrate the database and start; `settings` are more of the environment."""
        port = settings.get("PORT") or free_port()
        self.url = f"http://localhost:{port}"
        self.database_url = database_url
        self.outbox = Outbox(home / "outbox.jsonl")
        self._log = home / "gunicorn.log"
        own = {"PORT": str(port), "DATABASE_URL": database_url, "BASE_URL": self.url}
        channels = {"SMS_URL": self.outbox.url, "MAIL_URL": self.outbox.url}
        secret = {"SECRET_KEY": os.urandom(32).hex(), "PYTHONWARNINGS": "default"}
        self._environment = {**_inherited(), **own, **channels, **secret, **settings}
        self.flask("db", "upgrade")
        self.process = self._start()

    def flask(self, *arguments: str) -> str:
        """What our command line says; a failure fails the test."""
        return self.python("-m", "flask", "--app", "wsgi", *arguments)

    def python(self, *arguments: str) -> str:
        """What a process beside the server says, on the same database."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def create_platform(self, name: str, *options: str) -> dict[str, Any]:
        """A new platform with its keys, as `platform create --json` prints it."""
        created: dict[str, Any] = json.loads(
            self.flask("platform", "create", name, *options, "--json")
        )
        return created

    @property
    def log(self) -> str:
        """What gunicorn and the dashboard wrote so far."""
        return self._log.read_text(encoding="utf-8")

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """End the process; by SIGTERM it finishes first what it has begun. Returns its code."""
        self.process.send_signal(how)
        try:
            return self.process.wait(STOPS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def restart(self) -> None:
        """Stop, and start again on the same database."""
        self.stop()
        self.process = self._start()

    def end(self) -> None:
        """Make sure that it no longer runs."""
        if self.process.poll() is None:
            self.stop()

    def _start(self) -> "subprocess.Popen[bytes]":
        with self._log.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "wsgi:app"],
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while not self._answers():
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                process.wait()
                raise RuntimeError(f"the dashboard did not start:\n{self.log}")
            time.sleep(0.05)
        return process

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/healthz", timeout=5) as response:
                return bool(response.status == 200)
        except HTTPError as error:
            error.close()
            return False
        except (URLError, ConnectionError, TimeoutError):
            return False


def _inherited() -> dict[str, str]:
    """What of our own environment a program cannot do without; no setting of ours leaks in."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
