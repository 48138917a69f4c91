"""No card's number gets in by the command line."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.cast import Platform
from tests.test_card_numbers import CARDS

pytestmark = pytest.mark.engine("sqlite")
OPTIONS = [
    ("--describe", "charge=Order {card}"),
    ("--show-metadata", "{card}"),
    ("--refresh-url", "https://acme.example/{card}/earnings"),
]


def said(app: Flask, *arguments: str) -> str:
    """What a command says that refuses."""
    result = app.test_cli_runner().invoke(args=list(arguments))
    assert result.exit_code == 2
    return str(result.output)


@pytest.mark.parametrize("number", [CARDS[0], "4242.4242.4242.4242"])
@pytest.mark.parametrize(("option", "text"), OPTIONS)
def test_a_platform_says_none_of_itself(
    app: Flask,
    make_platform: Callable[..., Platform],
    cli: Callable[..., str],
    option: str,
    text: str,
    number: str,
) -> None:
    """J5: neither when it is founded nor later."""
    acme = make_platform("Acme", "--origin", "https://acme.example")
    given = (option, text.replace("{card}", number))
    for command in (("create", "Other"), ("update", acme.id)):
        words = " ".join(said(app, "platform", *command, *given).split())
        assert "looks like a card number" in words
        assert number not in words


def test_no_platform_is_called_so(app: Flask, make_platform: Callable[..., Platform]) -> None:
    """J5: its name stands in every message."""
    acme = make_platform("Acme")
    assert "card number" in said(app, "platform", "create", f"Shop {CARDS[1]}")
    assert "card number" in said(app, "platform", "update", acme.id, "--name", CARDS[1])
