"""The frames of `<express-dashboard>` and the diary of the page around them."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Frame, Page

SAY = """message => {
  if (message.height) document.documentElement.dataset.height = message.height;
  parent.postMessage({ express: 1, ...message }, '*');
}"""


def frame_of(page: Page, element: str) -> Frame:
    """The frame that an element has opened."""
    iframe = page.locator(f"#{element} iframe")
    iframe.wait_for(state="attached")
    handle = iframe.element_handle()
    frame = handle and handle.content_frame()
    assert frame
    frame.wait_for_load_state()
    return frame


def say(frame: Frame, **message: Any) -> None:
    """Speak for the dashboard in a frame."""
    frame.evaluate(SAY, message)


def diary(page: Page) -> list[str]:
    """The events that the page has heard."""
    said: list[str] = page.evaluate("diary")
    return said


def wait_for(page: Page, *entries: str) -> None:
    """Until the page has heard these."""
    page.wait_for_function("entries => entries.every((e) => diary.includes(e))", arg=list(entries))


def wait_for_address(page: Page, element: str, path: str) -> None:
    """Until that element's frame is opened with such an address."""
    page.wait_for_function(
        "([id, path]) => self[id].shadowRoot.querySelector('iframe')?.src.includes(path)",
        arg=[element, path],
    )


def asked(frame: Frame) -> dict[str, str]:
    """What the link was opened with."""
    return {name: values[0] for name, values in parse_qs(urlsplit(frame.url).query).items()}
