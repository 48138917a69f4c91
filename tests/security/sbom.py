"""The software bill of materials: every package and vendored file that the dashboard runs with."""

import hashlib
import json
import re
from importlib import metadata
from typing import Any

from packaging.requirements import Requirement

from tests.security.named_tests import ROOT

VENDOR = ROOT / "webapp" / "static" / "vendor"
VENDORED = re.compile(
    r"^\| `(?P<file>[^`]+)` \| `(?P<name>[^`]+)` \| (?P<version>\S+) \| `[^`]+` "
    r"\| (?P<licence>[\w-]+), [^|]+\| \d+ \| `(?P<sha256>[0-9a-f]{64})` \|$",
    re.MULTILINE,
)

UNSTATED = {"peewee": "MIT"}  # its licence is a file in the package, which names nothing

Component = dict[str, Any]


def page() -> str:
    """sbom.cdx.json, in CycloneDX 1.6."""
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "express-dashboard"}},
        "components": [*packages(), *scripts()],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def packages() -> list[Component]:
    """What requirements.txt names."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return [_package(pin.name, str(pin.specifier).removeprefix("==")) for pin in pins]


def scripts() -> list[Component]:
    """What lies in webapp/static/vendor, as its README says and as its bytes are."""
    table = (VENDOR / "README.md").read_text(encoding="utf-8")
    return [_script(found) for found in VENDORED.finditer(table)]


def _package(name: str, version: str) -> Component:
    return {
        "type": "library",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "licenses": [{"license": {"name": _licence(name)}}],
    }


def _script(found: re.Match[str]) -> Component:
    name, version = found["name"], found["version"]
    content = (VENDOR / found["file"]).read_bytes()
    return {
        "type": "library",
        "name": name,
        "version": version,
        "purl": f"pkg:npm/{name}@{version}",
        "licenses": [{"license": {"name": found["licence"]}}],
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(content).hexdigest()}],
    }


def _licence(name: str) -> str:
    """In the package's own words, in short."""
    told = metadata.metadata(name)

    def said(field: str) -> list[str]:
        return list(told.get_all(field) or [])

    classified = [kind.rpartition(" :: ")[2] for kind in said("Classifier") if "License" in kind]
    stated = [
        *said("License-Expression"),
        ", ".join(classified),
        *said("License"),
        UNSTATED.get(name),
    ]
    return next(filter(None, stated), "not stated").splitlines()[0]
