"""Finds the Chromium that the browser tests drive; run as a program, it installs one first.

A machine's own browser comes before Debian's package, and that before Playwright's download.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HELP = """\
No Chromium was found, and none could be installed, so the tests in tests/browser cannot run.
Install one (Debian, Ubuntu: sudo apt-get install chromium; Fedora: sudo dnf install chromium;
macOS: brew install --cask chromium), or name yours: make test CHROMIUM=/path/to/chrome
Everything else can be tested without: make test-fast"""
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def arguments() -> list[str]:
    """How Chromium is started: it talks to nobody but us; root has no sandbox to give."""
    return [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET


def found() -> str | None:
    """The path of a Chromium that starts: `CHROMIUM`, one in PATH, or Playwright's own."""
    named = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)]
    return next((path for path in named if path and _starts(path)), None) or _playwrights_own()


def _playwrights_own() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() and _starts(path) else None


def _starts(path: str) -> bool:
    """Does it say its version? (Ubuntu's `chromium-browser` may be a stub that asks for snap.)"""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def install_by_apt() -> None:
    """Debian's package, where we may install it."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in ("update", "install -y --no-install-recommends chromium"):
            _run(["apt-get", "-qq", *command.split()], environment)


def install_by_playwright() -> None:
    """Playwright's own build, into the user's cache."""
    _run([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))


def _run(command: list[str], environment: dict[str, str]) -> None:
    """Run an installer; its failure is told by there being no browser afterwards."""
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False)


def ensure() -> str | None:
    """The path of a Chromium, installed when there is none."""
    installers: list[Callable[[], None]] = [install_by_apt, install_by_playwright]
    path = found()
    while path is None and installers:
        print("Installing Chromium for the browser tests …", flush=True)
        installers.pop(0)()
        path = found()
    return path


if __name__ == "__main__":
    sys.exit(None if ensure() else HELP)
