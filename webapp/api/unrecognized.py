"""URLs and methods that the API does not know, answered in the envelope like all else."""

from flask import Response
from flask.globals import request_ctx

from webapp.api.answer import show
from webapp.api.endpoint import bp
from webapp.api.errors import MethodNotAllowed, UrlUnrecognized
from webapp.api.kinds import shown
from webapp.api.parameters import Values

METHODS = ("GET", "POST", "DELETE", "PUT", "PATCH")


@bp.route("/", methods=METHODS, strict_slashes=False)
@bp.route("/<path:rest>", methods=METHODS)
def unrecognized(**_: Values) -> Response:
    """Refuse the URL, or only the method if the URL is one of ours."""
    request = request_ctx.request
    allowed = [method for method in METHODS if _is_known(method)]
    asked = f"({request.method}: {shown(request.path)})"
    if not allowed:
        raise UrlUnrecognized(
            f"Unrecognized request URL {asked}. The routes are listed in /v1/openapi.json."
        )
    refusal = MethodNotAllowed(f"Unrecognized request method {asked}.")
    response = show(refusal)
    response.headers["Allow"] = ", ".join(allowed)
    return response


def _is_known(method: str) -> bool:
    adapter = request_ctx.url_adapter
    assert adapter is not None, "a request has its map of URLs"
    found, _ = adapter.match(method=method)  # at worst, this very page
    return found != "api.unrecognized"
