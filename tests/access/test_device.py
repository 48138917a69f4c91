"""Devices in plain words, from what browsers of 2026 call themselves."""

import pytest

from webapp.access.sessions.device import device

MOZILLA = "Mozilla/5.0"
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "words", "is_handheld"),
    [
        (f"{MOZILLA} (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/150.0.0.0 Safari/537.36",
         "Chrome on Windows", False),
        (f"{MOZILLA} (Windows NT 10.0) {WEBKIT} Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0",
         "Edge on Windows", False),
        (f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Version/18.4 Safari/605.1.15",
         "Safari on Mac", False),
        (f"{MOZILLA} (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0",
         "Firefox on Linux", False),
        (f"{MOZILLA} (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/150.0.0.0 Safari/537.36",
         "Chrome on Chromebook", False),
        (f"{MOZILLA} (iPhone; CPU iPhone OS 18_4 like Mac OS X) {APPLE} Version/18.4 "
         "Mobile/15E148 Safari/604.1", "Safari on iPhone", True),
        (f"{MOZILLA} (iPad; CPU OS 17_5 like Mac OS X) {APPLE} CriOS/150.0 Mobile/15E148 "
         "Safari/604.1", "Chrome on iPad", True),
        (f"{MOZILLA} (Linux; Android 10; K) {WEBKIT} Chrome/150.0.0.0 Mobile Safari/537.36",
         "Chrome on Android", True),
        (f"{MOZILLA} (Linux; Android 13; Pixel 7; wv) {WEBKIT} Version/4.0 Chrome/150.0.0.0 "
         "Mobile Safari/537.36", "An app on Android", True),
        (f"{MOZILLA} (Android 14; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0",
         "Firefox on Android", True),
        ("curl/8.1", "Curl", False),
        ("", "Unknown device", False),
        (None, "Unknown device", False),
        ("\x00" * 10_000, "Unknown device", False),
    ],
)  # fmt: skip
def test_a_browser_is_called_what_people_call_it(
    agent: str | None, words: str, is_handheld: bool
) -> None:
    """D10: people recognise their own devices."""
    found = device(agent)
    assert (str(found), found.is_handheld) == (words, is_handheld)


def test_no_browser_s_name_moves_a_cursor() -> None:
    """J3: what a browser calls itself starts no new line on an operator's terminal."""
    for agent in ("Evil\n/1.0 (Windows NT 10.0) Chrome/1.2.3", "\x1b[31mCobalt/9.1 (\x07; iPhone)"):
        assert str(device(agent)).isprintable()
