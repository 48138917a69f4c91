"""The channels of `SMS_URL`: each carries the message whole, or says that it could not."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic, sleep, time

import pytest

from webapp.errors import SettingInvalid
from webapp.sms import sender
from webapp.sms.undelivered import Unanswered, Undelivered

BODY = "123456 is your code at Café “Zoë”.\n\n@earnings.example #123456"
TO = "+4915112345678"
GATEWAY = f"twilio://AC{'0' * 32}:{'1' * 32}@15005550006"
apprise = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@dataclass
class Peer:
    """A telephone company's web address, and what came in there."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    port: int = 0


@contextmanager
def listening(peer: Peer) -> Iterator[None]:
    """Serve the peer on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            peer.got.append((self.path, dict(self.headers), content))
            sleep(peer.delay)
            self.send_response(peer.status)
            for name, value in peer.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        peer.port = server.server_port
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def peer() -> Iterator[Peer]:
    """A peer that listens."""
    found = Peer()
    with listening(found):
        yield found


def test_a_file_gets_one_line_a_message(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "outbox.jsonl"
    channel = sender(f"file:{path}".replace(" ", "%20"))
    channel.send(TO, BODY)
    channel.send(TO, "another\r\n\u2028")
    lines = path.read_bytes().splitlines()
    assert [json.loads(line) for line in lines] == [
        {"to": TO, "body": BODY},
        {"to": TO, "body": "another\r\n\u2028"},
    ]


def test_the_console_shows_who_gets_what(capsys: pytest.CaptureFixture[str]) -> None:
    sender("console:").send(TO, BODY)
    told = capsys.readouterr().out
    assert TO in told
    assert "123456 is your code" in told


def test_a_webhook_is_signed(peer: Peer) -> None:
    sender(f"http://any:s%3Acret@127.0.0.1:{peer.port}/sms?to=us").send(TO, BODY)
    ((path, headers, content),) = peer.got
    assert path == "/sms?to=us"
    assert json.loads(content) == {"to": TO, "body": BODY}
    at, _, signature = headers["Webhook-Signature"].removeprefix("t=").partition(",v1=")
    signed = hmac.new(b"s:cret", f"{at}.".encode() + content, hashlib.sha256)
    assert signature == signed.hexdigest()
    assert abs(int(at) - time()) < 5
    assert "Authorization" not in headers, "the secret itself stays at home"


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_a_webhook_that_refuses_is_a_failure(peer: Peer, status: int) -> None:
    peer.status = status
    with pytest.raises(Undelivered) as failure:
        sender(f"http://any:secret@127.0.0.1:{peer.port}/").send(TO, BODY)
    assert isinstance(failure.value, Unanswered) == (status >= 500), "who knows what it did before"


def test_a_webhook_that_points_elsewhere_is_a_failure_and_not_followed(peer: Peer) -> None:
    peer.status, peer.headers = 307, {"Location": f"http://127.0.0.1:{peer.port}/elsewhere"}
    with pytest.raises(Undelivered):
        sender(f"http://any:secret@127.0.0.1:{peer.port}/").send(TO, BODY)
    assert len(peer.got) == 1


@pytest.mark.parametrize("host", ["127.0.0.1:9", "nowhere.invalid"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_webhook_where_nobody_listens_is_surely_a_failure(scheme: str, host: str) -> None:
    with pytest.raises(Undelivered) as failure:
        sender(f"{scheme}://any:secret@{host}/").send(TO, BODY)
    assert not isinstance(failure.value, Unanswered)


def test_a_webhook_is_not_waited_for_without_end(
    peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.sms.channel.WAIT_SECONDS", 0.2)
    peer.delay = 1
    began = monotonic()
    with pytest.raises(Undelivered):
        sender(f"http://any:secret@127.0.0.1:{peer.port}/").send(TO, BODY)
    assert monotonic() - began < 1


@apprise
def test_a_gateway_gets_the_message_by_apprise(peer: Peer) -> None:
    sender(f"json://127.0.0.1:{peer.port}/texts").send(TO, BODY)
    ((path, _, content),) = peer.got
    assert path.startswith("/texts/")
    assert json.loads(content)["message"] == BODY


@apprise
def test_a_gateway_that_does_not_take_it_is_a_failure(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Undelivered):
        sender("json://127.0.0.1:9").send(TO, BODY)
    assert "123456" not in caplog.text


@apprise
@pytest.mark.parametrize("url", ["nonsense://hunter2", "twilio://hunter2", "mailtoo://a:hunter2@b"])
def test_a_gateway_that_nobody_knows_stops_the_start(url: str) -> None:
    with pytest.raises(SettingInvalid, match=r"MAIL_URL names no gateway .* leave out") as told:
        sender(url, "mail")
    assert "hunter2" not in str(told.value)


def test_a_file_that_cannot_be_written_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "occupied").touch()
    for path in ("/proc/nowhere/outbox.jsonl", f"{tmp_path}/occupied/outbox.jsonl", str(tmp_path)):
        with pytest.raises(SettingInvalid, match="SMS_URL names a file that cannot be written"):
            sender(f"file:{path}")


@apprise
@pytest.mark.parametrize(
    "url",
    ["console:", "file:/tmp/outbox.jsonl", "https://a:b@c/", "http://localhost/", GATEWAY],
)
def test_every_channel_is_made_without_talking_to_anybody(url: str) -> None:
    send: Callable[[str, str], None] = sender(url).send
    assert callable(send)
