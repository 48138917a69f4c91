"""The demonstration platform's pages, without a dashboard behind them."""

import json
import re
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from examples.place import Memory, Place, Trouble
from examples.platform import Settings, create_app
from examples.platform.phone import messages
from tests.ports import free_port

ALMA = "+4915112345678"


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    return tmp_path / "outbox.jsonl"


@pytest.fixture
def client(outbox: Path) -> FlaskClient:
    """A browser on Kirschmarkt's own page; nobody answers at the dashboard's address."""
    accounts = {"morgenrot": "acct_1", "lehm": "acct_2", "wabe": "acct_3"}
    nowhere = f"http://localhost:{free_port()}"
    client = create_app(Settings(nowhere, "sk_test_x", accounts, outbox)).test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


@pytest.fixture
def text(outbox: Path) -> Callable[..., None]:
    def text(body: str, to: str = ALMA, end: str = "\n") -> None:
        with outbox.open("a") as file:
            file.write(json.dumps({"to": to, "body": body}) + end)

    return text


def test_a_seller_signs_in_and_out(client: FlaskClient) -> None:
    assert "Sign in as Alma" in client.get("/").text
    page = client.post("/signin", data={"seller": "morgenrot"}, follow_redirects=True)
    assert "Good to see you, Alma" in page.text
    assert "Who are you today?" in client.post("/signout", follow_redirects=True).text
    assert client.get("/shop/").status_code == 303


def test_an_unknown_seller_is_refused(client: FlaskClient) -> None:
    assert client.post("/signin", data={"seller": "nobody"}).status_code == 404


def test_another_site_cannot_press_our_buttons(client: FlaskClient) -> None:
    client.post("/signin", data={"seller": "morgenrot"})
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/shop/earnings", headers=foreign).status_code == 403


@pytest.mark.parametrize(
    "path", ["/shop/sales", "/shop/transfers", "/shop/payouts", "/shop/earnings"]
)
def test_a_silent_dashboard_is_said_plainly(client: FlaskClient, path: str) -> None:
    client.post("/signin", data={"seller": "morgenrot"})
    junk = {"product": "99", "bonus": "-1", "currency": "x"}
    page = client.post(path, data=junk, follow_redirects=True)
    assert page.status_code == 200
    assert "The dashboard does not answer" in page.text


def test_our_script_gets_the_answer_as_json(client: FlaskClient) -> None:
    client.post("/signin", data={"seller": "lehm"})
    answer = client.post("/shop/sales", headers={"Accept": "application/json"})
    assert answer.get_json()["reference"] == "refused"


def test_pages_allow_nothing_foreign_but_the_dashboard(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy and "frame-src http://localhost:" in policy
    assert re.search(r"script-src 'self' http://localhost:\d+/embed\.js;", policy)


def test_the_framed_page_asks_for_no_link_before_its_script_does(client: FlaskClient) -> None:
    client.post("/signin", data={"seller": "morgenrot"})
    page = client.get("/shop/earnings").text  # though nobody answers at the dashboard's address
    assert '<express-dashboard data-links="/shop/earnings/link">' in page and "/login/" not in page
    asked = {"Accept": "application/json"}
    answer = client.post("/shop/earnings/link", headers=asked).get_json()
    assert "The dashboard does not answer" in answer["sentence"] and "url" not in answer


def test_the_phone_shows_its_own_texts_newest_first(
    client: FlaskClient, text: Callable[..., None]
) -> None:
    text("first")
    text("not mine", to="+4915223456789")
    text("second")
    text("half written", end="")
    client.post("/signin", data={"seller": "morgenrot"})
    assert client.get("/shop/messages").get_json() == {"messages": ["second", "first"]}
    assert "second" in client.get("/shop/").text


def test_a_long_outbox_is_read_from_its_end(outbox: Path, text: Callable[..., None]) -> None:
    for number in range(3_000):
        text(f"text number {number} for you")
    assert messages(outbox, ALMA)[0] == "text number 2999 for you"


def test_a_taken_port_is_named_with_the_mend(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Trouble, match=f"Port {port} is taken.*DASHBOARD_PORT="):
            Place(tmp_path, port, free_port()).require_free_ports()


@pytest.mark.parametrize("port", ["", "http", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    with pytest.raises(Trouble, match="DASHBOARD_PORT"):
        Place.from_env({"INSTANCE": str(tmp_path), "DASHBOARD_PORT": port})


def test_what_is_remembered_is_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "demo.json"
    Memory(path).keep(api_key="sk_test_1")
    assert Memory(path)["api_key"] == "sk_test_1"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
