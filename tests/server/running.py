"""A real Counterpoint in a home of its own: several processes, one port, gone with the test."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a process needs to live in `home`, and nothing of what the tests have set."""
    ours = {
        key: value for key, value in os.environ.items() if not key.startswith(("COUNTERPOINT_", "DJANGO_"))
    }
    return {**ours, "COUNTERPOINT_HOME": str(home), **more}


def until(holds: Callable[[], bool], patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, "It did not come to pass."
        time.sleep(0.05)


@dataclass
class Running:
    home: Path
    process: subprocess.Popen[str]
    port: int
    said: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.home.parent / "serve.log").read_text()

    def answers(self) -> bool:
        assert self.process.poll() is None, self.log
        asked = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:  # asked often: a client that can do more takes a core's whole time to be made
            asked.request("GET", "/health")
            return asked.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            asked.close()

    def link(self) -> str:
        found = re.search(r"/welcome/\S+", self.log)
        assert found, self.log
        return f"{self.address}{found[0]}"

    def child(self, words: str) -> int:
        """The process id of the child whose command line has these words; it may still be on its way."""
        found: list[int] = []

        def is_there() -> bool:
            found[:] = [pid for pid in children_of(self.process.pid) if words in " ".join(command_of(pid))]
            return bool(found)

        until(is_there)
        return found[0]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def children_of(pid: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout.split("\n")
    pairs = [tuple(map(int, line.split())) for line in listed if line.strip()]
    return [child for child, parent in pairs if parent == pid]


def command_of(pid: int) -> list[str]:
    asked = subprocess.run(
        ["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return asked.stdout.split()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "defunct" not in " ".join(command_of(pid))


@contextlib.contextmanager
def running(folder: Path, *words: str, **more: str) -> Iterator[Running]:
    """Serves from `folder`/home; stops when the block ends."""
    home, port = folder / "home", free_port()
    command = [sys.executable, "-m", "counterpoint", "serve", "--port", str(port), *words]
    with (folder / "serve.log").open("w") as log:
        process = subprocess.Popen(
            command, env=environment(home, **more), stdout=log, stderr=subprocess.STDOUT, text=True
        )
    found = Running(home, process, port)
    try:
        until(found.answers)
        yield found
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
