"""`platform create` and `platform keys roll`."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from webapp.accounts.account import Account
from webapp.accounts.api_key import ApiKey, ApiKeyInvalid
from webapp.accounts.platform import Platform

Command = Callable[..., Result]

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100


def made(flask: Command, *arguments: str) -> dict[str, object]:
    result = flask("platform", "create", *arguments, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_a_platform_is_printed_with_its_keys_for_people(flask: Command) -> None:
    result = flask("platform", "create", "Acme")
    assert result.exit_code == 0
    assert re.search(r"Platform Acme \(plat_\w{24}\)", result.output)
    assert re.search(r"test secret key  sk_test_[0-9a-f]{48}\n", result.output)
    assert re.search(r"live secret key  sk_live_[0-9a-f]{48}\n", result.output)
    assert "not shown again" in result.output


def test_a_platform_is_printed_as_json_for_scripts(flask: Command, tmp_path: Path) -> None:
    icon = tmp_path / "icon.png"
    icon.write_bytes(PNG)
    options = ["--origin", "https://b.example", "--origin", "https://A.example/"]
    options += ["--brand-color", "#AABBCC", "--refresh-url", "https://a.example/back"]
    options += ["--support-url", "mailto:Help@a.example"]
    found = made(flask, "Acme & Söhne", *options, "--icon", str(icon))
    assert ApiKey.find(str(found.pop("test_secret_key"))).livemode is False
    assert ApiKey.find(str(found.pop("live_secret_key"))).livemode is True
    assert bytes(Platform.get_by_id(found.pop("id")).icon) == PNG
    assert found == {
        "name": "Acme & Söhne",
        "origins": ["https://a.example", "https://b.example"],
        "brand_color": "#aabbcc",
        "brand_color_dark": None,
        "hidden_panels": [],
        "refresh_url": "https://a.example/back",
        "support_url": "mailto:help@a.example",
    }


def test_a_platform_without_options_has_every_key_in_its_json(flask: Command) -> None:
    found = made(flask, "Acme")
    assert (found["origins"], found["refresh_url"]) == ([], None)
    keys = {
        "id",
        "name",
        "origins",
        "brand_color",
        "brand_color_dark",
        "hidden_panels",
        "refresh_url",
        "support_url",
    }
    assert set(found) == keys | {"test_secret_key", "live_secret_key"}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--origin", "shop.example"], "An origin is https://host"),
        (["--origin", "https://ok.example", "--origin", "*"], "An origin is https://host"),
        (["--origin", "https://[::1"], "An origin is https://host"),
        (["--brand-color", "red"], "six hex digits"),
        (["--refresh-url", "/back"], "full web address"),
        (["--support-url", "javascript:alert(1)"], "mailto: and an e-mail address"),
        (["--support-url", "mailto:me"], "mailto: and an e-mail address"),
        (["--support-url", "mailto:a@b.example?bcc=c@d.example"], "mailto: and an e-mail address"),
        (["--icon", "{tmp}/missing.png"], "does not exist"),
        (["--icon", "{tmp}"], "is a directory"),
        (["--icon", "{tmp}/letter.txt"], "PNG or JPG"),
        (["--icon", "{tmp}/empty.png"], "PNG or JPG"),
        (["--icon", "{tmp}/large.png"], "less than 512 kB"),
        (["--colour", "#aabbcc"], "No such option"),
        (["a second name"], "unexpected extra argument"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_bad_option_is_refused_with_a_sentence_and_leaves_nothing(
    flask: Command, tmp_path: Path, options: list[str], sentence: str
) -> None:
    (tmp_path / "letter.txt").write_text("Dear Alice")
    (tmp_path / "empty.png").touch()
    (tmp_path / "large.png").write_bytes(PNG.ljust(512 * 1024))
    given = [option.replace("{tmp}", str(tmp_path)) for option in options]
    result = flask("platform", "create", "Acme", *given)
    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.split())
    assert "sk_" not in result.output
    assert (Platform.select().count(), Account.select().count()) == (0, 0)


@pytest.mark.parametrize("name", [[], [""], ["  "]])
def test_a_platform_without_a_name_is_refused(flask: Command, name: list[str]) -> None:
    result = flask("platform", "create", *name)
    assert result.exit_code == 2
    assert "name" in result.stderr.lower()
    assert Platform.select().count() == 0


def works(key: object) -> bool:
    try:
        ApiKey.find(str(key))
    except ApiKeyInvalid:
        return False
    return True


@pytest.mark.parametrize("mode", ["test", "live"])
def test_a_rolled_key_works_beside_the_one_before(flask: Command, mode: str) -> None:
    found = made(flask, "Acme")
    other = found["live_secret_key" if mode == "test" else "test_secret_key"]
    keys = [found[f"{mode}_secret_key"]]
    for _ in range(2):
        options = ["--live"] if mode == "live" else []
        result = flask("platform", "keys", "roll", str(found["id"]), *options)
        assert re.fullmatch(rf"sk_{mode}_[0-9a-f]{{48}}\n", result.stdout)
        keys.append(result.stdout.strip())
    assert [works(key) for key in (*keys, other)] == [False, True, True, True]


def test_keys_of_an_unknown_platform_cannot_be_rolled(flask: Command) -> None:
    result = flask("platform", "keys", "roll", "plat_nobody")
    assert result.exit_code == 2
    assert "No such platform: plat_nobody" in result.stderr
    assert ApiKey.select().count() == 0
