"""What the browser may do with our pages: nothing foreign but the dashboard's script and frame."""

from flask import Response, abort, current_app, request

SAFE = {"GET", "HEAD", "OPTIONS"}


def refuse_cross_site_writes() -> None:
    """Refuse a form that another site sent: browsers say where a request comes from."""
    if request.method in SAFE:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    own = site == "same-origin" if site else origin == request.host_url.rstrip("/")
    if not own:
        abort(403)


def add_headers(response: Response) -> Response:
    """Allow our own files, the dashboard's script and frame, and a redirect to it after a form."""
    dashboard = current_app.extensions["settings"].dashboard_url
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'self' {dashboard}/embed.js; style-src 'self'; "
        f"img-src 'self'; connect-src 'self'; frame-src {dashboard}; "
        f"form-action 'self' {dashboard}; base-uri 'none'; frame-ancestors 'none'"
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response
