"""Settings refuse to guess: what is wrong stops the start and says how to mend it."""

from pathlib import Path

import pytest

from webapp.config import Config
from webapp.errors import SettingInvalid

SECRET = "9f1b6c07d2e84a35b0c7e95d13f8a264"


def read(**settings: str) -> Config:
    return Config.from_env({"SECRET_KEY": SECRET, **settings})


def test_a_secret_key_is_enough() -> None:
    assert read() == Config(
        secret_key=SECRET,
        database_url="sqlite:///instance/express.db",
        base_url="http://localhost:4242",
        sms_url="console:",
        mail_url="console:",
    )


@pytest.mark.parametrize("value", ["", "too-short", "x" * 31, SECRET[:-1]])
def test_no_start_without_a_long_secret_key(value: str) -> None:
    """F6: a secret that is missing or short stops the start."""
    with pytest.raises(SettingInvalid, match=r"SECRET_KEY .*openssl rand -hex 32"):
        Config.from_env({"SECRET_KEY": value})


def test_older_secrets_stand_behind_the_newest() -> None:
    """F7: SECRET_KEY_FALLBACKS names them, the newest first."""
    older, oldest = SECRET.upper(), SECRET[::-1]
    assert read().secret_key_fallbacks == ()
    assert read(SECRET_KEY_FALLBACKS=f"{older}, {oldest},").secret_key_fallbacks == (older, oldest)


def test_a_weak_older_secret_stops_the_start_too() -> None:
    """F6, F7: what it signed would still be believed. The complaint does not tell it."""
    with pytest.raises(SettingInvalid, match="SECRET_KEY_FALLBACKS is shorter") as stopped:
        read(SECRET_KEY_FALLBACKS=f"{SECRET},hunter2")
    assert "hunter2" not in str(stopped.value)


@pytest.mark.parametrize(
    "value",
    [
        *("x" * 64, "changeme" * 4, "0123456" * 9, " " * 40, "change-me-" * 4),
        *("0123456789abcdef" * 2, "0123456789ABCDEF" * 4, "abcdefghijklmnopqrstuvwxyz0123456789"),
        *("please-change-this-secret-key-before-production", "my-very-insecure-key-4-of-you-1379"),
        *("correct-horse-password-staple-42", "qwertyuiopasdfghjklzxcvbnm123456"),
        *("9f1b6c07d2e8" * 3, "fedcba9876543210-of-our-dear-shop"),
    ],
)
def test_a_placeholder_is_no_secret_where_others_can_come(value: str) -> None:
    """F6: on a public address a default secret stops the start; older ones count, too."""
    public = {"BASE_URL": "https://earnings.example.com"}
    for settings in ({"SECRET_KEY": value}, {"SECRET_KEY_FALLBACKS": value}):
        with pytest.raises(SettingInvalid, match=r"SECRET_KEY (repeats|is shorter)"):
            Config.from_env({"SECRET_KEY": SECRET} | public | settings)
    assert Config.from_env({"SECRET_KEY": value})


@pytest.mark.parametrize("debug", ["1", "true", "yes", "on"])
def test_no_start_with_a_debugger_that_others_can_reach(debug: str) -> None:
    """F6: debug mode stops the start unless the dashboard is on this machine alone."""
    with pytest.raises(SettingInvalid, match=r"FLASK_DEBUG is on, .*Unset FLASK_DEBUG"):
        read(FLASK_DEBUG=debug, BASE_URL="https://earnings.example.com")
    assert read(FLASK_DEBUG=debug)
    assert read(FLASK_DEBUG="0", BASE_URL="https://earnings.example.com")


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////var/lib/express.db",
        "postgresql://user:password@host/name",
        "postgres://host/name",
        "cockroachdb://user@host:26257/name",
    ],
)
def test_the_databases_that_we_know_are_taken(url: str) -> None:
    assert read(DATABASE_URL=url).database_url == url


@pytest.mark.parametrize("url", ["", "mysql://host/name", "sqlite:", "sqlite:///", "express.db"])
def test_any_other_database_stops_the_start(url: str) -> None:
    with pytest.raises(SettingInvalid, match=r"DATABASE_URL .*sqlite:///instance/express.db"):
        read(DATABASE_URL=url)


def test_the_complaint_about_a_database_keeps_its_password() -> None:
    with pytest.raises(SettingInvalid) as stopped:
        read(DATABASE_URL="mysql://express:hunter2@host/name")
    assert "hunter2" not in str(stopped.value)


@pytest.mark.parametrize(
    "url",
    [
        "https://earnings.example.com",
        "http://localhost:5000",
        "http://[::1]:1",
        "http://a.localhost",
    ],
)
def test_our_own_address_is_https_or_local(url: str) -> None:
    assert read(BASE_URL=url).base_url == url


def test_a_closing_slash_is_no_path() -> None:
    assert read(BASE_URL="https://earnings.example.com/").base_url == "https://earnings.example.com"


@pytest.mark.parametrize(
    "url",
    ["", "earnings.example.com", "https://", "https://x/path", "https://x/?a", "ftp://x", "//x"],
)
def test_what_is_no_address_stops_the_start(url: str) -> None:
    with pytest.raises(SettingInvalid, match=r"BASE_URL .*https://earnings.example.com"):
        read(BASE_URL=url)


def test_an_address_without_tls_stops_the_start_for_browsers_drop_our_cookies() -> None:
    """F6: http is for this machine alone."""
    with pytest.raises(SettingInvalid, match="not https"):
        read(BASE_URL="http://earnings.example.com")


@pytest.mark.parametrize("name", ["SMS_URL", "MAIL_URL"])
@pytest.mark.parametrize(
    "value", ["console:", "file:/tmp/out.jsonl", "https://any:key@x/y", "twilio://a:b"]
)
def test_channels_are_taken(name: str, value: str) -> None:
    assert value in {read(**{name: value}).sms_url, read(**{name: value}).mail_url}


@pytest.mark.parametrize("name", ["SMS_URL", "MAIL_URL"])
@pytest.mark.parametrize("value", ["", "console", "file:", "/tmp/outbox.jsonl"])
def test_a_channel_that_leads_nowhere_stops_the_start(name: str, value: str) -> None:
    with pytest.raises(SettingInvalid, match=rf"{name} .*outbox\.jsonl"):
        read(**{name: value})


@pytest.mark.parametrize("name", ["SMS_URL", "MAIL_URL"])
def test_codes_do_not_travel_in_the_clear(name: str) -> None:
    """F6: a webhook is https, unless it is on this machine; the complaint keeps its secret."""
    with pytest.raises(SettingInvalid, match=f"{name} is not https") as stopped:
        read(**{name: "http://any:hunter2@gateway.example/texts"})
    assert "hunter2" not in str(stopped.value)
    assert read(**{name: "http://any:hunter2@127.0.0.1:9000/texts"})


@pytest.mark.parametrize("name", ["SMS_URL", "MAIL_URL"])
@pytest.mark.parametrize(
    "url", ["https://x/y", "https://any@x/y", "https://any:@x/y", "http://localhost:9000/texts"]
)
def test_a_webhook_without_a_secret_stops_the_start(name: str, url: str) -> None:
    """F6: it would be signed with the empty key; the sentence says where the secret goes."""
    with pytest.raises(SettingInvalid, match=rf"{name} holds no secret.*https://any:.*@host/path"):
        read(**{name: url})


def test_settings_are_never_changed_later() -> None:
    with pytest.raises(AttributeError):
        read().database_url = str(Path("other.db"))  # type: ignore[misc]


def test_rates_of_the_api_are_whole_numbers() -> None:
    config = read(API_READS_PER_SECOND="25", API_WRITES_PER_SECOND="7")
    assert (config.api_reads_per_second, config.api_writes_per_second) == (25, 7)
    assert (read().api_reads_per_second, read().api_writes_per_second) == (1_000, 500)


@pytest.mark.parametrize("name", ["API_READS_PER_SECOND", "API_WRITES_PER_SECOND"])
@pytest.mark.parametrize("value", ["", "0", "-1", "1.5", "many", "1e3", "٣", "9" * 10])
def test_what_is_no_rate_stops_the_start(name: str, value: str) -> None:
    with pytest.raises(SettingInvalid, match=rf"{name} .*for example"):
        read(**{name: value})


def test_settings_that_are_printed_tell_no_secret() -> None:
    """F6, J6: a report of an error shows what stands near it."""
    urls = {"DATABASE_URL": "postgresql://u:hunter2@h/n", "SMS_URL": "twilio://hunter2:hunter2@x"}
    secrets = {"SECRET_KEY_FALLBACKS": SECRET[::-1], "METRICS_TOKEN": "hunter2" * 3}
    told = repr(read(**urls, **secrets, MAIL_URL="mailtos://u:hunter2@h"))
    assert "base_url='http://localhost:4242'" in told
    assert not [secret for secret in (SECRET, SECRET[::-1], "hunter2") if secret in told]
