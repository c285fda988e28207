"""A process that nobody looks after any more ends by itself, so that no port and no lock stays taken."""

from __future__ import annotations

import os
import signal
import threading
import time

LOOK_EVERY = 0.5
PATIENCE = 5.0


def leave_with_parent() -> None:
    """Ends this process soon after the one that started it is gone, however that one ended."""
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True, name="parent").start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os._exit(1)
