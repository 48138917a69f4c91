"""How gunicorn serves the dashboard: `gunicorn wsgi:app` reads this file by its name.

From the environment: `BIND` (address:port or unix:/path), or only `PORT` on loopback;
`WEB_CONCURRENCY` (processes) is gunicorn's own; `FORWARDED_ALLOW_IPS` (the proxy in front) is
ours.
"""

# First of all, before ssl, select or psycopg are loaded by anyone: with the app loaded once in
# the parent, a later patch would leave psycopg waiting in C, one query stopping every other.
from gevent import monkey

monkey.patch_all()

import gc  # noqa: E402  (after the patch)
import logging  # noqa: E402
import os  # noqa: E402
import re  # noqa: E402
import resource  # noqa: E402
from typing import Any  # noqa: E402

from gunicorn import util  # noqa: E402
from gunicorn.glogging import Logger  # noqa: E402

MAY_HOLD_LINKS = ("r", "U", "f")  # the request's line and path, and the referring page
# However the path is written: a token is 43 letters that nobody can guess.
LOGIN_TOKEN = re.compile(r"(?<=/login/)[^?#\s]+|(?<=/calendar/)[^?#\s]+|[A-Za-z0-9_-]{43,}")


class MaskedLogger(Logger):
    """A log without login links: a line outlives the link's secrecy."""

    def setup(self, cfg: Any) -> None:
        """Mask what gunicorn says of a request that it could not read, too."""
        super().setup(cfg)
        self.error_log.addFilter(_mask_record)

    def atoms(self, *request: Any) -> dict[str, Any]:
        """What a line of the log may hold, `/login/<token>` cut to `/login/…`, calendars, too."""
        atoms = super().atoms(*request)
        is_secret = any(LOGIN_TOKEN.search(atoms[name] or "") for name in MAY_HOLD_LINKS)
        return {n: _masked(value) for n, value in atoms.items()} if is_secret else atoms


def _masked(value: Any) -> Any:
    return LOGIN_TOKEN.sub("…", value) if isinstance(value, str) else value


def _mask_record(record: logging.LogRecord) -> bool:
    record.msg, record.args = _masked(record.getMessage()), ()
    return True


# gunicorn answers what it cannot read before the app sees it: by a page that repeats what was sent.
UNREADABLE = """\
HTTP/1.1 {status} {reason}\r
Connection: close\r
Content-Type: text/plain; charset=utf-8\r
Content-Length: {length}\r
{headers}\r
{text}"""


def _write_error(sock: Any, status: int, reason: str, message: str) -> None:
    """Say no more than what kind of error it is; a coding that we do not know is the sender's."""
    status, reason = (400, "Bad Request") if status == 501 else (status, reason)
    text = f"{reason}. This is not a request that we can read.\n"
    told = {"status": status, "reason": reason, "length": len(text), "text": text}
    util.write_nonblock(sock, UNREADABLE.format(headers=_headers(), **told).encode("latin-1"))


def _headers() -> str:
    """The headers that all our answers carry."""
    from webapp import headers

    return "".join(f"{name}: {value}\r\n" for name, value in headers.unframed())


util.write_error = _write_error


def _allow_many_open_dashboards() -> None:
    """Each open dashboard holds a socket; the usual soft limit is 1,024 files."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _warn_of_codes_in_the_log(log: Logger) -> None:
    """The console is for a first look: on a public address whoever reads the log could sign in."""
    is_public = os.environ.get("BASE_URL", "").startswith("https:")
    for name in ("SMS_URL", "MAIL_URL"):
        if is_public and os.environ.get(name, "console:").startswith("console:"):
            log.warning("%s is console: codes are written to this log. Set it to a gateway.", name)


def when_ready(server: Any) -> None:
    """Get assets and languages ready for all workers, then say where the dashboard is."""
    from webapp import assets, catalogues

    assets.prepare()
    catalogues.prepare()
    _warn_of_codes_in_the_log(server.log)
    _settle_what_stays()
    server.log.info("Express Dashboard is ready at %s", ", ".join(map(str, server.LISTENERS)))


def _settle_what_stays() -> None:
    """What was loaded is no garbage: no worker looks through it again, nor copies it by looking."""
    gc.collect()
    gc.freeze()


def pre_fork(server: Any, worker: Any) -> None:
    """No connection crosses a fork: two processes on one would garble both."""
    from webapp.database import db

    if db.obj is not None:
        db.close_all()


def post_fork(server: Any, worker: Any) -> None:
    """Each worker may hold as many sockets as the machine allows."""
    _allow_many_open_dashboards()


def post_worker_init(worker: Any) -> None:
    """Streams of live changes would never end by themselves: they end when the worker is to."""
    from webapp.live.watcher import watcher

    watcher.is_closing = lambda: not worker.alive


def pre_request(worker: Any, req: Any) -> None:
    """A stream has its connection for itself: when it ends, nobody waits for another request."""
    if req.path == "/live":
        req.must_close = True


bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 4242}"
worker_class = "gevent"
worker_connections = 10_000
# The parent loads the app: a wrong setting stops the start with one sentence, not in a loop.
preload_app = True
# A worker asked to stop takes no new request and has this long to finish those under way.
graceful_timeout = 10
timeout = 30
keepalive = 5
# Links and cursors are short; what is longer is somebody's probe.
limit_request_line = 4094
# No header of a client's may move the app to another path.
forwarder_headers = ""
# Nor make it believe in another scheme: only X-Forwarded-For is read, by webapp/proxy.py.
secure_scheme_headers: dict[str, str] = {}
logger_class = MaskedLogger
accesslog = "-"
# Its number leads from a line to what the audit log and the log of errors say of the request.
access_log_format = '%(t)s %(h)s "%(r)s" %(s)s %(b)s %(M)sms %({express.request_id}e)s'
# Its default is one path for all of a user's gunicorns, and nothing here uses it.
control_socket_disable = True
