"""A page under watch: whatever the browser complains of fails the test."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Frame, Page, Request, Response

# Said of every answer from 400 up, wanted or not; `_on_response` judges those one by one.
LOADING_FAILED = "Failed to load resource"
DOCUMENTS = {"document"}
FORM_REFUSED = {422, 429}  # the form comes back with a sentence; htmx shows it in its place
# How a page learns that its session was ended elsewhere; whoever is signed in is never told so,
# for then the page would leave.
STREAM_IS_OVER = (401, "/live")


class Watch:
    """What went wrong on a page, and how often a whole page was loaded."""

    def __init__(self, page: Page) -> None:
        """Listen from now on."""
        self.page = page
        self.complaints: list[str] = []
        self.loads = 0
        page.on("console", self._on_console)
        page.on("pageerror", self._on_page_error)
        page.on("response", self._on_response)
        page.on("requestfailed", self._on_request_failed)
        page.on("domcontentloaded", self._on_load)
        page.on("framenavigated", self._on_navigation)

    def _on_console(self, message: ConsoleMessage) -> None:
        """Errors and warnings; a violated content security policy is an error."""
        if message.type in {"error", "warning"} and LOADING_FAILED not in message.text:
            self.complaints.append(f"console {message.type}: {message.text}")

    def _on_page_error(self, error: Error) -> None:
        self.complaints.append(f"uncaught: {error.message}")

    def _on_response(self, response: Response) -> None:
        """A page may say no to its reader; what a page itself asks for must be there."""
        kind, status = response.request.resource_type, response.status
        is_meant = status < 400 or (status < 500 and kind in DOCUMENTS) or status in FORM_REFUSED
        is_over = (status, urlsplit(response.url).path) == STREAM_IS_OVER
        if not (is_meant or is_over):
            self.complaints.append(f"{status} for {kind} {response.url}")

    def _on_request_failed(self, request: Request) -> None:
        """Nothing may fail; but a page that is left abandons what it was loading."""
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.failure} for {request.url}")

    def _on_load(self, _page: Page) -> None:
        self.loads += 1

    def _on_navigation(self, frame: Frame) -> None:
        if frame.url.startswith("chrome-error:"):
            self.complaints.append("the browser showed an error page of its own")
