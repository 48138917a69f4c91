"""The ways in and out: login link, sign-in, verification, the choice of an account, sign-out."""

from flask import Blueprint, Response

from webapp.access import sweep

bp = Blueprint("login", __name__)


@bp.after_request
def sweep_what_is_over(response: Response) -> Response:
    """Who comes to the door pays, once an hour, for those who left."""
    sweep.sweep_now_and_then()
    return response


from webapp.login import (  # noqa: E402, F401 (routes)
    authenticator,
    choose,
    confirm,
    enrolled,
    link,
    lost_phone,
    new_email,
    new_phone,
    passkey,
    passkey_signin,
    recovery_code,
    send,
    signin,
    signout,
    switch,
    verify,
)
