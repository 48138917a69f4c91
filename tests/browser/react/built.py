"""The React example, copied and built as a platform would, for one version of React."""

import shutil
from pathlib import Path

from tests.browser.react import packages

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "react"
COPIED = (
    *sorted(EXAMPLE.glob("*.tsx")),
    ROOT / "webapp" / "embed" / "embed.d.ts",
    *(packages.HERE / name for name in ("page.tsx", "mistakes.tsx", "tsconfig.json")),
)
# StrictMode mounts twice only in React's development build, which also says what it dislikes.
BUILD = ("--bundle", "--format=iife", "--jsx=automatic", "--jsx-dev", "--target=es2022")
DEVELOPMENT = '--define:process.env.NODE_ENV="development"'


def laid_out(version: str, folder: Path) -> Path:
    """A folder with the example, the element's types and that React."""
    for source in COPIED:
        shutil.copy(source, folder)
    (folder / "node_modules").symlink_to(packages.HOME / version / "node_modules")
    return folder


def script(version: str, folder: Path) -> str:
    """The tests' page as one script."""
    home = laid_out(version, folder)
    done = packages.run("esbuild", "page.tsx", *BUILD, DEVELOPMENT, "--outfile=page.js", cwd=home)
    assert done.returncode == 0, done.stdout
    return (home / "page.js").read_text(encoding="utf-8")


def complaints(version: str, folder: Path) -> list[str]:
    """What the compiler of TypeScript, at its strictest, finds wrong."""
    done = packages.run("tsc", "--pretty", "false", "--project", ".", cwd=laid_out(version, folder))
    return [line for line in done.stdout.splitlines() if not line.startswith(" ")]
