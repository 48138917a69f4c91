"""The dashboard as a process of its own, started as it is in production: by gunicorn."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from examples.place import Place, Trouble

ROOT = Path(__file__).parent.parent
ICON = Path(__file__).parent / "platform" / "static" / "icon.png"
BRAND_COLOR = "#a2183f"
READY_SECONDS = 30
STOP_SECONDS = 5
FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]


class DashboardProcess:
    """Everything that the demonstration does to the dashboard from outside the API."""

    def __init__(self, place: Place) -> None:
        """Settle the settings; nothing starts yet."""
        self._place = place
        self._log = place.instance / "dashboard.log"
        # Never the reader's own DATABASE_URL: a demonstration has no business in real books.
        self._env = os.environ | {
            "SECRET_KEY": place.memory["dashboard_secret"],
            "DATABASE_URL": f"sqlite:///{place.database.absolute()}",
            "BIND": f"127.0.0.1:{place.dashboard_port}",
            "BASE_URL": place.dashboard_url,
            "SMS_URL": f"file:{place.outbox.absolute()}",
            "MAIL_URL": f"file:{place.outbox.absolute()}",
        }

    def migrate(self) -> None:
        """Make the tables, or bring them up to date."""
        self._flask("db", "upgrade")

    def create_platform(self) -> str:
        """Register Kirschmarkt; answers its secret key for test data."""
        site = self._place.platform_url
        options = {
            "--origin": site,
            "--brand-color": BRAND_COLOR,
            "--icon": str(ICON),
            "--refresh-url": f"{site}/shop/earnings/again",
        }
        words = [word for option in options.items() for word in option]
        answer = self._flask("platform", "create", "Kirschmarkt", *words, "--json")
        return json.loads(answer)["test_secret_key"]

    def run_payouts(self) -> None:
        """Make the automatic payouts that are due, as a timer does each day."""
        self._flask("payouts", "run")

    @contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        """Serve until the block ends; then no process of it is left."""
        command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
        with self._log.open("ab") as log:
            # A group of its own: Ctrl-C reaches us alone, and we stop it in order.
            process = subprocess.Popen(
                command, cwd=ROOT, env=self._env, stdout=log, stderr=log, process_group=0
            )
        try:
            self._wait_until_ready(process)
            yield process
        finally:
            _stop(process)

    def _flask(self, *words: str) -> str:
        done = subprocess.run(
            [*FLASK, *words], cwd=ROOT, env=self._env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Trouble(f"flask --app wsgi {' '.join(words[:2])} failed:\n{done.stderr}")
        return done.stdout

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{self._place.dashboard_url}/healthz", timeout=2).close()
                return
            except OSError:
                time.sleep(0.1)
        raise Trouble(
            f"The dashboard did not start. Its last words, from {self._log}:\n{self.last_words()}"
        )

    def last_words(self) -> str:
        """The end of the log."""
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-15:])


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask, wait, then insist: open event streams must not keep us from going."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.wait()
