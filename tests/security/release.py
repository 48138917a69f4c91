"""`make release VERSION=1.2.0`: a tag is made only where checks and audit have just been green."""

import os
import re
import subprocess
import sys
from pathlib import Path

STEPS = ("check", "audit")
NUMBER = re.compile(r"\d+\.\d+\.\d+")


def release(version: str) -> str:
    """The new tag; ends with a sentence, and no tag, when anything stands against it."""
    tag = f"v{version}"
    _refuse_a_version_that_nobody_wrote_about(version)
    commit = _commit_without_changes()
    if _git("tag", "--list", tag):
        sys.exit(f"{tag} is there already: a released version never changes. Take the next number.")
    for step in STEPS:
        _make(step)
    if _commit_without_changes() != commit:
        sys.exit("Something was committed meanwhile, which nobody has checked. Try again.")
    _git("tag", "--annotate", tag, "--message", f"Version {version}", commit)
    return tag


def _refuse_a_version_that_nobody_wrote_about(version: str) -> None:
    if not NUMBER.fullmatch(version):
        sys.exit("Which version? Try: make release VERSION=1.2.0")
    heading = rf"^## {re.escape(version)}(?: .*)?\n+(?!## )\S"
    if not re.search(heading, Path("CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE):
        sys.exit(f"CHANGELOG.md says nothing under `## {version}`. Write there what is new.")


def _commit_without_changes() -> str:
    """What is checked out; refused while anything else lies about that would be checked with it."""
    if changes := _git("status", "--porcelain"):
        sys.exit(f"Only what is committed is released. Commit or remove:\n{changes}")
    return _git("rev-parse", "HEAD")


def _make(step: str) -> None:
    # Without the flags of the outer make: `make -i release` must not make a red step look green.
    plain = {name: value for name, value in os.environ.items() if name != "MAKEFLAGS"}
    if subprocess.run(["make", "--no-print-directory", step], env=plain, check=False).returncode:
        sys.exit(f"`make {step}` is red, so nothing was tagged.")


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr.strip())
    return done.stdout.strip("\n")


if __name__ == "__main__":
    print(f"Tagged {release(*sys.argv[1:])}. Publish it: git push origin v{sys.argv[1]}")
