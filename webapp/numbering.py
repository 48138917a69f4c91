"""Each request has a number: in the log, in the audit log and in the API's answer.

Pages do not carry it: an answer that must tell nothing is the same to the byte each time.
"""

import os

from flask import Flask, g, request

from webapp import caller

AGENT_LENGTH_MAX = 255
NUMBER_BYTES = 12
LOGGED_AS = "express.request_id"  # the access log of gunicorn.conf.py reads it there


def install(app: Flask) -> None:
    """Number each request before anything else looks at it."""
    app.before_request(number_request)
    app.teardown_request(forget_caller)


def number_request() -> None:
    """Number the request, and say for whom we act in it."""
    environ = request.environ
    # Every request pays for this, so it is neither sorted by time nor short.
    g.request_id = environ[LOGGED_AS] = f"req_{os.urandom(NUMBER_BYTES).hex()}"
    agent = environ.get("HTTP_USER_AGENT", "")[:AGENT_LENGTH_MAX]
    caller.answer_for(caller.Caller(environ.get("REMOTE_ADDR", ""), agent, g.request_id))


def forget_caller(_: BaseException | None = None) -> None:
    """The request is over: what this thread does next is not done for them."""
    caller.answer_for(caller.NOBODY)
