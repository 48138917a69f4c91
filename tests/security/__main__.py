"""`python -m tests.security`: writes the security tables in docs/ anew."""

from tests.security.named_tests import ROOT
from tests.security.pages import PAGES, stale

if __name__ == "__main__":
    for path in stale():
        path.write_text(PAGES[path](), encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
