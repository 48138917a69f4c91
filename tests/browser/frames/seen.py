"""What of a page is there to be seen: words for a screen reader, and colours on the screen."""

import io

from PIL import Image
from playwright.sync_api import Page

REFUSED = "chrome-error:"  # the address of what the browser shows instead of a refused document
BRAND, BRAND_RGB = "#c2188b", (0xC2, 0x18, 0x8B)
NAME = "Quillfeather"
FALLBACK = "here would be a page"
PATIENCE_MS, STEP_MS = 10_000, 50


def wait_for_refusals(page: Page, number: int) -> None:
    """Wait until the browser shows its own page, or what the author wrote, in our places."""
    for _ in range(PATIENCE_MS // STEP_MS):
        refused = sum(frame.url.startswith(REFUSED) for frame in page.frames)
        if refused + page.get_by_text(FALLBACK).count() >= number:
            return
        page.wait_for_timeout(STEP_MS)
    raise AssertionError(f"nothing was refused: {[frame.url for frame in page.frames]}")


def words(page: Page) -> str:
    """All that a screen reader finds, in every frame that holds a document of somebody's."""
    shown = [one for one in page.frames if one.url and not one.url.startswith(REFUSED)]
    return "\n".join(frame.locator("html").aria_snapshot() for frame in shown)


def has_brand(page: Page) -> bool:
    """Is the platform's colour painted anywhere?"""
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return any(color == BRAND_RGB for _, color in image.getcolors(maxcolors=1 << 24) or [])


def shows_nothing_of_ours(page: Page) -> bool:
    """Neither the platform's name nor its colour, nor any document of the dashboard's."""
    return NAME not in words(page) and not has_brand(page)
