"""The one folder that holds everything: database, secret key, backups, and the signs by which processes meet.

Nothing here needs Django, because the settings themselves ask where the folder is.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from platformdirs import user_data_path

HOME_VARIABLE = "COUNTERPOINT_HOME"
DATABASE = "counterpoint.sqlite3"
SECRET_KEY = "secret.key"  # noqa: S105  # the name of the file, not a secret
ADDRESS = "address"


def home_folder() -> Path:
    """Where COUNTERPOINT_HOME says, else the user's own data folder. It need not exist yet."""
    named = os.environ.get(HOME_VARIABLE)
    return Path(named).expanduser().absolute() if named else user_data_path("counterpoint", appauthor=False)


def make_home(home: Path) -> Path:
    """The folder, made when missing, closed to everyone else."""
    if not home.exists():
        home.mkdir(mode=0o700, parents=True)
    return home


def secret_key(home: Path) -> str:
    """The installation's key, made at the first call; the file is for its owner's eyes alone (0600)."""
    path = make_home(home) / SECRET_KEY
    if not path.exists():
        write_once(path, secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii").strip()


def note_address(home: Path, address: str) -> None:
    """Where `serve` can be reached, for the commands that print a link."""
    (home / ADDRESS).write_text(f"{address}\n", encoding="utf-8")


def noted_address(home: Path) -> str:
    """Where it was last served; "" before the first time."""
    try:
        return (home / ADDRESS).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def write_once(path: Path, words: str) -> None:
    """Two processes may start at once: the first complete file wins, and both read that one."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(words + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
