"""Each request has a number: in the log, in the audit log and in the API's answer.

Pages do not carry it: an answer that must tell nothing is the same to the byte each time.
"""

from flask import Flask, g, request

from webapp import caller, ids

AGENT_LENGTH_MAX = 255
LOGGED_AS = "express.request_id"  # the access log of gunicorn.conf.py reads it there


def install(app: Flask) -> None:
    """Number each request before anything else looks at it."""
    app.before_request(number_request)
    app.teardown_request(forget_caller)


def number_request() -> None:
    """Number the request, and say for whom we act in it."""
    g.request_id = request.environ[LOGGED_AS] = ids.new("req")
    agent = request.user_agent.string[:AGENT_LENGTH_MAX]
    caller.answer_for(caller.Caller(request.remote_addr or "", agent, g.request_id))


def forget_caller(_: BaseException | None = None) -> None:
    """The request is over: what this thread does next is not done for them."""
    caller.answer_for(caller.Caller())
