"""What could cost somebody money wants a proof of the last few minutes, not a session alone."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access.contacts.new_phone import FRESH

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]


def is_fresh() -> bool:
    """Did the seller prove who she is a moment ago?"""
    return bool(current_user.is_fresh(FRESH))


def fresh(page: str) -> Callable[[View[P]], View[P]]:
    """Guard a view: who proved nothing of late does so first, and comes back to that page.

    The page is named by its endpoint in the settings or the dashboard.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            if is_fresh():
                return view(*args, **kwargs)
            return redirect(url_for("login.confirm", then=page), 303)

        return guarded

    return guard
