"""`/settings/session`: how long the session lasts if nothing is done; to ask counts as use."""

from flask import Response, jsonify
from flask_login import current_user

from webapp.settings import bp


@bp.get("/session")
def session() -> Response:
    """Seconds that are left, and whether use makes them more; background asking does not."""
    return jsonify(ends_in=current_user.ends_in, is_final=current_user.is_final)
