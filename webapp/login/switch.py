"""`/switch`: over to another account that the same code opened, under a new session."""

from flask import render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from webapp import cookies
from webapp.access.audit import trail
from webapp.access.sessions.reach import others, switch
from webapp.errors import NotFound
from webapp.login import bp
from webapp.login.arrival import go_to


@bp.get("/switch")
@login_required
def accounts() -> str:
    """The other accounts, for a page without the header's menu."""
    return render_template("switch/index.html", accounts=others(current_user))


@bp.post("/switch")
@login_required
def switch_account() -> Response:
    """Open another account; the session of the one before is over at once."""
    wanted = request.form.get("account", "")
    for account in others(current_user):
        if account.id == wanted:
            token = switch(cookies.token(cookies.SESSION) or "", account)
            trail.record("account.switched", account=account, origin=current_user.account_id)
            response = go_to(url_for("dashboard.home"))
            cookies.keep(response, cookies.SESSION, token, is_framed=current_user.is_framed)
            return response
    raise NotFound()
