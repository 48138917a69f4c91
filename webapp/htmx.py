"""htmx's side of HTTP: one URL, two sizes."""

from flask import Response, make_response, render_template, request

FRAGMENT_VARY = ("HX-Request", "HX-History-Restore-Request")


def wants_fragment() -> bool:
    """Is htmx asking for a piece? (Not when it restores history: then it needs it all.)"""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def render(page: str, fragment: str, /, **context: object) -> Response:
    """The whole page for a browser, the fragment for htmx."""
    response = make_response(render_template(fragment if wants_fragment() else page, **context))
    response.vary.update(FRAGMENT_VARY)
    return response
