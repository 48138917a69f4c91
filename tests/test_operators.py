"""What operators ask: is it alive, and what does it count. The counters are not for everybody."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp import database
from webapp.config import Config
from webapp.errors import SettingInvalid

pytestmark = pytest.mark.engine("sqlite")
TOKEN = "4f1c6a9e0b7d4c52"
SECRET = {"SECRET_KEY": "0123456789abcdef" * 2}
Ask = Callable[..., int]


@pytest.fixture
def ask(client: FlaskClient) -> Ask:
    """Ask for the metrics: the status of the answer."""

    def ask(peer: str = "127.0.0.1", **headers: str) -> int:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = client.get("/metrics", headers=sent, environ_base={"REMOTE_ADDR": peer})
        assert ("# HELP" in answer.text) == (answer.status_code == 200)
        return answer.status_code

    return ask


@pytest.fixture
def with_token(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator set a token."""
    monkeypatch.setitem(app.config, "METRICS_TOKEN", TOKEN)


def test_without_its_tables_it_is_not_healthy(client: FlaskClient, tmp_path: Path) -> None:
    """A load balancer sends nobody to a release whose migrations were forgotten."""
    database.connect(f"sqlite:///{tmp_path}/new.db")
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json["status"].endswith("from 0001_accounts on; run: flask --app wsgi db upgrade")
    with database.db.connection_context():
        assert database.db.get_tables() == []  # and asking made none
    database.upgrade()
    assert client.get("/healthz").json == {"status": "ok"}


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.9.9.9", "::1"])
def test_without_a_token_this_machine_may_ask(ask: Ask, peer: str) -> None:
    assert ask(peer) == 200


@pytest.mark.parametrize("peer", ["203.0.113.9", "10.0.0.1", "::ffff:10.0.0.1", "", "unix:"])
def test_without_a_token_nobody_else_may(ask: Ask, peer: str) -> None:
    """13.4.5: monitoring endpoints are not exposed unless that is meant."""
    assert ask(peer) == 403


@pytest.mark.parametrize("sign", ["X_Forwarded_For", "Forwarded", "X_Real_IP", "Via"])
def test_a_proxy_on_this_machine_asks_for_others(ask: Ask, sign: str) -> None:
    """F9: that its connection comes from here says nothing of who asks."""
    assert ask(**{sign: "127.0.0.1"}) == 403


def test_the_token_opens_from_anywhere(ask: Ask, with_token: None) -> None:
    for peer in ("203.0.113.9", "127.0.0.1"):
        assert ask(peer, Authorization=f"Bearer {TOKEN}", X_Forwarded_For="1.2.3.4") == 200


@pytest.mark.parametrize(
    "sent", ["", "Bearer", "Bearer ", f"Bearer {TOKEN[:-1]}", f"Bearer {TOKEN}x", f"Basic {TOKEN}",
             f"Bearer  {TOKEN}", TOKEN, "Bearer é", f"Bearer {TOKEN.upper()}"],
)  # fmt: skip
def test_with_a_token_set_nothing_else_opens(ask: Ask, with_token: None, sent: str) -> None:
    """B10: not even on the machine itself, and compared in constant time."""
    assert ask("127.0.0.1", Authorization=sent) == 403


def test_a_short_token_stops_the_start() -> None:
    assert Config.from_env(SECRET).metrics_token == ""
    assert Config.from_env(SECRET | {"METRICS_TOKEN": TOKEN}).metrics_token == TOKEN
    with pytest.raises(SettingInvalid, match="METRICS_TOKEN is shorter") as stopped:
        Config.from_env(SECRET | {"METRICS_TOKEN": "hunter2"})
    assert "hunter2" not in str(stopped.value)
