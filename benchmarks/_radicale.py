"""A Radicale for one run, on this machine alone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

TICKS = os.sysconf("SC_CLK_TCK")
USER, PASSWORD = "robin", "a-password-for-one-run"
_CONFIG = """[server]
hosts = 127.0.0.1:{port}
timeout = 900
max_content_length = 1000000000
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/data
[logging]
level = error
"""


@dataclass(frozen=True)
class Server:
    """One that answers."""

    address: str
    process: int

    def worked(self) -> float:
        """Seconds of processor time since it began, of itself and of the system for it."""
        said = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(said[11]) + int(said[12])) / TICKS


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    (folder / "config").write_text(_CONFIG.format(port=port, folder=folder))
    command = [sys.executable, "-m", "radicale", "--config", str(folder / "config")]
    process = subprocess.Popen(command)
    try:
        _await(process, f"http://127.0.0.1:{port}")
        yield Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _await(process: subprocess.Popen[bytes], address: str) -> None:
    for _look in range(600):
        if process.poll() is not None:
            sys.exit("Radicale did not start.")
        try:
            httpx.get(address, trust_env=False, timeout=5)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    sys.exit("Radicale did not answer.")
