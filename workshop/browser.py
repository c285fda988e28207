"""A Chromium for the browser tests: the one that is installed, or one from the system's packages."""

from __future__ import annotations

import os
import shutil
import subprocess

from environment import say

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
COMMAND = "apt-get install -y --no-install-recommends chromium"


def find_or_install() -> str | None:
    """The program's path; None when there is none and it cannot be installed from here."""
    return _found() or _installed()


def _found() -> str | None:
    named = os.environ.get("COUNTERPOINT_CHROMIUM")
    return named or next((path for name in PROGRAMS if (path := shutil.which(name))), None)


def _installed() -> str | None:
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return None
    say("Installing Chromium for the browser tests")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get update", COMMAND):
        done = subprocess.run(
            command.split(), env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            say(f"`{command}` failed:", done.stderr.strip()[-500:])
    return _found()
