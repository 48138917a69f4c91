"""Answers, given carelessly (`ruleid`) and well (`ok`)."""

from pathlib import Path
from typing import Any

import jinja2
import requests
from flask import Response, redirect, render_template, render_template_string, request, url_for
from markupsafe import Markup

from webapp import cookies

FOLDER = Path("statements")


def after_signin() -> Any:
    # ruleid: redirect-to-where-the-asker-says
    return redirect(request.args.get("then", "/"))


def back(answer: Response) -> Response:
    before = request.form["before"].strip()
    # ruleid: redirect-to-where-the-asker-says
    answer.headers["HX-Redirect"] = before
    return answer


def again() -> Any:
    # ok: redirect-to-where-the-asker-says
    return redirect(url_for("dashboard.home", range=request.args.get("range")))


def statement() -> bytes:
    # ruleid: file-that-the-asker-names
    return (FOLDER / request.args["name"]).read_bytes()


def logo() -> str:
    # ruleid: file-that-the-asker-names
    with open(request.form["logo"]) as file:  # noqa: PTH123
        return file.read()


def terms() -> bytes:
    # ok: file-that-the-asker-names
    return (FOLDER / "terms.html").read_bytes()


def try_webhook() -> int:
    # ruleid: machine-that-the-asker-names
    return requests.post(request.form["url"], timeout=5).status_code


def send(gateway: str) -> int:
    # ok: machine-that-the-asker-names
    return requests.post(gateway, json={"to": request.form["to"]}, timeout=5).status_code


def login_link(token: str) -> str:
    # ruleid: address-that-the-asker-gives-us
    return f"https://{request.host}/login/{token}"


def other_link(token: str) -> str:
    # ruleid: address-that-the-asker-gives-us
    return url_for("login.link", token=token, _external=True)


def path_of_link(token: str) -> str:
    # ok: address-that-the-asker-gives-us
    return url_for("login.link", token=token)


def greeting(name: str) -> str:
    # ruleid: text-run-as-a-template
    return render_template_string(f"<p>Hello {name}</p>")


def letter(words: str) -> str:
    # ruleid: text-run-as-a-template
    return jinja2.Environment(autoescape=True).from_string(words).render()


def page(name: str) -> str:
    # ok: text-run-as-a-template
    return render_template("home/index.html", name=name)


def badge(name: str) -> Markup:
    # ruleid: text-taken-for-markup
    return Markup(f"<b>{name}</b>")


def own_badge(name: str) -> Markup:
    # ok: text-taken-for-markup
    return Markup("<b>{}</b>").format(name)


def remember(answer: Response, token: str) -> None:
    # ruleid: cookie-of-another-make
    answer.set_cookie("session", token)
    # ruleid: cookie-of-another-make
    answer.headers["Set-Cookie"] = f"session={token}"
    # ok: cookie-of-another-make
    cookies.keep(answer, cookies.SESSION, token, is_framed=False)


def share(answer: Response) -> None:
    # ruleid: door-for-every-origin
    answer.headers["Access-Control-Allow-Origin"] = "*"
    # ruleid: door-for-every-origin
    answer.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
    # ok: door-for-every-origin
    answer.headers["Access-Control-Allow-Origin"] = "https://market.example"
