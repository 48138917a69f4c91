"""Endpoints: a route with its parameters declared once, for reading, checking and describing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, Response, g

from webapp.api import expansion, form, idempotency, permission, throttle
from webapp.api.answer import Json, success
from webapp.api.kinds import Kind, Text
from webapp.api.parameters import Array, Object, Values
from webapp.api.scope import act, authenticate

bp = Blueprint("api", __name__, url_prefix="/v1")

EXPAND = Array(of=Text(), max=20)

View = Callable[..., Json]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One route of the API: what it takes, and which kind of object it answers."""

    method: str
    path: str
    fields: Object
    answers: str
    is_list: bool
    view: View

    @property
    def summary(self) -> str:
        """What it does, in the words of its view."""
        return (self.view.__doc__ or "").strip().splitlines()[0]

    @property
    def is_write(self) -> bool:
        """Does it change anything?"""
        return self.method != "GET"

    @property
    def permission(self) -> str:
        """What a restricted key needs to be let in."""
        return (permission.to_write if self.is_write else permission.to_read)(self.answers)

    def respond(self, **ids: str) -> Response:
        """Authenticate, read, carry out and answer one request."""
        throttle.take(authenticate(), is_write=self.is_write)
        act()
        permission.require(self.permission)
        params = self.fields.read(form.sent(), "")
        paths = params.pop("expand", None) or []
        expansion.refuse_unknown(paths, self.answers, is_list=self.is_list)
        view = partial(self._expanded, params, paths, ids)
        if self.method != "POST":
            return success(view()).response()
        claimed = idempotency.claim(params | {"expand": paths})
        return idempotency.carry_out(view, claimed)

    def _expanded(self, params: Values, paths: list[str], ids: dict[str, str]) -> Json:
        return expansion.expanded(self.view(params, **ids), paths, g.scope)


ENDPOINTS: list[Endpoint] = []


def endpoint(
    method: str,
    path: str,
    fields: Mapping[str, Kind] | None = None,
    *,
    answers: str,
    is_list: bool = False,
) -> Callable[[View], View]:
    """Register a view: it gets the parameters as read, and the ids in the path."""

    def register(view: View) -> View:
        declared = Object(fields={**(fields or {}), "expand": EXPAND})
        made = Endpoint(method, path, declared, answers, is_list, view)
        ENDPOINTS.append(made)
        bp.add_url_rule(path, view.__name__, made.respond, methods=[method])
        return view

    return register
