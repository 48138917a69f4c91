"""The pages that are made from what the code, the tests and the tables here say."""

from collections.abc import Callable
from pathlib import Path

from tests.security import asvs, audit_page, figures, named_tests, promises, sbom
from tests.security.named_tests import ROOT

PAGES: dict[Path, Callable[[], str]] = {
    ROOT / "docs" / "security-tests.md": lambda: promises.page(named_tests.in_repository()),
    ROOT / "docs" / "asvs.md": asvs.page,
    ROOT / "docs" / "audit.md": lambda: audit_page.filled(ROOT / "docs" / "audit.md"),
    ROOT / "sbom.cdx.json": sbom.page,
    ROOT / "docs" / "security.md": lambda: figures.filled(ROOT / "docs" / "security.md"),
    ROOT / "SECURITY.md": lambda: figures.filled(ROOT / "SECURITY.md"),
}


def stale() -> list[Path]:
    """The pages that are not what they should be."""
    return [
        path
        for path, write in PAGES.items()
        if not path.exists() or path.read_text(encoding="utf-8") != write()
    ]
