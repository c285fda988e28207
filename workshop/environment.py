"""The Python environments beside the checkout: made when missing, brought up to date when stale.

Standard library only, because it runs before anything is installed. What an environment was made from
is written into it as a stamp, so the usual case costs a few file reads.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
OFFLINE = ("dns error", "connect", "network", "resolve", "timed out", "max retries", "unreachable")


class SetupError(Exception):
    """Why the environment could not be made, in a sentence or two for whoever typed the command."""


@dataclass(frozen=True)
class Environment:
    """A folder with a Python of its own; `lists` are the requirement files that satisfy it, best first."""

    folder: Path
    lists: tuple[str, ...]

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    def prepare(self) -> Path:
        """Make what is missing and return the environment's Python."""
        if not self._is_current():
            with self._alone():
                if not self._is_current():
                    self._make()
        return self.python

    def _is_current(self) -> bool:
        has_packages = any(self._has(name, _packages_key(name)) for name in self.lists)
        return has_packages and self._has("project", _project_key()) and not frontend().is_stale()

    def _make(self) -> None:
        if not self._works():
            say("Making a Python environment in", self.folder.name)
            _run([sys.executable, "-m", "venv", "--clear", str(self.folder)], "The environment was not made.")
        if not any(self._has(name, _packages_key(name)) for name in self.lists):
            say("Fetching packages (about a minute the first time)")
            self._install("--require-hashes", "-r", str(REQUIREMENTS / f"{self.lists[0]}.txt"))
            self._remember(self.lists[0], _packages_key(self.lists[0]))
        if frontend().is_stale():
            say("Building the pages' scripts and styles")
            _run([str(self.python), str(ROOT / "frontend/build.py")], "")
        if not self._has("project", _project_key()):
            self._install("--no-deps", "--no-build-isolation", "-e", str(ROOT))
            self._remember("project", _project_key())

    def _works(self) -> bool:
        try:
            asked = subprocess.run([self.python, "-m", "pip", "--version"], capture_output=True, check=False)
        except OSError:
            return False
        return asked.returncode == 0

    def _install(self, *words: str) -> None:
        pip = [str(self.python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        _succeeds([*pip, "--require-hashes", "-r", str(REQUIREMENTS / "uv.txt")])
        install(self, self.python, *words)

    def _has(self, what: str, key: str) -> bool:
        stamp = self.folder / f".{what}-installed"
        return stamp.exists() and stamp.read_text() == key

    def _remember(self, what: str, key: str) -> None:
        (self.folder / f".{what}-installed").write_text(key)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Only one process at a time sets an environment up."""
        with open(self.folder.with_name(f"{self.folder.name}-lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def install(using: Environment, into: Path, *words: str) -> None:
    """Install with uv, which is quick; with pip where uv cannot (their settings for networks differ).

    `into` is the Python that gets the packages; `using` the environment whose tools do it.
    """
    uv = [str(using.folder / "bin" / "uv"), "pip", "install", "-q", "--python", str(into)]
    if not _succeeds([*uv, *words]):
        pip = [str(using.python), "-m", "pip", "--python", str(into), "install", "-q"]
        _run([*pip, *words], "The packages were not installed.")


PRODUCT = Environment(ROOT / ".venv", ("runtime", "dev"))
DEVELOPMENT = Environment(ROOT / ".venv", ("dev",))
BENCHMARKS = Environment(ROOT / ".venv-bench", ("bench",))


def frontend() -> ModuleType:
    """frontend/build.py, which knows whether its outputs are stale."""
    spec = importlib.util.spec_from_file_location("frontend_build", ROOT / "frontend" / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def say(*words: str) -> None:
    print("·", *words, file=sys.stderr, flush=True)


def _packages_key(name: str) -> str:
    return _hash(f"{sys.version_info[:2]}".encode(), (REQUIREMENTS / f"{name}.txt").read_bytes())


def _project_key() -> str:
    files = (ROOT / "pyproject.toml", ROOT / "hatch_build.py")
    return _hash(os.fsencode(ROOT), *(path.read_bytes() for path in files))


def _hash(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _succeeds(command: list[str]) -> bool:
    return _ask(command).returncode == 0


def _run(command: list[str], otherwise: str) -> None:
    done = _ask(command)
    if done.returncode == 0:
        return
    said = done.stderr.strip() or done.stdout.strip()
    if otherwise and any(word in said.lower() for word in OFFLINE):
        raise SetupError(f"{otherwise} The package index cannot be reached; connect and try once more.")
    raise SetupError(f"{otherwise}\n{said}".strip())


def _ask(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run quietly; a program that is not there counts as one that failed."""
    env = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "PYTHONHOME")}
    env = {"UV_HTTP_TIMEOUT": "20", "UV_HTTP_RETRIES": "1", "PIP_RETRIES": "1", **env}
    try:
        return subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, env=env
        )
    except FileNotFoundError as missing:
        return subprocess.CompletedProcess(command, 127, "", str(missing))
