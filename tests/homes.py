"""Homes with an empty database in them: made once for all test processes of a run, then copied."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from counterpoint.adapters.storage.alone import alone
from tests.server.running import environment, until

_READY = (
    "from counterpoint import wiring; home = wiring.open_storage();"
    "from counterpoint.server.getting_ready import *; from datetime import UTC, datetime;"
    "bring_up_to_date(home, datetime.now(UTC)); collect_static(home / 'static')"
)


def fresh_home(folder: Path) -> Path:
    """A home in `folder`, as it is after the first start and before anyone has come in."""
    shutil.copytree(_template(str(folder.parents[1])), folder / "home")
    return folder / "home"


@cache
def _template(near: str) -> Path:
    """Beside the temporary folders of this run, whichever process comes first."""
    place = Path(near) if re.fullmatch(r"pytest-\d+", Path(near).name) else Path(tempfile.mkdtemp())
    home, made = place / "template-home", place / "template-made"

    def is_there() -> bool:
        with alone(place / "template-lock") as mine:
            if mine and not made.exists():
                shutil.rmtree(home, ignore_errors=True)
                subprocess.run([sys.executable, "-c", _READY], env=environment(home), check=True)
                made.touch()
            return made.exists()

    until(is_there, 120)
    return home


@contextmanager
def living_in(home: Path) -> Iterator[None]:
    """This process reads and writes the database of that home until the block ends."""
    from django.db import connections

    from counterpoint.server.database import database

    usual = connections["default"]
    there = connections.create_connection("default")
    there.settings_dict = {**usual.settings_dict, **database("", home)}
    connections["default"] = there
    try:
        yield
    finally:
        there.close()
        connections["default"] = usual
