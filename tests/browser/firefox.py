"""Drives Debian's Firefox ESR by its own protocol, Marionette; run as a program, installs it first.

Playwright drives only a Firefox that it has patched itself, which this one is not.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

NAMES = ("firefox-esr", "firefox")
HELP = """\
No Firefox was found, and none could be installed, so the tests of it cannot run.
Install one (Debian: sudo apt-get install firefox-esr), or name yours: make test FIREFOX=/path"""
QUIET = {
    "app.update.enabled": False,
    "browser.region.network.url": "",
    "browser.safebrowsing.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.disable_open_during_load": False,
    "extensions.getAddons.cache.enabled": False,
    "marionette.port": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
ARGUMENTS = ("--headless", "--no-remote", "--marionette", "--remote-allow-system-access")
STARTS_WITHIN, PATIENCE, STEP = 60, 15, 0.05
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key that WebDriver names elements by


class FirefoxSaysNo(Exception):
    """The browser refused a command."""


class Firefox:
    """One Firefox with a fresh profile and no window."""

    def __init__(self, home: Path, **preferences: Any) -> None:
        """Start it; `preferences` are written with `__` for their dots."""
        path = found()
        assert path, HELP
        named = {name.replace("__", "."): value for name, value in preferences.items()}
        lines = [
            f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in (QUIET | named).items()
        ]
        (home / "user.js").write_text("\n".join(lines))
        self._process = subprocess.Popen(
            [path, *ARGUMENTS, "--profile", str(home)],
            env={**os.environ, "HOME": str(home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._socket = socket.create_connection(("127.0.0.1", self._port(home)), timeout=60)
        self._buffer, self._number = b"", 0
        self._read()  # who it is
        self.tell("WebDriver:NewSession")

    def stop(self) -> None:
        """End it."""
        self._socket.close()
        self._process.kill()
        self._process.wait()

    def tell(self, command: str, **parameters: Any) -> Any:
        """What one command of the protocol answers."""
        self._number += 1
        text = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(b"%d:%b" % (len(text), text))
        _, _, error, result = self._read()
        if error:
            raise FirefoxSaysNo(f"{command}: {error['error']}: {error['message']}")
        return result

    def go(self, url: str) -> None:
        """Open the address in this tab, from its top."""
        self.tell("WebDriver:SwitchToFrame")
        self.tell("WebDriver:Navigate", url=url)

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns in the page or the frame that we are in."""
        return self.tell("WebDriver:ExecuteScript", script=script, args=arguments)["value"]

    def cookies(self) -> list[dict[str, Any]]:
        """All cookies of all jars, each with the site of the page around the frame."""
        found: list[dict[str, Any]] = self._inside(
            "return Services.cookies.cookies.map(c => ({name: c.name, isSecure: c.isSecure, "
            "isHttpOnly: c.isHttpOnly, partition: c.originAttributes.partitionKey}))"
        )
        return found

    def documents(self) -> list[str]:
        """The address of each document in this tab, those in frames too."""
        found: list[str] = self._inside(
            "return gBrowser.selectedBrowser.browsingContext.getAllBrowsingContextsInSubtree()"
            ".map(context => context.currentWindowGlobal?.documentURI?.spec ?? '')"
        )
        return found

    def forget(self) -> None:
        """Empty all its jars."""
        self._inside("Services.cookies.removeAll()")

    def _inside(self, script: str) -> Any:
        """What a script returns in the browser itself."""
        self.tell("Marionette:SetContext", value="chrome")
        try:
            return self.run(script)
        finally:
            self.tell("Marionette:SetContext", value="content")

    def into(self, *selectors: str) -> None:
        """Go into a frame, by the way there from the top; `>>>` before one opens a shadow."""
        self.tell("WebDriver:SwitchToFrame")
        for selector in selectors:
            frame = self.wait(
                "const [host, inner] = arguments[0].split(' >>> ');"
                "const found = document.querySelector(host);"
                "return inner ? found?.shadowRoot?.querySelector(inner) : found",
                selector,
            )
            self.tell("WebDriver:SwitchToFrame", element=frame[ELEMENT])

    def wait(self, script: str, *arguments: Any) -> Any:
        """What the script returns as soon as it is something; pages may come and go meanwhile."""
        return self.wait_until(lambda: self.run(script, *arguments), f"{script} {arguments}")

    def wait_until(self, ask: Callable[[], Any], what: str) -> Any:
        """What is answered as soon as it is something."""
        deadline, last = time.monotonic() + PATIENCE, None
        while time.monotonic() < deadline:
            try:
                value = ask()
            except FirefoxSaysNo as error:
                value, last = None, error
            if value:
                return value
            time.sleep(STEP)
        raise AssertionError(f"{what}: {last or self.documents()}")

    def words(self) -> str:
        """The words that are shown where we are."""
        return str(self.run(WORDS))

    def _port(self, home: Path) -> int:
        file, deadline = home / "MarionetteActivePort", time.monotonic() + STARTS_WITHIN
        while not (file.exists() and file.read_text().strip()):
            assert time.monotonic() < deadline and self._process.poll() is None, "no Firefox came"
            time.sleep(STEP)
        return int(file.read_text())

    def _read(self) -> Any:
        while b":" not in self._buffer:
            self._more()
        length, _, self._buffer = self._buffer.partition(b":")
        while len(self._buffer) < int(length):
            self._more()
        text, self._buffer = self._buffer[: int(length)], self._buffer[int(length) :]
        return json.loads(text)

    def _more(self) -> None:
        got = self._socket.recv(1 << 16)
        assert got, "Firefox has gone"
        self._buffer += got


WORDS = "return document.body ? document.body.innerText : ''"


def found() -> str | None:
    """The path of a Firefox: `FIREFOX`, or one in PATH."""
    named = [os.environ.get("FIREFOX"), *map(shutil.which, NAMES)]
    return next((path for path in named if path), None)


def ensure() -> str | None:
    """The path of a Firefox, Debian's if there is none and we may install it."""
    if found() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Firefox for the browser tests …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in ("update", "install -y --no-install-recommends firefox-esr"):
            arguments = ["apt-get", "-qq", *command.split()]
            subprocess.run(arguments, env=environment, stdin=subprocess.DEVNULL, check=False)
    return found()


if __name__ == "__main__":
    sys.exit(None if ensure() else HELP)
