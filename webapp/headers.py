"""Headers of every answer: what the browser may load, who may frame us, what is kept.

They are put on where answers leave the house, so that files, errors and pages all have them.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from flask import Flask, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
    "frame-ancestors {ancestors}"
)
OWN_FRAMES = "; frame-src 'self'"
NOBODY = "'none'"
PERMISSIONS = (
    "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
    "publickey-credentials-create=(self), publickey-credentials-get=(self)"
)
FIXED = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
    ("Permissions-Policy", PERMISSIONS),
    ("Cross-Origin-Opener-Policy", "same-origin-allow-popups"),
]
CORP, OWN_SITE, EVERY_SITE = "Cross-Origin-Resource-Policy", "same-origin", "cross-origin"
ANCESTORS, FRAMES = "express.frame_ancestors", "express.frame_src"
LOADED_BY = "express.loaded_by"

Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]


def install(app: Flask) -> None:
    """Put the headers on every answer, errors and files included."""
    app.wsgi_app = HeadersMiddleware(app.wsgi_app)  # type: ignore[method-assign]


def allow_frames(origins: list[str]) -> None:
    """Let pages of these origins frame this answer, if it is a page; without a call nobody may."""
    request.environ[ANCESTORS] = " ".join(origins) or NOBODY


def is_for_nobody() -> bool:
    """Has nobody been allowed so far to frame this answer?"""
    return request.environ.get(ANCESTORS, NOBODY) == NOBODY


def allow_own_frames() -> None:
    """Let this answer frame pages of ours; without a call none may frame anything."""
    request.environ[FRAMES] = OWN_FRAMES


def let_every_site_load() -> None:
    """Let pages of every site use this file; without a call only our own pages may."""
    request.environ[LOADED_BY] = EVERY_SITE


def unframed() -> Headers:
    """Those of an answer that nobody frames, loads or keeps."""
    return _added(NOBODY, "", OWN_SITE, False, False)


class HeadersMiddleware:
    """Adds the headers when an answer starts; people's data is kept by nobody."""

    def __init__(self, inner: Callable[..., Iterable[bytes]]) -> None:
        """Wrap an application."""
        self._inner = inner

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the application does, with our headers."""

        def start(status: str, sent: Headers, exc_info: Any = None) -> Any:
            has_cache_rule = any(name == "Cache-Control" for name, _ in sent)
            ancestors = environ.get(ANCESTORS, NOBODY)
            if ancestors != NOBODY and not _is_page(environ, sent):
                ancestors = NOBODY
            frames = (ancestors, environ.get(FRAMES, ""))
            loaded_by = environ.get(LOADED_BY, OWN_SITE)
            sent += _added(*frames, loaded_by, has_cache_rule, status.startswith("304"))
            return start_response(status, sent, *((exc_info,) if exc_info else ()))

        return self._inner(environ, start)


def _is_page(environ: dict[str, Any], sent: Headers) -> bool:
    """Is it a document, which a frame can hold? Files, JSON and what a script asks for are not."""
    kinds = (value for name, value in sent if name == "Content-Type")
    return "HTTP_HX_REQUEST" not in environ and any(kind.startswith("text/html") for kind in kinds)


@lru_cache(maxsize=1_024)
def _added(
    ancestors: str, frames: str, loaded_by: str, has_cache_rule: bool, is_unchanged: bool
) -> Headers:
    """What to add; a 304 repeats nothing that the kept answer says (RFC 9110, 15.4.5)."""
    kept_by = [] if has_cache_rule else [("Cache-Control", "no-store")]
    if is_unchanged:
        return kept_by
    policy = POLICY.format(ancestors=ancestors) + frames
    added = [*FIXED, (CORP, loaded_by), ("Content-Security-Policy", policy)]
    if ancestors == NOBODY:
        added.append(("X-Frame-Options", "DENY"))
    return added + kept_by
