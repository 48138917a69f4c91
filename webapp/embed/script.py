"""`/embed.js`, the one script of a platform's page, and its types for the platform's engineers.

The script is written in small files under `element/`; what is served is those files in one, without
their comments and indents, told our origin and the words that the element itself may have to say.
"""

import gzip
import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path

import brotli
from flask import Response, current_app, request

from webapp import catalogues, headers
from webapp.embed import bp
from webapp.languages import LANGUAGES, N_

HERE = Path(__file__).parent
PARTS = HERE / "element"
KEPT_FOR = "public, max-age=600"  # a mended script is everywhere within ten minutes
# The frame's title, and what stands in its place with a button.
WORDS = (N_("Your earnings"), N_("Something went wrong"), N_("Try again"))
PLAIN, BROTLI, GZIP = "", "br", "gzip"
COMMENT = re.compile(r"^\s*//.*$|\s+// .*$", re.MULTILINE)
QUOTED = re.compile(r"('(?:\\.|[^'\\\n])*')")  # what is between backticks is style, and no text
# After a closing brace alone the end of a line may be the end of a statement.
LINE_END = re.compile(r"(?<=[{;,(\[])\n|\n(?=[})\]])")
BESIDE_A_SIGN = re.compile(r" *([{}()\[\]=<>,;:?&|!]) *")
LAST_SIGN = re.compile(r";(?=})")
OUTERMOST = re.compile(r"^(?:const|let|class|(?:async )?function) (\w+)", re.MULTILINE)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@bp.get("/embed.js")
def script() -> Response:
    """The script, for pages of every origin: it holds nobody's secret."""
    encoding = next((name for name in (BROTLI, GZIP) if request.accept_encodings[name]), PLAIN)
    body = _served(current_app.config["BASE_URL"], encoding)
    response = Response(body, mimetype="text/javascript")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    headers.let_every_site_load()
    # Without it no page could pin the script by `integrity`.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.vary.add("Accept-Encoding")
    return _kept(response, encoding)


@bp.get("/embed.d.ts")
def types() -> Response:
    """The element's types, to be copied beside a platform's own sources."""
    text = (HERE / "embed.d.ts").read_text(encoding="utf-8")
    return _kept(Response(text, content_type="application/typescript; charset=utf-8"))


def _kept(response: Response, encoding: str = PLAIN) -> Response:
    response.headers["Cache-Control"] = KEPT_FOR
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:16] + encoding)
    response.make_conditional(request)
    return response


@lru_cache(maxsize=8)
def _served(origin: str, encoding: str) -> bytes:
    text = written(origin).encode()
    if encoding == BROTLI:
        return brotli.compress(text, brotli.MODE_TEXT)
    return gzip.compress(text, mtime=0) if encoding == GZIP else text


def written(origin: str) -> str:
    """The script as a browser gets it: one scope, nothing global but the element's name."""
    files = (PARTS / "ORDER").read_text().split()
    source = "\n".join((PARTS / file).read_text(encoding="utf-8") for file in files)
    source = COMMENT.sub("", source)
    lines = (line.strip() for line in source.splitlines())
    body = LINE_END.sub("", _squeezed("\n".join(line for line in lines if line), _short(source)))
    body = LAST_SIGN.sub("", body)
    told = f"const ORIGIN={_json(origin)},WORDS={_json(_words())};"
    return f"(()=>{{'use strict';\n{told}\n{body}\n}})();\n"


def _short(source: str) -> dict[str, str]:
    """A letter for each name of the outermost scope that no property or method bears, too."""
    names = [
        name
        for name in OUTERMOST.findall(source)
        if not re.search(rf"[.#]{name}\b|\b{name}:|^ +{name}\(.*\{{", source, re.MULTILINE)
    ]
    free = (letter for letter in LETTERS if not re.search(rf"\b{letter}\b", source))
    return dict(zip(names, free, strict=False))


def _squeezed(source: str, short: dict[str, str]) -> str:
    """Without the spaces beside signs and with short names, where it is not somebody's text."""
    names = re.compile(rf"\b({'|'.join(short)})\b")
    parts = QUOTED.split(source)
    code = [BESIDE_A_SIGN.sub(r"\1", part) for part in parts[::2]]
    code = [names.sub(lambda found: short[found[1]], part) for part in code]
    return "".join(code + text for code, text in zip(code, [*parts[1::2], ""], strict=True))


def _words() -> dict[str, list[str]]:
    """What the element says, by the first two letters of a language's tag."""
    return {
        code[:2]: [catalogues.catalogue(code).gettext(text) for text in WORDS] for code in LANGUAGES
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
