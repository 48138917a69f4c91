"""The ways in and out: login link, sign-in, verification, the choice of an account, sign-out."""

from flask import Blueprint

bp = Blueprint("login", __name__)

from webapp.login import (  # noqa: E402, F401 (routes)
    choose,
    confirm,
    link,
    send,
    signin,
    signout,
    switch,
    verify,
)
