"""Figures that stand in the security pages' sentences are those of the code."""

import re
from pathlib import Path

import pytest

import webapp
from tests.security import figures
from tests.security.named_tests import ROOT
from webapp import database
from webapp.access import sweep, tokens
from webapp.access.factors import authenticator, passkey_challenge, recovery_code
from webapp.access.limits.pace import in_words
from webapp.access.sessions import session
from webapp.accounts import payout_hold
from webapp.accounts.api_key import ApiKey
from webapp.accounts.brand import ICON_BYTES_MAX
from webapp.accounts.platform import Platform
from webapp.money import AMOUNT_MAX
from webapp.sms import channel

SECURITY, THREATS = ROOT / "docs" / "security.md", ROOT / "docs" / "threat-model.md"
IDLE, LIFETIME = in_words(session.IDLE), in_words(session.LIFETIME)
SENTENCES = [
    (SECURITY, f"ends idle after {IDLE} and in any case after {LIFETIME}"),
    (SECURITY, f"| tokens of links, sessions, sign-ins | {8 * tokens.TOKEN_BYTES} random bits |"),
    (SECURITY, f"| authenticator seeds | {5 * authenticator.SEED_LENGTH} random bits"),
    (
        SECURITY,
        f"| recovery codes | {5 * recovery_code.GROUPS * recovery_code.GROUP_LENGTH} random",
    ),
    (SECURITY, f"a challenge of {8 * passkey_challenge.CHALLENGE_BYTES} random bits"),
    (SECURITY, f"less than {ICON_BYTES_MAX // 1024} KiB"),
    (SECURITY, f"Bodies end at {webapp.BODY_BYTES_MAX // 2**20} MiB"),
    (SECURITY, f"pool of {database.POOL_SIZE} a process"),
    (SECURITY, f"who finds none within {database.BUSY_TIMEOUT_SECONDS} seconds"),
    (SECURITY, f"at most {channel.WAIT_SECONDS} seconds"),
    (SECURITY, f"at most {channel.UNDERWAY_MAX} requests wait for it"),
    (THREATS, f"cannot change for {payout_hold.HELD_FOR // 3_600} hours"),
    (THREATS, f"idle or {LIFETIME}"),
    (THREATS, f"{8 * tokens.TOKEN_BYTES} bits, five minutes, once"),
]


def prose(path: Path) -> str:
    """The page as one line, so that a sentence may run over several."""
    return " ".join(path.read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    ("path", "sentence"), SENTENCES, ids=lambda value: getattr(value, "name", value)
)
def test_a_sentence_has_the_figure_of_the_code(path: Path, sentence: str) -> None:
    """J9: a page that says what no longer holds is worse than none."""
    assert sentence in prose(path)


def test_figures_in_words_are_those_of_the_code() -> None:
    text = prose(SECURITY)
    assert "no more than twelve digits" in text
    assert AMOUNT_MAX < 10**12
    assert "deleted a day after their end, sessions ninety days after theirs" in text
    assert (sweep.ENTRANCE_KEPT_FOR, sweep.SESSION_KEPT_FOR) == (86_400, 90 * 86_400)


@pytest.mark.engine("sqlite")
def test_a_key_has_as_many_bits_as_is_said(db: object) -> None:
    digits = ApiKey.mint(Platform.found("Acme"), livemode=True).removeprefix("sk_live_")
    assert f"| API keys | {4 * len(digits)} random bits |" in prose(SECURITY)


@pytest.mark.parametrize("name", figures.TABLES)
def test_a_table_of_figures_is_filled_in(tmp_path: Path, name: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n<!-- figures: {name} (made) -->\nold\n<!-- /figures -->\nafter\n")
    text = figures.filled(page)
    assert "\nold\n" not in text
    assert re.search(r"\| a login link \| works once, for \d+ minutes \|", text)
    assert text.startswith("before\n")
    assert text.endswith("-->\nafter\n")
