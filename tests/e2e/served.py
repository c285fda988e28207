"""A real `counterpoint serve` with a home of its own, on a free port of this machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a long walk by the sea"  # of people who live for one test
READY_WITHIN = 120.0


@dataclass(frozen=True)
class Served:
    """Where it answers, where its data is."""

    url: str
    home: Path
    makers: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("DJANGO_", "COUNTERPOINT_"))
        }
        return {**kept, "COUNTERPOINT_HOME": str(self.home), "PYTHONPATH": str(ROOT)}

    def person(self, name: str, *, week: str, planned: bool = False) -> str:
        """Somebody new with a realistic week, `planned` or not yet, who signs in with `PASSWORD`.

        Returns the key of a session in which they are signed in already.
        """
        maker = self.makers[0] if self.makers else self._maker()
        assert maker.stdin
        assert maker.stdout
        maker.stdin.write(f"{name} {week} {'planned' if planned else ''}\n")
        maker.stdin.flush()
        made, key = maker.stdout.readline().split()
        assert made == name
        return key

    def _maker(self) -> subprocess.Popen[str]:
        """A program that makes people, begun once: most of the time it takes is its beginning."""
        words = [sys.executable, "-m", "tests.e2e.people", PASSWORD]
        pipe = subprocess.PIPE
        maker = subprocess.Popen(words, env=self.environment, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
        self.makers.append(maker)
        return maker


@contextmanager
def serving(home: Path) -> Iterator[Served]:
    """Serves until the block is left; every process of it is gone then."""
    served = Served(f"http://127.0.0.1:{_free_port()}", home)
    port = served.url.rpartition(":")[2]
    words = [sys.executable, "-m", "counterpoint", "serve", "--host", "127.0.0.1", "--port", port]
    log = (home / "serve.log").open("wb")
    process = subprocess.Popen(words, env=served.environment, cwd=home, stdout=log, stderr=log)
    try:
        _wait_for(served, process)
        yield served
    finally:
        for maker in served.makers:
            maker.communicate(timeout=30)
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        log.close()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait_for(served: Served, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_WITHIN
    with httpx.Client(timeout=2) as asking:
        while time.monotonic() < until and process.poll() is None:
            try:
                if asking.get(f"{served.url}/health").is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
    raise RuntimeError((served.home / "serve.log").read_text(errors="replace")[-3000:])
