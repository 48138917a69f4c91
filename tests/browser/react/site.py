"""A platform's site whose pages are drawn by React."""

from tests.browser.host import POLICY, Answer, Host

EXAMPLES_DASHBOARD = "https://earnings.market.example"
PAGE = (
    '<!doctype html><html lang="en"><head><title>Shop</title><link rel="icon" href="data:,">'
    '<script src="/{version}.js" defer></script></head><body><div id="root"></div></body></html>'
)
MADE_BY_US = ("/link/", "/earnings/link")


class ReactSite(Host):
    """`/18` and `/19` are its pages, `links` the paths by which login links were asked for."""

    def __init__(self, dashboard: str, scripts: dict[str, str]) -> None:
        """Pages for the dashboard at that address, by the version of React they use."""
        super().__init__(dashboard)
        self.links: list[str] = []
        self._scripts = {
            f"/{version}.js": text.replace(EXAMPLES_DASHBOARD, dashboard)
            for version, text in scripts.items()
        }

    def answer(self, path: str) -> Answer:
        """A page, its script, or a link."""
        if path.startswith(MADE_BY_US):
            self.links.append(path)
            return super().answer("/link")
        if path in self._scripts:
            return "text/javascript", self._scripts[path], {}
        policy = {"Content-Security-Policy": POLICY.format(dashboard=self.dashboard)}
        return "text/html", PAGE.format(version=path.strip("/")), policy
