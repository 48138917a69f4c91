"""Cross-site writes are refused by headers (Fetch Metadata), so a form needs no token."""

from flask import current_app, request

from webapp.errors import AppError

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class CrossSiteWrite(AppError):
    """This request came from another site, so nothing was done. Use the form on our own page."""

    status = 403
    refusal = "csrf.refused"


def refuse_cross_site_writes() -> None:
    """Browsers say where a request comes from; the API takes keys, which they never send."""
    if request.method in SAFE_METHODS or request.blueprint == "api":
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    is_own = site == "same-origin" if site else origin == current_app.config["BASE_URL"]
    if not is_own:
        raise CrossSiteWrite()


def is_cross_site_frame() -> bool:
    """Is this navigation a frame on another site's page, where only partitioned cookies live?"""
    headers = request.headers
    return headers.get("Sec-Fetch-Dest") in {"iframe", "frame"} and headers.get(
        "Sec-Fetch-Site", "same-origin"
    ) not in {"same-origin", "same-site"}
