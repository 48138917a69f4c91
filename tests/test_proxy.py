"""Behind a proxy each asker has limits of their own, and nobody can pretend to be another."""

from pathlib import Path
from typing import Any

import pytest
from flask import request
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.app import SECRET_KEY
from webapp import caller, create_app, database
from webapp.config import Config
from webapp.errors import SettingInvalid
from webapp.proxy import BehindProxy

SECRET = {"SECRET_KEY": "0123456789abcdef" * 2}
PROXY, ALICE, MALLORY = "10.0.0.5", "203.0.113.9", "198.51.100.7"


def asker(trusted: set[str], peer: str, forwarded: str | None, hops: int = 1) -> str:
    """Whom the app takes for the asker."""
    seen: list[str] = []

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.append(environ["REMOTE_ADDR"])
        start_response("200 OK", [])
        return []

    environ = EnvironBuilder(environ_overrides={"REMOTE_ADDR": peer}).get_environ()
    if forwarded is not None:
        environ["HTTP_X_FORWARDED_FOR"] = forwarded
    run_wsgi_app(BehindProxy(app, frozenset(trusted), hops), environ)
    return seen[0]


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "expected"),
    [
        ({PROXY}, PROXY, ALICE, ALICE),
        ({PROXY}, PROXY, f"1.2.3.4, {ALICE}", ALICE),
        ({PROXY}, PROXY, "2001:DB8::1", "2001:db8::1"),
        ({PROXY}, PROXY, f"{ALICE}:4711", ALICE),
        ({PROXY}, PROXY, "[2001:db8::1]:4711", "2001:db8::1"),
        ({PROXY}, PROXY, "[2001:db8::1]", "2001:db8::1"),
        ({PROXY}, PROXY, "::ffff:203.0.113.9", ALICE),
        ({PROXY}, PROXY, "2001:0db8:0:0::0001", "2001:db8::1"),
        ({PROXY}, PROXY, None, PROXY),
        ({PROXY}, PROXY, "", PROXY),
        ({PROXY}, PROXY, f"{ALICE}, unknown", PROXY),
        ({PROXY}, PROXY, "x" * 9_000, PROXY),
        ({PROXY}, PROXY, "fe80::1%<script>", PROXY),
        ({PROXY}, MALLORY, ALICE, MALLORY),
        ({"*"}, "", ALICE, ALICE),
    ],
)
def test_a_proxy_that_we_know_says_who_asks(
    trusted: set[str], peer: str, forwarded: str | None, expected: str
) -> None:
    """F9: what counts is the entry that the proxy appended itself, in its one usual form."""
    assert asker(trusted, peer, forwarded) == expected


# What Mallory writes in front of the address that the proxy appends: forty lies.
LIES = [
    *("", ",", ",,,", " , ", ";", "\t", "\0", "\x1b[2J", "%0d%0a", "\u00a0", "\u2028"),
    *("127.0.0.1", "::1", "localhost", "10.0.0.5", "10.0.0.5, 10.0.0.5", "0", "2130706433"),
    *("0x7f.1", "127.1", "0177.0.0.1", "1.2.3.4", "1.2.3.4, 5.6.7.8", "1.2.3.4:80", "[::1]"),
    *("[::1]:443", "::ffff:1.2.3.4", "fe80::1%eth0", "unknown", "_hidden", "_SEVKISEK"),
    *('for=1.2.3.4;proto=https', '"1.2.3.4"', "for=\"[::1]\"", "'", "x" * 8_000, "1.2.3.4 " * 500),
    *("1.2.3.4\r\nX-Forwarded-For: 5.6.7.8", "١٢٣.٤.٥.٦", "203.0.113.9", "null", "-1", "🂡"),
]  # fmt: skip


@pytest.mark.parametrize("hops", [1, 2, 3])
def test_nobody_pretends_to_be_another_whatever_is_written(hops: int) -> None:
    """F9, T16: 40 spoofed lists change neither the limiter's key nor the audit's address."""
    assert len(set(LIES)) >= 40
    inner = ", ".join(["10.0.0.4"] * (hops - 1))
    for lie in LIES:
        honest = ", ".join(filter(None, [MALLORY, inner]))
        assert asker({PROXY}, PROXY, f"{lie}, {honest}", hops) == MALLORY, lie
        assert asker({PROXY}, MALLORY, f"{lie}, {honest}", hops) == MALLORY, lie
        assert asker(set(), MALLORY, lie, hops) == MALLORY, lie


def test_a_list_shorter_than_our_row_of_proxies_is_not_believed() -> None:
    """F9: then somebody came past one of them."""
    assert asker({PROXY}, PROXY, ALICE, hops=2) == PROXY
    assert asker({PROXY}, PROXY, f"{ALICE}, 10.0.0.4", hops=2) == ALICE


def test_nobody_is_believed_unless_the_settings_say_so() -> None:
    """F9: no proxy by default, and one hop."""
    default = Config.from_env(SECRET)
    assert (default.trusted_proxies, default.forwarded_hops) == (frozenset(), 1)
    config = Config.from_env(SECRET | {"FORWARDED_ALLOW_IPS": "127.0.0.1, ::1,"})
    assert config.trusted_proxies == {"127.0.0.1", "::1"}
    two = {"FORWARDED_ALLOW_IPS": PROXY, "FORWARDED_HOPS": "2"}
    assert Config.from_env(SECRET | two).forwarded_hops == 2


@pytest.mark.parametrize("value", ["localhost", "127.0.0.1;::1", "10.0.0.0/8", "1.2.3"])
def test_what_is_no_address_stops_the_start(value: str) -> None:
    with pytest.raises(SettingInvalid, match="FORWARDED_ALLOW_IPS names"):
        Config.from_env(SECRET | {"FORWARDED_ALLOW_IPS": value})


@pytest.mark.parametrize("value", ["0", "-1", "10", "two", "1.0", "٣"])
def test_what_is_no_number_of_proxies_stops_the_start(value: str) -> None:
    with pytest.raises(SettingInvalid, match="FORWARDED_HOPS .* is no number"):
        Config.from_env(SECRET | {"FORWARDED_ALLOW_IPS": PROXY, "FORWARDED_HOPS": value})


def test_hops_without_a_proxy_stop_the_start() -> None:
    with pytest.raises(SettingInvalid, match="FORWARDED_ALLOW_IPS names none"):
        Config.from_env(SECRET | {"FORWARDED_HOPS": "2"})


def test_the_whole_house_sees_the_same_asker(tmp_path: Path) -> None:
    """F9: limiter and audit log ask the request and `caller`; X-Forwarded-Host changes nothing."""
    settings = {"FORWARDED_ALLOW_IPS": PROXY, "FORWARDED_HOPS": "2", "SECRET_KEY": SECRET_KEY}
    settings |= {"DATABASE_URL": f"sqlite:///{tmp_path}/proxied.db", "BASE_URL": "http://localhost"}
    app = create_app(Config.from_env(settings))
    app.add_url_rule(
        "/probe",
        view_func=lambda: f"{request.remote_addr} {caller.now_asking().ip} {request.host_url}",
    )
    headers = {"X-Forwarded-For": f"1.2.3.4, {ALICE}, 10.0.0.4", "X-Forwarded-Host": "evil.example"}
    headers |= {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "/evil",
        "Forwarded": "for=6.6.6.6",
    }
    client = app.test_client()
    try:
        for peer, expected in ((PROXY, ALICE), (MALLORY, MALLORY)):
            seen = client.get("/probe", headers=headers, environ_base={"REMOTE_ADDR": peer}).text
            assert seen == f"{expected} {expected} http://localhost/"
    finally:
        database.db.close_all()
