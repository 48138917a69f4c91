"""Behind a proxy each asker has limits of their own, and nobody can pretend to be another."""

from typing import Any

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from webapp.config import Config
from webapp.errors import SettingInvalid
from webapp.proxy import BehindProxy

SECRET = {"SECRET_KEY": "0123456789abcdef" * 2}


def asker(trusted: set[str], peer: str, forwarded: str | None) -> str:
    """Whom the app takes for the asker."""
    seen: list[str] = []

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.append(environ["REMOTE_ADDR"])
        start_response("200 OK", [])
        return []

    environ = EnvironBuilder(environ_overrides={"REMOTE_ADDR": peer}).get_environ()
    if forwarded is not None:
        environ["HTTP_X_FORWARDED_FOR"] = forwarded
    run_wsgi_app(BehindProxy(app, frozenset(trusted)), environ)
    return seen[0]


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "expected"),
    [
        ({"10.0.0.5"}, "10.0.0.5", "203.0.113.9", "203.0.113.9"),
        ({"10.0.0.5"}, "10.0.0.5", "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        ({"10.0.0.5"}, "10.0.0.5", "2001:DB8::1", "2001:db8::1"),
        ({"10.0.0.5"}, "10.0.0.5", None, "10.0.0.5"),
        ({"10.0.0.5"}, "10.0.0.5", "", "10.0.0.5"),
        ({"10.0.0.5"}, "10.0.0.5", "203.0.113.9, unknown", "10.0.0.5"),
        ({"10.0.0.5"}, "10.0.0.5", "x" * 9_000, "10.0.0.5"),
        ({"10.0.0.5"}, "198.51.100.7", "203.0.113.9", "198.51.100.7"),
        ({"*"}, "", "203.0.113.9", "203.0.113.9"),
    ],
)
def test_a_proxy_that_we_know_says_who_asks(
    trusted: set[str], peer: str, forwarded: str | None, expected: str
) -> None:
    assert asker(trusted, peer, forwarded) == expected


def test_nobody_is_believed_unless_the_settings_say_so() -> None:
    assert Config.from_env(SECRET).trusted_proxies == frozenset()
    config = Config.from_env(SECRET | {"FORWARDED_ALLOW_IPS": "127.0.0.1, ::1,"})
    assert config.trusted_proxies == {"127.0.0.1", "::1"}


@pytest.mark.parametrize("value", ["localhost", "127.0.0.1;::1", "10.0.0.0/8", "1.2.3"])
def test_what_is_no_address_stops_the_start(value: str) -> None:
    with pytest.raises(SettingInvalid, match="FORWARDED_ALLOW_IPS names"):
        Config.from_env(SECRET | {"FORWARDED_ALLOW_IPS": value})
