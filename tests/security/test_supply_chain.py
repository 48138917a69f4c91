"""What we are made of is pinned by its hash, listed, and known to be what it says."""

import hashlib
import json
import re
import subprocess
import sys

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.security import sbom
from tests.security.named_tests import ROOT

LOCKED = re.compile(
    r"^(?P<pin>[A-Za-z0-9._-]+==[^ \\]+)(?P<rest>(?:[^\n]*\\\n)*[^\n]*)", re.MULTILINE
)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def pins(text: str) -> set[str]:
    """The packages of a requirements file, by canonical name and version."""
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    found = [Requirement(line) for line in lines if line and not line.startswith("-")]
    return {f"{canonicalize_name(pin.name)}{pin.specifier}" for pin in found}


def test_the_lock_holds_every_package_with_its_hashes() -> None:
    """J7: `pip install --require-hashes -r requirements.lock` takes nothing else."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {found["pin"]: HASH.findall(found["rest"]) for found in LOCKED.finditer(lock)}
    wanted = pins((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    names = {
        canonicalize_name(pin.partition("==")[0]) + "==" + pin.partition("==")[2] for pin in locked
    }
    assert wanted <= names, "run `make lock`"
    only_elsewhere = {pin for pin in names - wanted if not pin.startswith("colorama==")}
    assert not only_elsewhere, "run `make lock`"
    assert all(locked.values())


def test_the_bill_of_materials_lists_every_package() -> None:
    """J7: in CycloneDX, with versions and licences."""
    document = json.loads((ROOT / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    listed = {component["purl"] for component in document["components"]}
    wanted = pins((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    assert {purl for purl in listed if purl.startswith("pkg:pypi/")} == {
        f"pkg:pypi/{name}@{version}" for name, version in (pin.split("==") for pin in wanted)
    }
    licences = [c["licenses"][0]["license"]["name"] for c in document["components"]]
    assert "not stated" not in licences


def test_vendored_files_are_the_ones_that_their_authors_published() -> None:
    """J7: each script in vendor/ is in the table, with the sum of its bytes."""
    table = (sbom.VENDOR / "README.md").read_text(encoding="utf-8")
    told = {found["file"]: found["sha256"] for found in sbom.VENDORED.finditer(table)}
    scripts = {path.name: path.read_bytes() for path in sbom.VENDOR.glob("*.js")}
    assert told == {name: hashlib.sha256(content).hexdigest() for name, content in scripts.items()}


@pytest.mark.parametrize(
    ("rule", "careless"),
    [
        ("S307", "eval(words)"),
        ("S602", "subprocess.run(words, shell=True)"),
        ("S608", 'db.execute_sql(f"SELECT * FROM account WHERE id = {words}")'),
        ("S704", "markupsafe.Markup(words)"),
        ("S324", "hashlib.md5(words)"),
        ("S311", "random.random()"),
        ("S501", "requests.get(words, timeout=1, verify=False)"),
        ("S113", "requests.get(words)"),
    ],
)
def test_bandits_rules_are_on(rule: str, careless: str) -> None:
    """J7: ruff, a step of each `make check`, finds a careless line anywhere in webapp/."""
    source = "import hashlib, random, subprocess, markupsafe, requests\n" + careless
    place = ["--stdin-filename", "webapp/access/newcomer.py", "--output-format", "concise", "-"]
    found = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", *place],
        input=source, cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert re.search(rf"newcomer\.py:2:\d+: {rule} ", found.stdout), found.stdout + found.stderr
