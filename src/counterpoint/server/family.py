"""Child processes that belong together: started, watched, restarted when they die, and ended as one."""

from __future__ import annotations

import logging
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

PATIENCE = 10.0
LIVES_LONG = 30.0
LONGEST_PAUSE = 15.0

log = logging.getLogger("counterpoint.serve")


class CouldNotStart(Exception):
    """A process that the rest cannot do without ended as soon as it was started."""


@dataclass
class Child:
    """`vital`: when it cannot even be started, the whole family ends."""

    name: str
    command: Sequence[str]
    vital: bool = False
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    ever_lived: bool = False

    def start(self, environment: Mapping[str, str]) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, env=dict(environment), stdin=subprocess.DEVNULL)

    @property
    def age(self) -> float:
        return time.monotonic() - self.started

    @property
    def pause(self) -> float:
        """How long to wait before the next start: nothing at first, then ever longer."""
        return 0.0 if self.failures <= 1 else min(LONGEST_PAUSE, 2.0 ** (self.failures - 2))


@dataclass
class Family:
    """Runs until `leave` is called, from a signal handler perhaps."""

    children: Sequence[Child]
    environment: Mapping[str, str]
    leaving: bool = False
    _due: dict[str, float] = field(default_factory=dict)

    def start(self) -> None:
        for child in self.children:
            child.start(self.environment)

    def watch(self, every: float = 0.1) -> None:
        """Until told to leave; raises CouldNotStart."""
        while not self.leaving:
            for child in self.children:
                self._look_after(child)
            time.sleep(every)

    def leave(self, *_: object) -> None:
        self.leaving = True

    def end(self) -> None:
        """Asks all to end, and makes those end that do not."""
        living = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in living:
            process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for process in living:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _look_after(self, child: Child) -> None:
        if child.process is None:
            if time.monotonic() >= self._due[child.name]:
                child.start(self.environment)
            return
        code = child.process.poll()
        if code is None:
            child.ever_lived = child.ever_lived or child.age > 1
            return
        self._mourn(child, code)

    def _mourn(self, child: Child, code: int) -> None:
        if child.vital and not child.ever_lived:
            raise CouldNotStart(f"{child.name} ended at once, with code {code}")
        child.failures = 1 if child.age > LIVES_LONG else child.failures + 1
        log.warning("%s ended with code %s and is started again", child.name, code)
        child.process = None
        self._due[child.name] = time.monotonic() + child.pause
