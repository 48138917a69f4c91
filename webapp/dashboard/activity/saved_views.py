"""`/views`: the seller's saved views; each is an address of the feed under a name."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Response, redirect, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from webapp import htmx
from webapp.accounts.saved_view import (
    NAME_MAX,
    SavedView,
    ViewNameless,
    ViewsTooMany,
    ViewTooLong,
    delete_view,
    rename_view,
    save_view,
    saved_views,
)
from webapp.card_numbers import CardNumberSent
from webapp.dashboard import bp
from webapp.dashboard.activity.filter_chips import chips
from webapp.dashboard.lines.address import VIEW, asked, list_url
from webapp.errors import AppError
from webapp.sentences import sentence


@bp.get("/views")
def views() -> Response:
    """All saved views, to be renamed or deleted."""
    return _page()


@bp.post("/views")
def save() -> Response:
    """Keep a filter under a name: what is kept is what was understood of its address."""
    user = current_user._get_current_object()
    wanted = asked(MultiDict(parse_qsl(request.form.get("query", ""))), user)
    try:
        view = save_view(user.account_id, request.form.get("name", ""), wanted.query)
    except (CardNumberSent, ViewNameless, ViewsTooMany, ViewTooLong) as error:
        return _page(error, query=wanted.query)
    return _to(list_url(urlencode({VIEW: view.id})))


@bp.post("/views/<view_id>/rename")
def rename(view_id: str) -> Response:
    """Give a view another name."""
    try:
        rename_view(current_user.account_id, view_id, request.form.get("name", ""))
    except (CardNumberSent, ViewNameless) as error:
        return _page(error)
    return _to(url_for("dashboard.views"))


@bp.post("/views/<view_id>/delete")
def delete(view_id: str) -> Response:
    """Forget a view; the lines stay as they are."""
    delete_view(current_user.account_id, view_id)
    return _to(url_for("dashboard.views"))


def _to(url: str) -> Response:
    return redirect(url, 303)  # type: ignore[return-value]


def _page(error: AppError | None = None, query: str = "") -> Response:
    response = htmx.render(
        "activity/views.html",
        "activity/_views.html",
        views=[_shown(view) for view in saved_views(current_user.account_id)],
        error=error and sentence(error),
        query=query,
        name_max=NAME_MAX,
    )
    response.status_code = error.status if error else 200
    return response


def _shown(view: SavedView) -> dict[str, Any]:
    args = MultiDict(parse_qsl(view.query))
    wanted = asked(args, current_user._get_current_object())
    return {
        "id": view.id,
        "name": view.name,
        "url": list_url(urlencode({VIEW: view.id})),
        "chips": chips(wanted),
    }
