"""A page inside a platform's page: who may hold it there, and what its script tells the holder."""

from dataclasses import dataclass

from flask import Flask, Response, g, request
from flask_login import current_user

from webapp import headers, keyring
from webapp.accounts.platform import origins_of
from webapp.keyring import SealBroken
from webapp.own_pages import known_place

FRAMES = frozenset({"iframe", "frame"})
# What the page around a frame is told of the page in it.
CODE, SIGNED_IN, EXPIRED, BLOCKED, ERROR = "code", "signedin", "expired", "blocked", "error"
PLACE, ASKS_PLACE = "X-Frame-Place", "HTTP_X_FRAME_PLACE"
SEALED, PURPOSE = "/~", "place of a frame"
# In full blocks, so that the length says little, and short enough for an address once it is sealed.
BLOCK, SEALED_MAX = 128, 1_408
LINK = "login.link"  # opened in frames by browsers that do not say so, too
OVER = {401, 410}  # the answers to who was signed in, and to a link that works no more


@dataclass(frozen=True, slots=True)
class Frame:
    """What the script in a framed page needs to know."""

    origins: str
    """Those of the holder's pages, each of which may be told what follows; with spaces between."""
    state: str
    place: str | None
    """Where to come back to, sealed: the holder keeps it, and learns nothing by it."""


def install(app: Flask) -> None:
    """Give templates `frame`: nothing, unless the page is in one."""
    app.context_processor(lambda: {"frame": frame()})
    app.after_request(_tell_script)


def frame() -> Frame | None:
    """The frame that this page is in, if somebody may hold it there."""
    origins = request.environ.get(headers.ANCESTORS, headers.NOBODY)
    if not origins.startswith("http") or not is_framed():
        return None
    is_in = bool(current_user and current_user.is_authenticated)
    state = g.get("frame_state") or (SIGNED_IN if is_in else CODE)
    return Frame(origins, state, g.get("frame_place") or (_here() if is_in else None))


def _here(url: str | None = None) -> str | None:
    """The page of hers that is shown, or that address, sealed; forms are no place to come to."""
    if url is None and request.method not in {"GET", "HEAD"}:
        return None
    return sealed_place(known_place(url or request.full_path.rstrip("?")), current_user.account_id)


def _tell_script(response: Response) -> Response:
    """Tell a framed page's script, which asks, where its page is once htmx has moved it."""
    if ASKS_PLACE in request.environ and current_user and current_user.is_authenticated:
        place = _here(response.headers.get("HX-Push-Url"))
        if place:
            response.headers[PLACE] = place
    return response


def sealed_place(place: str | None, account_id: str) -> str | None:
    """The place as others may keep it for this account: it says nothing of what was looked for."""
    for text in (place, (place or "").partition("?")[0]):
        plain = f"{account_id} {text}"
        if text and len(plain) <= SEALED_MAX:
            return SEALED + keyring.seal(plain.ljust(-(-len(plain) // BLOCK) * BLOCK), PURPOSE)
    return None


def opened_place(text: str | None, account_id: str) -> str | None:
    """The page of ours that was sealed for this account, or that is named openly; else nothing."""
    if not text or not text.startswith(SEALED):
        return known_place(text)
    try:
        plain = keyring.unseal(text.removeprefix(SEALED), PURPOSE)
    except SealBroken:
        return None
    owner, _, place = plain.rstrip(" ").partition(" ")
    return known_place(place) if owner == account_id else None


def is_framed() -> bool:
    """Is the document in a frame? Browsers say so; of one that does not, the session knows."""
    asked_for = request.headers.get("Sec-Fetch-Dest")
    if asked_for is not None:
        return asked_for in FRAMES
    return bool(g.get("is_framed") or getattr(current_user, "is_framed", False))


def tell(state: str, place: str | None = None) -> None:
    """Tell the holder this of the page that is about to be written."""
    g.frame_state, g.frame_place = state, place


def can_renew() -> bool:
    """Is it over in a frame, so that its holder can give a fresh link?"""
    page = frame()
    return page is not None and page.state == EXPIRED


def tell_of_error(status: int) -> None:
    """Tell the holder what an error means to it: a fresh link helps, or nothing that it can do.

    An error that is in no frame is for no frame. In one, who is signed in reads what is wrong, even
    of an address that nobody knows: she clicked a dead link, and would see nothing else.
    """
    is_in = current_user and current_user.is_authenticated
    if not is_framed():
        if request.endpoint != LINK:
            headers.allow_frames([])
    elif status in OVER:
        g.frame_state = EXPIRED
    elif not is_in:
        g.frame_state = ERROR
    elif headers.is_for_nobody() and not g.get("is_database_spared"):
        headers.allow_frames(origins_of(current_user.platform_id))
