"""Starting a process, killing it at a moment that a seed chose, and hearing what it had said until then."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

from counterpoint.adapters.storage.home import DATABASE
from tests.server.running import environment

ROOT = Path(__file__).resolve().parents[2]


class Actor:
    """One run of `tests.kills.actors`; `said` grows while it lives."""

    def __init__(self, home: Path, *words: str, **more: str) -> None:
        self.said: list[str] = []
        self.begun = threading.Event()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.kills.actors", *words],
            cwd=ROOT,
            env=environment(home, PYTHONPATH=os.pathsep.join(filter(None, [str(ROOT)])), **more),
            stdout=subprocess.PIPE,
            text=True,
        )
        self.listener = threading.Thread(target=self._listen)
        self.listener.start()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line.strip())
            self.begun.set()
        self.begun.set()

    def kill_after(self, seconds: float) -> list[str]:
        """SIGKILL so many seconds after it began its work; what it had acknowledged by then."""
        assert self.begun.wait(60)
        time.sleep(seconds)
        self.process.kill()
        return self.finish()

    def finish(self) -> list[str]:
        self.process.wait(120)
        self.listener.join()
        return [line.removeprefix("kept ") for line in self.said if line.startswith("kept ")]

    def told(self, word: str) -> str:
        """What it said behind a word."""
        return next(line.removeprefix(f"{word} ") for line in self.said if line.startswith(f"{word} "))

    def end(self) -> None:
        """However the test went."""
        self.process.kill()
        self.process.wait()
        self.listener.join()


def is_sound(home: Path) -> bool:
    with closing(sqlite3.connect(home / DATABASE)) as database:
        return bool(database.execute("PRAGMA integrity_check").fetchone()[0] == "ok") and not (
            database.execute("PRAGMA foreign_key_check").fetchall()
        )
