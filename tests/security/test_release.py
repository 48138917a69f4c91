"""No release without its checks and its audit: our Makefile in a repository of its own, with tools
that answer as the test says."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.security.named_tests import ROOT

OURS = ("Makefile", "pyproject.toml", ".gitignore", "tests/security/release.py")
TOOLS = ("python", "ruff", "mypy", "uv")
AUDITORS = ("python", "bandit", "semgrep", "pip-audit")
# Notes its call, does what its test wants, and is green otherwise. Python is itself for `release`.
TOOL = """#!/bin/sh
name=$(basename "$0")
case "$*" in *tests.security.release*) exec {python} "$@";; esac
echo "$name $*" >>"{repository}.calls"
if [ -e "{repository}.$name" ]; then . "{repository}.$name"; fi
"""


@dataclass(frozen=True)
class Shop:
    """A repository that could be released, and what its tools were asked."""

    home: Path

    def write(self, path: str, text: str) -> None:
        """Write a file of the repository."""
        (self.home / path).parent.mkdir(parents=True, exist_ok=True)
        (self.home / path).write_text(text, encoding="utf-8")

    def commit(self) -> None:
        """Commit whatever has changed."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Change something")

    def git(self, *words: str) -> str:
        """What git answers."""
        return self._run("git", *words, check=True).stdout.strip()

    def release(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`make release`, with these words behind it."""
        return self._run("make", "release", f"PYTHON={self.home}/.venv/bin/python", *words)

    def tool_does(self, name: str, script: str) -> None:
        """Let a tool do this from now on."""
        Path(f"{self.home}.{name}").write_text(script + "\n", encoding="utf-8")

    @property
    def calls(self) -> str:
        """What the tools were asked so far, one call a line."""
        kept = Path(f"{self.home}.calls")
        return kept.read_text(encoding="utf-8") if kept.exists() else ""

    def _run(self, *words: str, check: bool = False) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            words, cwd=self.home, env=_surroundings(), capture_output=True, text=True
        )
        assert done.returncode == 0 or not check, done.stderr
        return done


def _surroundings() -> dict[str, str]:
    """Neither the make that runs these tests nor the settings of whoever runs them."""
    outer = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "MAKE", "MFLAGS"))}
    alice = {
        f"GIT_{role}_{part}": "alice@example.com"
        for role in ("AUTHOR", "COMMITTER")
        for part in ("NAME", "EMAIL")
    }
    return outer | alice | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """Everything is green, committed, and in the changelog as 1.2.0."""
    shop = Shop(tmp_path / "shop")
    for path in OURS:
        shop.write(path, (ROOT / path).read_text(encoding="utf-8"))
    for path in ("requirements.txt", "requirements-dev.txt", "requirements.lock"):
        shop.write(path, "")
    shop.write("CHANGELOG.md", "# Changelog\n\n## 1.2.0 (2026-11-23)\n\n- Something new.\n")
    script = TOOL.format(python=sys.executable, repository=shop.home)
    for path in [f".venv/bin/{n}" for n in TOOLS] + [f".venv-audit/bin/{n}" for n in AUDITORS]:
        shop.write(path, script)
        (shop.home / path).chmod(0o755)
    shop.git("init", "--quiet")
    shop.commit()
    return shop


def test_a_green_version_is_tagged_where_it_was_checked(shop: Shop) -> None:
    """J7: after format, lint, types, tests, bandit, semgrep, pip-audit, a look for newer ones."""
    done = shop.release("VERSION=1.2.0")
    assert done.returncode == 0, done.stderr
    assert shop.git("rev-parse", "v1.2.0^{commit}") == shop.git("rev-parse", "HEAD")
    checks = ("ruff format", "ruff check", "mypy", "python -m pytest")
    places = [shop.calls.index(f"\n{tool} ") for tool in (*checks, *AUDITORS[1:], "uv")]
    assert places == sorted(places)


@pytest.mark.parametrize("tool", ["ruff", "mypy", "bandit", "semgrep", "pip-audit", "uv"])
def test_a_red_step_leaves_no_tag(shop: Shop, tool: str) -> None:
    """J7: a package with a known weakness is one, and so is a service that cannot be reached."""
    shop.tool_does(tool, "echo 'urllib3 1.0 PYSEC-1'; exit 1")
    assert shop.release("VERSION=1.2.0").returncode
    assert shop.git("tag") == ""


@pytest.mark.parametrize("call", ["--test tests", "--strict --config tests", "--config p/flask"])
def test_no_rule_of_semgreps_may_be_broken(shop: Shop, call: str) -> None:
    """J7: first ours, which must catch what they are shown, in files that can be read."""
    shop.tool_does("semgrep", f'case "$*" in *"{call}"*) exit 1;; esac')
    assert shop.release("VERSION=1.2.0").returncode
    assert shop.git("tag") == ""


def test_a_red_step_cannot_be_ignored(shop: Shop) -> None:
    """J7: not by `make -i` either."""
    shop.tool_does("pip-audit", "exit 1")
    assert "is red" in shop.release("VERSION=1.2.0", "-i").stderr
    assert shop.git("tag") == ""


def test_a_package_that_nobody_could_look_up_leaves_no_tag(shop: Shop) -> None:
    """J7: pip-audit passes over such packages, and ends green, unless it is told to be strict."""
    shop.tool_does("pip-audit", 'case "$*" in *--strict*requirements.lock*) exit 1;; esac')
    assert shop.release("VERSION=1.2.0").returncode
    assert shop.git("tag") == ""


def test_a_package_that_is_overdue_leaves_no_tag(shop: Shop) -> None:
    """J7: whoever is a quarter behind hears which; uv itself ends green."""
    shop.tool_does("uv", "echo 'flask 3.0.0 3.1.3'")
    assert "flask 3.0.0 3.1.3" in shop.release("VERSION=1.2.0").stderr
    assert shop.git("tag") == ""


def test_only_what_was_newer_a_quarter_ago_is_overdue(shop: Shop) -> None:
    """J7: the time that SECURITY.md gives."""
    shop.release("VERSION=1.2.0")
    assert "--outdated --exclude-newer 92 days --exclude" in shop.calls
    assert "once a quarter" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def _a_file_that_git_does_not_know(shop: Shop) -> None:
    shop.write("webapp/forgotten.py", "")


def _a_change(shop: Shop) -> None:
    shop.write("requirements.txt", "# changed\n")


def _no_entry_in_the_changelog(shop: Shop) -> None:
    shop.write("CHANGELOG.md", "## 1.2.01\n- More.\n\n## 1.2.0\n\n## 1.1.0\n- Less.\n")
    shop.commit()


def _a_tag_of_that_name(shop: Shop) -> None:
    shop.git("tag", "v1.2.0", "HEAD")
    shop.write("requirements.txt", "# changed\n")
    shop.commit()


@pytest.mark.parametrize(
    ("hindrance", "said"),
    [
        (_a_file_that_git_does_not_know, "Only what is committed"),
        (_a_change, "Only what is committed"),
        (_no_entry_in_the_changelog, "says nothing under `## 1.2.0`"),
        (_a_tag_of_that_name, "never changes"),
    ],
)
def test_what_is_not_ready_is_refused_at_once(
    shop: Shop, hindrance: Callable[[Shop], None], said: str
) -> None:
    hindrance(shop)
    before = shop.git("for-each-ref", "refs/tags")
    assert said in shop.release("VERSION=1.2.0").stderr
    assert shop.git("for-each-ref", "refs/tags") == before
    assert "pytest" not in shop.calls


@pytest.mark.parametrize("version", ["", "VERSION=v1.2.0", "VERSION=1.2", "VERSION=1.2.0-rc 1"])
def test_a_version_has_three_numbers(shop: Shop, version: str) -> None:
    assert "Try: make release VERSION=" in shop.release(*filter(None, [version])).stderr
    assert shop.git("tag") == ""


@pytest.mark.parametrize("change", ["git commit --quiet --allow-empty -m More", "touch new"])
def test_what_changes_during_the_checks_is_not_released(shop: Shop, change: str) -> None:
    shop.tool_does("bandit", change)
    assert shop.release("VERSION=1.2.0").returncode
    assert shop.git("tag") == ""
