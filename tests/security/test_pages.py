"""What SECURITY.md and its companions say is so: numbers, tests, links and figures."""

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.security import named_tests, promises
from tests.security.named_tests import ROOT
from webapp.access.audit.events import CATALOGUE

DOCS = ROOT / "docs"
PROSE = [ROOT / "SECURITY.md", DOCS / "security.md", DOCS / "threat-model.md", DOCS / "audit.md"]
NUMBER = re.compile(r"\b[A-FJ]\d{1,2}\b")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
SETTING = re.compile(r"`([A-Z]+(?:_[A-Z]+)+)`")
METRIC = re.compile(r"`((?:sms|mail)_[a-z_]+)`")
COMMAND = re.compile(
    r"`(?:flask --app wsgi )?((?:access|audit|ledger|db|secrets|sessions) [a-z]+)`"
)


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(path: Path) -> None:
    """J9: also the promise that these pages ship with the code."""
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_every_threat_names_promises_that_have_a_test() -> None:
    """J9: a threat is stopped by what a test shows."""
    shown = promises.shown(named_tests.in_repository())
    named = set(NUMBER.findall(PROSE[2].read_text(encoding="utf-8")))
    assert named
    assert not named - set(shown)


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_every_named_setting_is_one(path: Path) -> None:
    sources = [ROOT / "gunicorn.conf.py", *(ROOT / "webapp").glob("*.py")]
    known = "".join(source.read_text(encoding="utf-8") for source in sources)
    for name in SETTING.findall(path.read_text(encoding="utf-8")):
        assert f'"{name}"' in known, name


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_every_named_command_is_one(made_app: Flask, path: Path) -> None:
    text = " ".join(path.read_text(encoding="utf-8").split())
    for name in COMMAND.findall(text):
        group, command = name.split()
        assert command in made_app.cli.commands[group].commands, name  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_every_named_metric_is_counted(path: Path) -> None:
    source = "".join(f.read_text(encoding="utf-8") for f in (ROOT / "webapp").rglob("*.py"))
    for name in METRIC.findall(path.read_text(encoding="utf-8")):
        assert f'"{name}"' in source, name


def test_at_least_25_events_are_audited() -> None:
    """J1: the catalogue has that many kinds, each in words for the operator."""
    assert len(CATALOGUE) >= 25
    assert all(event.operator for event in CATALOGUE)
