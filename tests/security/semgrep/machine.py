"""The machine, used carelessly (`ruleid`) and well (`ok`)."""

import hashlib
import json
import os
import pickle
import ssl
import subprocess
import time
from datetime import UTC, date, datetime
from typing import Any
from urllib.request import urlopen

import requests
from flask import Flask

from webapp import clock


def print_statement(name: str) -> None:
    # ruleid: command-by-the-shell
    subprocess.run(f"lpr {name}", shell=True, check=True)
    # ruleid: command-by-the-shell
    os.system("lpr " + name)
    # ok: command-by-the-shell
    os.environ.get("LPR")


def price(words: str) -> Any:
    # ruleid: code-out-of-text
    return eval(words)


def known_price(words: str) -> int:
    # ok: code-out-of-text
    return int(words)


def kept(body: bytes) -> Any:
    # ruleid: objects-from-outside
    return pickle.loads(body)


def read(body: bytes) -> Any:
    # ok: objects-from-outside
    return json.loads(body)


def tell(gateway: str) -> None:
    # ruleid: machine-that-nobody-checked
    requests.post(gateway, timeout=5, verify=False)
    context = ssl.create_default_context()
    # ruleid: machine-that-nobody-checked
    context.check_hostname = False
    # ok: machine-that-nobody-checked
    requests.post(gateway, timeout=5)


def wait(gateway: str) -> None:
    # ruleid: call-without-an-end
    requests.post(gateway)
    # ruleid: call-without-an-end
    urlopen(gateway)
    # ok: call-without-an-end
    requests.post(gateway, timeout=5)


def mark(body: bytes) -> str:
    # ruleid: hash-that-is-broken
    return hashlib.md5(body).hexdigest()


def good_mark(body: bytes) -> str:
    # ok: hash-that-is-broken
    return hashlib.sha256(body).hexdigest()


def times() -> list[object]:
    return [
        # ruleid: clock-of-its-own
        time.time(),
        # ruleid: clock-of-its-own
        datetime.now(),
        # ruleid: clock-of-its-own
        datetime.now(UTC),
        # ruleid: clock-of-its-own
        date.today(),
        # ok: clock-of-its-own
        clock.now(),
    ]


def day_of(seconds: int) -> date:
    # ruleid: moment-without-a-zone
    return datetime.fromtimestamp(seconds).date()


def utc_day_of(seconds: int) -> date:
    # ok: moment-without-a-zone
    return datetime.fromtimestamp(seconds, UTC).date()


def serve(app: Flask) -> None:
    # ruleid: debugger-for-everybody
    app.run(debug=True)
    # ok: debugger-for-everybody
    app.run()
