"""A Radicale for one run, on this machine alone."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

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


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Its address, once it answers."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    (folder / "config").write_text(_CONFIG.format(port=port, folder=folder))
    command = [sys.executable, "-m", "radicale", "--config", str(folder / "config")]
    process = subprocess.Popen(command)
    try:
        _await(process, f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
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
