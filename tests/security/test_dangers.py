"""Doors that our source lacks, so that nobody need guard them; each rule is shown a breach."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.security import dangers
from tests.security.named_tests import ROOT

Rule = Callable[[str], list[str]]
SOURCES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "webapp").rglob("*.py"))
}
TEMPLATES = sorted(Path(ROOT / "webapp" / "templates").rglob("*.html"))
# What breaks a rule and may: each with its reason.
ALLOWED = {
    ("webapp/cli/demo.py", "random"),  # made-up sales of the demonstration
    ("webapp/cli/demo_history.py", "random"),
    ("webapp/dashboard/activity/rows.py", "Markup"),  # joins rows that Jinja has escaped already
    ("webapp/formatting.py", "Markup"),  # its `format` escapes the name that it sets apart
    ("webapp/settings/authenticator.py", "Markup"),  # a QR code drawn by a library: no text
    # Both sides lie in the database: nobody outside can ask again and again.
    ("webapp/access/audit/proof.py", "self.kept.digest != self.digest"),
    ("webapp/access/audit/proof.py", "tip.digest != self.digest"),
    ("webapp/settings/devices.py", "session.digest == current_user.digest"),
    # A language and a currency are no secrets.
    ("webapp/catalogues.py", "code == SOURCE"),
    ("webapp/dashboard/currency.py", "code == current"),
    ("webapp/dashboard/export/downloads.py", "socket"),  # looks whether the reader has hung up
    ("webapp/live/connection.py", "socket"),  # says how much may wait for a slow reader
}
GATEWAYS = {"webapp/sms/webhook.py": ["requests"], "webapp/sms/gateway.py": ["apprise"]}


def breaches(rule: Rule) -> dict[str, list[str]]:
    """What breaks the rule, by file."""
    found = {
        path: [what for what in rule(source) if (path, what) not in ALLOWED]
        for path, source in SOURCES.items()
    }
    return {path: what for path, what in found.items() if what}


def test_we_have_no_doors_to_commands_foreign_objects_or_xml() -> None:
    assert not breaches(dangers.forbidden_imports)


def test_no_text_is_run_as_code_or_hashed_with_what_is_broken() -> None:
    assert not breaches(dangers.forbidden_calls)


def test_no_protection_is_switched_off() -> None:
    """D7: nor does Flask-Login remember anybody (`remember=True`)."""
    assert not breaches(dangers.weakened_calls)


def test_secrets_are_never_compared_by_the_equals_sign() -> None:
    """B10: `hmac.compare_digest`, or the database, compares them."""
    assert not breaches(dangers.plain_comparisons)


def test_each_comparison_of_digests_would_be_missed() -> None:
    """B10: a plain `==` in place of any `compare_digest` of ours is caught, one at a time."""
    plain = [
        (path, comparison, source)
        for path, own in SOURCES.items()
        for comparison, source in dangers.equals_for_digests(own)
    ]
    assert len(plain) == sum(own.count("compare_digest(") for own in SOURCES.values()) >= 8
    for path, comparison, source in plain:
        assert comparison in dangers.plain_comparisons(source), path
        assert (path, comparison) not in ALLOWED


def test_only_the_gateways_of_messages_speak_to_other_machines() -> None:
    assert breaches(dangers.outward_calls) == GATEWAYS


def test_the_app_knows_nothing_of_tests_and_examples() -> None:
    def strays(source: str) -> list[str]:
        return sorted(set(dangers.modules(source)) & {"tests", "examples", "bench"})

    assert not breaches(strays)


def test_no_template_switches_escaping_off() -> None:
    assert TEMPLATES
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", ""), path
        assert "autoescape" not in text, path


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (dangers.forbidden_imports, "from subprocess import run"),
        (dangers.forbidden_imports, "def late():\n    import xml.etree.ElementTree"),
        (dangers.forbidden_calls, "hashlib.md5(b'')"),
        (dangers.forbidden_calls, "eval(text)"),
        (dangers.weakened_calls, "requests.get(url, verify=False)"),
        (dangers.weakened_calls, "login_user(user, remember=True)"),
        (dangers.outward_calls, "import requests"),
        (dangers.plain_comparisons, "if code == expected: ..."),
        (dangers.plain_comparisons, "if self.code != typed: ..."),
        (dangers.plain_comparisons, "if sent == hmac_of(text).digest(): ..."),
        (dangers.plain_comparisons, "return signature(body) == header"),
        (dangers.plain_comparisons, "return typed == TEST_CODE"),
        (dangers.plain_comparisons, "return sent.encode() == token.encode()"),
        (dangers.plain_comparisons, "return pending.session != here"),
        (dangers.plain_comparisons, "return any(own == typed for own in codes)"),
    ],
)
def test_a_breach_is_caught(rule: Rule, source: str) -> None:
    assert rule(source)


@pytest.mark.parametrize(
    "source",
    [
        "row = cls.get_or_none(cls.digest == digest(token))",
        "mine = (link.digest == self.digest) & (link.expires_at > now)",
        "rows.where(row.digest == self.digest)",
        "hmac.compare_digest(code, expected)",
        "status_code == 200",
    ],
)
def test_what_the_database_compares_is_no_breach(source: str) -> None:
    assert not dangers.plain_comparisons(source)
