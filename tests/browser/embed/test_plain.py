"""The example in plain HTML, as it stands in `examples/plain`, in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.embed.frames import asked, frame_of, say
from tests.browser.host import Answer, Host, Silent, serving

PLAIN = Path(__file__).parents[3] / "examples" / "plain"
THERE = "https://earnings.market.example"


class Plain(Host):
    """A platform that has copied the example and put its own dashboard's address in."""

    def answer(self, path: str) -> Answer:
        """The two files, and a link."""
        kind, text, headers = super().answer("/link" if path == "/earnings/link" else path)
        name = {"/": "index.html", "/earnings.js": "earnings.js"}.get(path)
        if name:
            kind = "text/javascript" if name.endswith(".js") else "text/html"
            text = (PLAIN / name).read_text(encoding="utf-8").replace(THERE, self.dashboard)
        return kind, text, headers


@pytest.fixture
def plain(dashboard: Silent) -> Iterator[Host]:
    """Its site."""
    with serving(Plain(dashboard.origin), "127.0.0.1") as host:
        host.shows("", lambda: f"{dashboard.origin}/login/l{host.asked}")
        yield host


def test_the_plain_example_frames_the_dashboard(page: Page, plain: Host) -> None:
    page.goto(plain.origin)
    page.locator("express-dashboard").evaluate("element => { element.id = 'a'; }")
    frame = frame_of(page, "a")
    assert asked(frame)["place"] == "/"
    say(frame, type="state", state="signedin", place="/")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_the_plain_example_says_what_went_wrong(page: Page, plain: Host) -> None:
    plain.link = lambda: "https://evil.example/login/x"
    page.goto(plain.origin)
    expect(page.get_by_role("alert")).to_contain_text("no login link of http://localhost")
