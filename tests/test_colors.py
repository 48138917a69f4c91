"""Colours: whatever a platform chooses can be read on light pages and on dark ones."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.colors import DARK, LIGHT, TEXT_CONTRAST_MIN, Theme, contrast, ink_on

STEPS = [f"{value:02x}" for value in range(0, 256, 15)]
EVERY_COLOR = ["#" + "".join(channels) for channels in product(STEPS, STEPS, STEPS)]
TOKENS = Path("webapp/static/css/tokens.css")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_brand_can_be_read_on_every_ground_as_text(theme: Theme) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 on pages, panels, sunken places and on its own tint."""
    assert min(map(theme.contrast, EVERY_COLOR)) >= TEXT_CONTRAST_MIN


@given(st.integers(0, 0xFFFFFF).map("#{:06x}".format))
def test_any_brand_at_all_can_be_read_as_text_and_under_it(color: str) -> None:
    assert min(LIGHT.contrast(color), DARK.contrast(color)) >= TEXT_CONTRAST_MIN
    assert contrast(ink_on(color), color) >= TEXT_CONTRAST_MIN


def test_black_on_white_is_all_the_contrast_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_colour_that_can_be_read_stays_what_it_is() -> None:
    assert LIGHT.accent("#0a5f5a") == "#0a5f5a"
    assert DARK.accent("#9ad0c2") == "#9ad0c2"
    assert LIGHT.accent("#ffee00") != "#ffee00"


def test_the_stylesheet_does_the_same_arithmetic() -> None:
    """What is said of a colour is what browsers show: the figures are those of the tokens."""
    tokens = TOKENS.read_text(encoding="utf-8")
    assert f"min(l, {LIGHT.lightness[1]}) min(c, {LIGHT.chroma_max})" in tokens
    assert f"max(l, {DARK.lightness[0]}) min(c, {DARK.chroma_max})" in tokens
    assert "var(--accent) 11%, var(--surface)" in tokens
