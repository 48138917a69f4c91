"""What the figures were taken on."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path


def machine() -> str:
    """Processor, memory, versions, and how busy it was besides."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    names = [version_of(name) for name in ("flask", "gunicorn", "gevent")]
    parts = [
        f"{cores} cores of {_processor()}",
        f"{platform.system()} {platform.machine()}",
        f"{platform.python_implementation()} {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        *names,
    ]
    return ", ".join(parts)


def load() -> str:
    """How many processes wanted to run, on average over the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


def version_of(package: str) -> str:
    """`flask 3.1.3`."""
    return f"{package} {version(package)}"


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    named = file.read_text().partition("model name")[2] if file.exists() else ""
    return named.partition("\n")[0].strip("\t :") or platform.processor() or "an unnamed processor"
