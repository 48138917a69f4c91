"""`python -m bench.lighthouse`: Lighthouse's four scores of each page, on a phone and a desktop.

It wants Node: the program is npm's `lighthouse`, fetched by `npx` unless `LIGHTHOUSE` names one.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.dashboard import Dashboard
from bench.machine import load, machine
from bench.seeded import Seeded
from bench.workshop import RESULTS

COMMAND = "npx --yes lighthouse@13"
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PAGES = ("/", "/activity", "/earnings", "/payouts", "/settings", "/signin")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PROFILES = {"phone": (), "desktop": ("--preset=desktop",)}
LINES = 5_000
GOOD = 1.0


def main() -> None:
    """Look at each page in each profile; print the scores and what cost points."""
    RESULTS.mkdir(exist_ok=True)
    home = Path(tempfile.mkdtemp(dir=RESULTS))
    seller, before = Dashboard(Seeded(home / "ledger", LINES)), load()
    try:
        print("| page | profile |", " | ".join(CATEGORIES), "| what cost points |")
        print("|---|---|", "---|" * len(CATEGORIES) + "---|")
        for page in sys.argv[1:] or PAGES:
            for profile in PROFILES:
                print(_line(page, profile, _report(seller, page, profile, home)), flush=True)
    finally:
        seller.server.stop()
        shutil.rmtree(home, ignore_errors=True)
    print(f"\n{machine()}; load {before} before, {load()} after.")


def _report(seller: Dashboard, page: str, profile: str, home: Path) -> dict[str, Any]:
    """What Lighthouse says of a page that the seller has open, all caches empty."""
    headers, report = home / "headers.json", home / "report.json"
    signed_in = {} if page == "/signin" else {"Cookie": seller.cookie}
    headers.write_text(json.dumps(signed_in))
    command = shlex.split(os.environ.get("LIGHTHOUSE", COMMAND))
    options = [
        *("--quiet", "--output=json", f"--output-path={report}"),
        *(f"--extra-headers={headers}", f"--chrome-flags={' '.join(FLAGS)}"),
        f"--only-categories={','.join(CATEGORIES)}",
        *PROFILES[profile],
    ]
    browser = next(path for path in map(shutil.which, BROWSERS) if path)
    asked = [*command, f"http://localhost:{seller.port}{page}", *options]
    _ask(asked, browser)
    found: dict[str, Any] = json.loads(report.read_text())
    return found


def _ask(command: list[str], browser: str) -> None:
    """Let it look; now and then it misses the browser's trace and asks to be run again."""
    for is_last in (False, True):
        done = subprocess.run(
            command,
            env={**os.environ, "CHROME_PATH": browser},
            stdin=subprocess.DEVNULL,
            check=is_last,
        )
        if done.returncode == 0:
            return


def _line(page: str, profile: str, found: dict[str, Any]) -> str:
    scores = [f"{100 * (found['categories'][name]['score'] or 0):.0f}" for name in CATEGORIES]
    return f"| `{page}` | {profile} | {' | '.join(scores)} | {', '.join(_lost(found)) or '–'} |"


def _lost(found: dict[str, Any]) -> list[str]:
    """The audits that count and are not perfect."""
    counted = {
        ref["id"]
        for name in CATEGORIES
        for ref in found["categories"][name]["auditRefs"]
        if ref["weight"]
    }
    audits = {name: found["audits"][name]["score"] for name in sorted(counted)}
    lost = [f"{n} {s:.2f}" for n, s in audits.items() if s is not None and s < GOOD]
    return [*lost, *_moved(found)]


def _moved(found: dict[str, Any]) -> list[str]:
    """What moved on the page by itself."""
    shifts = found["audits"]["layout-shifts"].get("details", {}).get("items", [])
    return [f"moved by {s['score']:.3f}: `{s['node'].get('selector', '?')}`" for s in shifts]


if __name__ == "__main__":
    main()
