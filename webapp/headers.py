"""Headers of every answer: what the browser may load, who may frame us, what is kept."""

from flask import Flask, Response, g, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
    "frame-ancestors {ancestors}"
)
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def install(app: Flask) -> None:
    """Put the headers on every answer, errors included."""
    app.after_request(add_headers)


def allow_frames(origins: list[str]) -> None:
    """Let pages of these origins frame this answer; without a call nobody may."""
    g.frame_ancestors = " ".join(origins)


def add_headers(response: Response) -> Response:
    """The strict policy; answers with people's data are kept by nobody."""
    headers = response.headers
    for name, value in FIXED.items():
        headers[name] = value
    ancestors = g.get("frame_ancestors") or "'none'"
    headers["Content-Security-Policy"] = POLICY.format(ancestors=ancestors)
    if ancestors == "'none'":
        headers["X-Frame-Options"] = "DENY"
    if "Cache-Control" not in headers and request.endpoint != "static":
        headers["Cache-Control"] = "no-store"
    return response
