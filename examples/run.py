"""`make run`: the dashboard, a platform that uses it, and three sellers, on one machine.

Nothing here is needed in production. The two addresses differ on purpose: 127.0.0.1 and localhost
are two sites to a browser, so the framed dashboard is as foreign as it would be on the web.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import stripe
from werkzeug.serving import make_server

from examples.dashboard_process import DashboardProcess
from examples.place import Place, Trouble
from examples.platform import Settings, create_app, dashboard, seeding
from examples.platform.cast import SELLERS

HELLO = """
  Kirschmarkt, a platform   {platform}
  its Express Dashboard     {dashboard}

  1. Open {platform} and sign in as Alma.
  2. Click "View my earnings", then "Text me a code".
     Or "Open in this page": the same in a frame, beside buttons that move money.
  3. The code appears here below, and on the phone drawn on Kirschmarkt's page.

  Ctrl-C stops both. All is kept in {instance}/ for the next start.
"""
LOOK_SECONDS = 0.3


def main() -> None:
    """Start both, show text messages as they arrive, and stop both when asked to."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    try:
        _run(Place.from_env(os.environ), stop)
    except Trouble as trouble:
        sys.exit(f"\n{trouble}")
    except stripe.StripeError as refusal:
        sys.exit(f"\nThe dashboard refused what the sellers need: {refusal}")
    _say("\nStopped.")


def _run(place: Place, stop: threading.Event) -> None:
    place.require_free_ports()
    process = DashboardProcess(place)
    _prepare(place, process)
    with process.running() as serving:
        _open_shops(place, process, stop)
        with _site(place):
            addresses = {"platform": place.platform_url, "dashboard": place.dashboard_url}
            _say(HELLO.format(**addresses, instance=place.instance))
            _show_texts(place, serving, stop)
    if serving.returncode and not stop.is_set():
        raise Trouble(f"The dashboard stopped by itself:\n{process.last_words()}")


def _prepare(place: Place, process: DashboardProcess) -> None:
    """Tables, and the platform itself unless this folder already knows it at this address."""
    known = place.database.exists() and place.memory["origin"] == place.platform_url
    process.migrate()
    if not known:
        key = process.create_platform()
        place.memory.keep(api_key=key, origin=place.platform_url, accounts={})


def _open_shops(place: Place, process: DashboardProcess, stop: threading.Event) -> None:
    """Open the sellers that are not there yet, each with its history."""
    client = dashboard.connect(place.memory["api_key"], place.dashboard_url)
    for seller in SELLERS:
        if seller.slug in place.memory["accounts"] or stop.is_set():
            continue
        account = seeding.open_account(client, seller)
        lines = seeding.record_history(client, account, seller, process.run_payouts)
        seeding.make_latest_payouts(client, account, seller)
        place.memory.keep(accounts=place.memory["accounts"] | {seller.slug: account})
        _say(f"  {seller.shop}: {lines:,} lines of history")


@contextmanager
def _site(place: Place) -> Iterator[None]:
    """Serve Kirschmarkt until the block ends."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line a request would hide the texts
    memory = place.memory
    settings = Settings(
        dashboard_url=place.dashboard_url,
        api_key=memory["api_key"],
        accounts=memory["accounts"],
        outbox=place.outbox,
        secret_key=memory["platform_secret"],
    )
    server = make_server("127.0.0.1", place.platform_port, create_app(settings), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def _show_texts(place: Place, serving: subprocess.Popen[bytes], stop: threading.Event) -> None:
    """Print each new text message and mail, until somebody stops us or the dashboard is gone."""
    place.outbox.touch()
    with place.outbox.open() as outbox:
        outbox.seek(0, os.SEEK_END)
        line = ""
        while not stop.is_set() and serving.poll() is None:
            line += outbox.readline()
            if line.endswith("\n"):
                text = json.loads(line)
                kind = "Mail" if "@" in text["to"] else "Text"
                _say(f"  {kind} to {text['to']}: {' '.join(text['body'].split())}")
                line = ""
            else:
                stop.wait(LOOK_SECONDS)


def _say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    main()
