"""What is wrong with a page for somebody: by axe, by its width, by what moves and what is shown."""

from collections.abc import Iterator
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

NARROW: ViewportSize = {"width": 320, "height": 640}  # WCAG 1.4.10: a screen of 1280 at 400 %, too
WIDE: ViewportSize = {"width": 3840, "height": 600}  # 4K; how wide, not how high, can break
DESK: ViewportSize = {"width": 1280, "height": 900}
AXE = Axe().axe_script
LEVELS = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
BY_COLOR = "['color-contrast', 'link-in-text-block']"
ALL = f"resultTypes: ['violations'], runOnly: {LEVELS}"
# Between two themes nothing else can differ: the markup is the same.
COLORS = f"resultTypes: ['violations'], runOnly: {BY_COLOR}"
THEMES: dict[Literal["light", "dark"], str] = {"light": ALL, "dark": COLORS}
# Another language has other words, of other lengths; the rest of the markup is the same.
BY_WORDS = "'cat.text-alternatives', 'cat.name-role-value', 'cat.language', 'cat.forms'"
BY_LANGUAGE = f"resultTypes: ['violations'], runOnly: [{BY_WORDS}, 'cat.sensory-and-visual-cues']"
# Whatever reaches over the edge and is not meant to be pushed along; clipped words do not count.
OVER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const over = (it) => { const box = it.getBoundingClientRect();
    return box.width && (box.right > width + 1 || box.left < -1); };
  return [...document.querySelectorAll('body *')].filter(over).slice(-3)
    .map(it => `${it.tagName.toLowerCase()}.${it.className}`);
}"""
MOVING = """() => document.getAnimations()
  .filter(it => it.playState === 'running' && it.effect.getTiming().duration > 1)
  .map(it => it.effect.target.className)"""
# What fades in is there at once; what goes round and round has no end to go to.
STILL = """() => document.getAnimations().forEach(it => {
  if (Number.isFinite(it.effect.getComputedTiming().endTime)) it.finish();
})"""
SHOWN = "() => [...document.querySelectorAll('%s')].filter(it => it.checkVisibility()).length"


def faults(page: Page) -> Iterator[str]:
    """What is wrong with the page that is open, in both themes and on all screens."""
    page.evaluate(AXE)
    for theme, rules in THEMES.items():
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        yield from (f"{theme}: {fault}" for fault in violations(page, rules))
    yield from (f"moves though asked not to: {name}" for name in page.evaluate(MOVING))
    for screen in (NARROW, WIDE):
        yield from (
            f"{screen['width']} px: {name} sticks out" for name in sticking_out(page, screen)
        )
    page.emulate_media(media="print", reduced_motion="reduce")
    if page.evaluate(SHOWN % ".nav, .skip, .button"):
        yield "print: there is something to press on paper"
    if not page.evaluate(SHOWN % "main h1, main h2"):
        yield "print: no heading is left"
    page.emulate_media(media="screen")
    page.set_viewport_size(DESK)


def is_accessible(page: Page) -> None:
    """Nothing that axe knows is wrong with the page as it stands, by day or by night."""
    page.wait_for_load_state()  # a click returns when the next page begins to come
    page.evaluate(AXE)
    for theme, rules in reversed(THEMES.items()):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.evaluate(STILL)
        found = violations(page, rules)
        assert not found, f"{page.url}, {theme}: {found}"


def violations(page: Page, rules: str) -> list[str]:
    """What axe finds on a page that has it."""
    found: list[dict[str, Any]] = page.evaluate(
        f"axe.run({{{rules}}}).then(found => found.violations)"
    )
    return [f"{it['id']} at {[node['target'] for node in it['nodes']][:3]}" for it in found]


def sticking_out(page: Page, screen: ViewportSize) -> list[str]:
    """What makes a page of this screen scroll sideways."""
    page.set_viewport_size(screen)
    found: list[str] = page.evaluate(OVER)
    return found
