"""Static files for browsers: four bundles, named by content, compressed, kept for ever."""

import atexit
import hashlib
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

STATIC = Path(__file__).parent / "static"
BUNDLES = {
    "app.css": STATIC / "css" / "ORDER",
    "app.js": STATIC / "js" / "ORDER",
    "frame.js": STATIC / "js" / "FRAME",  # in frames alone
    "chart.js": STATIC / "js" / "CHART",  # two thirds of the scripts, and most pages have no chart
}
DIGEST_LENGTH = 16
# Chromium then compiles all of it beside the page while it arrives, and not in the page's way.
COMPILE_AHEAD = b"//# allFunctionsCalledOnLoad\n"
# Sent with the others, but run once the page is at rest (`rest.js`): a first look needs none of it.
AT_REST = b"addEventListener('page-at-rest', () => {\n%s\n}, { once: true });"
# It names the charset of text alone, and a drawing is text, too.
TYPES = {".svg": "image/svg+xml; charset=utf-8"}


def install(app: Flask) -> None:
    """Serve the bundles and images at `/assets/`; `asset("app.css")` names them in templates."""
    folder, names = _build()
    inner = app.wsgi_app

    @cache
    def serving() -> WhiteNoise:
        prepare()
        fixed = {"prefix": "assets/", "immutable_file_test": lambda path, url: True}
        return WhiteNoise(inner, root=str(folder), mimetypes=TYPES, **fixed)

    def serve(environ: dict[str, Any], start_response: Any) -> Any:
        return serving()(environ, start_response)

    app.wsgi_app = serve  # type: ignore[method-assign]
    app.jinja_env.globals["asset"] = lambda name: f"/assets/{names[name]}"


@cache
def prepare() -> None:
    """Write the .gz and .br beside each file, once: a server before it serves, a command never."""
    folder, _ = _build()
    compressor = Compressor(quiet=True)
    for path in list(folder.iterdir()):
        if compressor.should_compress(path.name):
            list(compressor.compress(str(path)))


@cache
def _build() -> tuple[Path, dict[str, str]]:
    """The folder with the files and their names in it: made once a process, gone with it."""
    folder = Path(tempfile.mkdtemp(prefix="express-assets-"))
    atexit.register(_remove, folder, os.getpid())
    names = {name: _write(folder, name, _bundle(name, order)) for name, order in BUNDLES.items()}
    for image in sorted((STATIC / "img").glob("*")):
        names[f"img/{image.name}"] = _write(folder, image.name, image.read_bytes())
    return folder, names


def _remove(folder: Path, owner: int) -> None:
    """A server's workers are forks that share the folder: only its maker takes it away."""
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)


def _bundle(name: str, order: Path) -> bytes:
    """The files that ORDER lists, one after the other, and those behind its line `AT_REST`."""
    at_once, _, later = order.read_text().partition("AT_REST\n")
    content = _joined(order.parent, at_once)
    if later:
        content += b"\n" + AT_REST % _joined(order.parent, later)
    return COMPILE_AHEAD + content if name.endswith(".js") else content


def _joined(folder: Path, names: str) -> bytes:
    return b"\n".join((folder / name).read_bytes() for name in names.split())


def _write(folder: Path, name: str, content: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:DIGEST_LENGTH]
    path = folder / f"{stem}.{digest}.{suffix}"
    path.write_bytes(content)
    return path.name
