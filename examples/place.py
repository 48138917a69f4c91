"""Where the demonstration lives: its folder, its two ports, and what it remembers."""

import json
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any


class Trouble(Exception):
    """The demonstration cannot go on; the message says how to mend it."""


@dataclass(frozen=True)
class Place:
    """The folder and the ports of one demonstration."""

    instance: Path
    dashboard_port: int
    platform_port: int

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Place":
        """`DASHBOARD_PORT`, `PLATFORM_PORT` and `INSTANCE`, all optional."""
        place = cls(
            Path(env.get("INSTANCE", "instance")),
            _port(env, "DASHBOARD_PORT", 4242),
            _port(env, "PLATFORM_PORT", 4243),
        )
        place.instance.mkdir(parents=True, exist_ok=True)
        return place

    @property
    def dashboard_url(self) -> str:
        """Where sellers see their money."""
        return f"http://localhost:{self.dashboard_port}"

    @property
    def platform_url(self) -> str:
        """Where Kirschmarkt is: by number, since `localhost` would be the dashboard's own site."""
        return f"http://127.0.0.1:{self.platform_port}"

    @property
    def database(self) -> Path:
        """The one file that holds all money."""
        return self.instance / "express.db"

    @property
    def outbox(self) -> Path:
        """The file that stands in for a telephone network."""
        return self.instance / "outbox.jsonl"

    @cached_property
    def memory(self) -> "Memory":
        """What the demonstration keeps between two starts."""
        return Memory(self.instance / "demo.json")

    def require_free_ports(self) -> None:
        """Raise `Trouble` if another program has one of our ports."""
        taken = {"DASHBOARD_PORT": self.dashboard_port, "PLATFORM_PORT": self.platform_port}
        for name, port in taken.items():
            with socket.socket() as door:
                door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    door.bind(("127.0.0.1", port))
                except OSError as error:
                    raise Trouble(
                        f"Port {port} is taken by another program: stop it, "
                        f"or choose another port, for example {name}={port + 1000} make run"
                    ) from error


class Memory:
    """A small JSON file. It holds secret keys, so only its owner may read it."""

    def __init__(self, path: Path) -> None:
        """Read what is there, or begin with fresh secrets."""
        self._path = path
        self._content: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
        for name in ("dashboard_secret", "platform_secret"):
            if name not in self._content:
                self.keep(**{name: secrets.token_hex(32)})

    def __getitem__(self, name: str) -> Any:
        """What was kept under a name; None if nothing was."""
        return self._content.get(name)

    def keep(self, **changes: object) -> None:
        """Remember these, and write them down at once."""
        self._content.update(changes)
        self._path.touch(mode=0o600)
        self._path.write_text(json.dumps(self._content, indent=2) + "\n")


def _port(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name, str(default))
    if not text.isdecimal() or not 0 < int(text) < 65_536:
        raise Trouble(f"{name} is {text!r}; it must be a port number such as {default}.")
    return int(text)
