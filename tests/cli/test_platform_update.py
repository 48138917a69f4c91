"""`platform update`, and which ways in a platform allows."""

import json
from collections.abc import Callable

import pytest
from click.testing import Result

from webapp.access.audit.chain import AuditEvent
from webapp.accounts.platform import Platform

Command = Callable[..., Result]


def made(flask: Command, *options: str) -> Platform:
    result = flask("platform", "create", "Acme", *options, "--json")
    assert result.exit_code == 0, result.output
    return Platform.get_by_id(json.loads(result.stdout)["id"])


def fresh(platform: Platform) -> Platform:
    return Platform.get_by_id(platform.id)


def test_without_a_choice_every_way_in_is_allowed(flask: Command) -> None:
    """B12, B14, C11: also those that a later release brings."""
    platform = made(flask)
    assert all(platform.allows(way) for way in ("sms", "email", "totp", "recovery", "passkey"))


def test_only_what_is_chosen_is_allowed_and_texts_always(flask: Command) -> None:
    platform = made(flask, "--factor", "passkey", "--factor", "totp", "--factor", "totp")
    assert platform.factors == ["sms", "totp", "passkey"]
    assert not platform.allows("email")
    assert platform.allows("sms")


def test_what_is_given_is_changed_and_nothing_else(flask: Command) -> None:
    platform = made(flask, "--brand-color", "#aabbcc", "--origin", "https://a.example")
    result = flask("platform", "update", platform.id, "--name", "Acme GmbH", "--factor", "sms")
    assert result.exit_code == 0, result.output
    assert result.output == f"{platform.id} is changed: factors, name.\n"
    changed = fresh(platform)
    assert (changed.name, changed.factors) == ("Acme GmbH", ["sms"])
    assert (changed.brand_color, changed.origins) == ("#aabbcc", ["https://a.example"])
    event = AuditEvent.get(AuditEvent.event == "platform.changed")
    assert "factors" in event.detail


def test_one_proof_is_asked_for_unless_two_are_wanted(flask: Command) -> None:
    """The choice is kept by other changes, and may be taken back."""
    assert made(flask).signin_proofs == 1
    platform = made(flask, "--signin-proofs", "two")
    assert platform.asks_two
    flask("platform", "update", platform.id, "--name", "Acme GmbH")
    assert fresh(platform).asks_two
    result = flask("platform", "update", platform.id, "--signin-proofs", "one")
    assert result.output == f"{platform.id} is changed: signin_proofs.\n"
    assert not fresh(platform).asks_two


def test_origins_that_are_given_replace_the_old_ones(flask: Command) -> None:
    platform = made(flask, "--origin", "https://a.example", "--origin", "https://b.example")
    flask("platform", "update", platform.id, "--origin", "https://b.example/")
    assert fresh(platform).origins == ["https://b.example"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "Say what to change"),
        (["--name", " "], "has a name"),
        (["--factor", "voice"], "is not one of"),
        (["--signin-proofs", "three"], "is not one of"),
        (["--brand-color", "red"], "six hex digits"),
        (["--origin", "https://ok.example", "--origin", "*"], "An origin is https://host"),
        (["--refresh-url", "/back"], "full web address"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_bad_change_is_refused_as_a_whole(
    flask: Command, options: list[str], sentence: str
) -> None:
    platform = made(flask, "--origin", "https://a.example")
    result = flask("platform", "update", platform.id, *options)
    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.split())
    assert fresh(platform).origins == ["https://a.example"]
    assert fresh(platform).__data__ == platform.__data__


def test_an_unknown_platform_is_refused(flask: Command) -> None:
    result = flask("platform", "update", "plat_unknown", "--name", "Mine")
    assert result.exit_code == 2
    assert "No such platform" in result.stderr


def test_a_colour_that_cannot_be_read_is_shown_darker_and_that_is_said(flask: Command) -> None:
    """WCAG 2.2: nothing is refused, for any colour can be made readable; the change is told."""
    platform = made(flask)
    told = flask("platform", "update", platform.id, "--brand-color", "#ffee00").output
    assert fresh(platform).brand_color == "#ffee00"
    assert "On light pages links, lines and the chart are #6f5f00" in told
    assert "rather than #ffee00, so that everybody can read them (5." in told
    assert "On dark pages" in told
    assert "so that they do not glare" in told
    quiet = flask("platform", "update", platform.id, "--brand-color", "#0a5f5a")
    assert "light pages" not in quiet.output


def test_panels_words_and_keys_are_given_and_taken_back(flask: Command) -> None:
    platform = made(flask, "--hide", "payouts", "--describe", "charge=Sale at {platform}")
    flask("platform", "update", platform.id, "--show-metadata", "", "--hide", "activity")
    changed = fresh(platform)
    assert (changed.hidden_panels, changed.shown_metadata) == (["activity"], [])
    assert changed.descriptions == {"charge": "Sale at {platform}"}
    cleared = ("--clear", "hidden-panels", "--clear", "descriptions", "--clear", "shown-metadata")
    told = flask("platform", "update", platform.id, *cleared)
    assert (
        told.output == f"{platform.id} is changed: descriptions, hidden_panels, shown_metadata.\n"
    )
    bare = fresh(platform)
    assert [bare.hidden_panels, bare.descriptions, bare.shown_metadata] == [None] * 3


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--hide", "balance"], "is not one of"),
        (["--describe", "Sale"], "Write TYPE=TEXT"),
        (["--describe", "charge={secret}"], "A description may hold {platform}"),
        (["--show-metadata", "x" * 41], "A metadata key that sellers see"),
        (["--clear", "name"], "is not one of"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_words_are_refused_with_the_way_to_write_them(
    flask: Command, options: list[str], sentence: str
) -> None:
    platform = made(flask)
    result = flask("platform", "update", platform.id, *options)
    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.split())
    assert fresh(platform).__data__ == platform.__data__
