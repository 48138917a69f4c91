"""Devices in plain words: what a browser says of itself, as its owner would say it."""

from dataclasses import dataclass
from functools import lru_cache

from ua_parser import parse

from webapp.access.audit.words import clean

SOME_APP = "an app"
BROWSERS = {
    "Mobile Safari": "Safari",
    "Mobile Safari UI/WKWebView": SOME_APP,
    "Chrome Mobile": "Chrome",
    "Chrome Mobile iOS": "Chrome",
    "Chrome Mobile WebView": SOME_APP,
    "HeadlessChrome": "Chrome",
    "Edge Mobile": "Edge",
    "Firefox Mobile": "Firefox",
    "Firefox iOS": "Firefox",
    "Opera Mobile": "Opera",
}
SYSTEMS = {"Mac OS X": "Mac", "Chrome OS": "Chromebook", "Ubuntu": "Linux", "Fedora": "Linux"}
HANDHELD = {"iOS", "Android", "Windows Phone"}


@dataclass(frozen=True, slots=True)
class Device:
    """Which device it seems to be; a browser may say of itself what it likes."""

    browser: str
    system: str
    is_handheld: bool

    def __str__(self) -> str:
        """Such as `Safari on iPhone`."""
        known = " on ".join(filter(None, (self.browser, self.system)))
        return known[:1].upper() + known[1:] or "Unknown device"


@lru_cache(maxsize=1_024)
def device(agent: str | None) -> Device:
    """The device of a `User-Agent` header."""
    said = parse(clean(agent or ""))
    browser = said.user_agent.family if said.user_agent else ""
    system = said.os.family if said.os else ""
    is_handheld = system in HANDHELD
    if system == "iOS" and said.device:
        system = said.device.family  # iPhone or iPad
    browser, system = BROWSERS.get(browser, browser), SYSTEMS.get(system, system)
    return Device(browser, system, is_handheld)
