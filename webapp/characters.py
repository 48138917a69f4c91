"""NUL in an address: no text that we keep holds one, and PostgreSQL cannot even be asked for it."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

# What broken UTF-8 is read as, too: such an address is unknown like any other junk.
REPLACEMENT = "\ufffd"


def install(app: Flask) -> None:
    """Read NUL in paths and queries as the replacement character."""
    app.wsgi_app = WithoutNul(app.wsgi_app)  # type: ignore[method-assign]


class WithoutNul:
    """Cleans the address of each request before anybody reads it."""

    def __init__(self, inner: Callable[..., Iterable[bytes]]) -> None:
        """Wrap an application."""
        self._inner = inner

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Pass the request on."""
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        if "\0" in path:
            environ["PATH_INFO"] = path.replace("\0", REPLACEMENT.encode().decode("latin-1"))
        if "%00" in query:
            environ["QUERY_STRING"] = query.replace("%00", "%EF%BF%BD")
        return self._inner(environ, start_response)
