"""Two searches at once, and the better of what both find.

The second one runs in a process that stays and is warm for the next planning. It is asked before the first
begins, and heard when that has ended. One that was killed, hangs or cannot be started costs nothing but time:
with a number of steps its part is then done here, so that the same seed still gives the same plan; with a
number of seconds the plan is the first one's.
"""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.connection import wait
from threading import Lock, Thread
from time import monotonic, time
from typing import IO

from counterpoint.domain.planning import Problem
from counterpoint.engines.solver.run import Budget, Found, search
from counterpoint.engines.solver.warming import warm

OTHER_SEED = 7_919
PATIENCE = 1.0
"""Seconds for which the second search is waited for beyond its own time."""
PATIENCE_WITH_STEPS = 120.0
_LENGTH = struct.Struct("!Q")
_Asked = tuple[Problem, Budget, int, float]


class Second:
    """A process that searches on being asked; begun when it is first needed, and again when it has ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process that is there to be asked."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def be_ready(self) -> None:
        """Begins the process, so that it is warm when it is first asked."""
        self._begun()

    def begin(self, asked: _Asked) -> None:
        """Asks for a search. What it finds is to be read, or the process ended, before it is asked again."""
        process = self._begun()
        if process is not None:  # a process that hangs must not hold up who asks it
            Thread(target=_say, args=(process.stdin, asked), daemon=True).start()

    def answer(self, *, patience: float) -> Found | None:
        """What it found; None when it has not answered in that many seconds, and then it is ended."""
        found = _heard(self._process.stdout, patience) if self._process else None
        if not isinstance(found, Found):
            self.end()
            return None
        return found

    def end(self) -> None:
        """Ends the process, at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                _closed(pipe)
            self._process = None

    def _begun(self) -> subprocess.Popen[bytes] | None:
        if self.pid is None:
            self.end()
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", __name__],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            except OSError:
                self._process = None
        return self._process


SECOND = Second()
_free = Lock()


def search_by_two(
    problem: Problem, budget: Budget, *, seed: int = 0, stop: Callable[[], bool] | None = None
) -> Iterator[Found]:
    """As `run.search`, with a second search of the same budget beside it: last comes the better of both.

    `steps` of the last are those of both. While the second is at work for somebody else, the first is alone.
    """
    if not _free.acquire(blocking=False):
        yield from search(problem, budget, seed=seed, stop=stop)
        return
    try:
        SECOND.begin((problem, budget, seed + OTHER_SEED, time()))
        yield from _better_of_two(problem, budget, seed, stop or (lambda: False))
    except GeneratorExit:
        SECOND.end()
        raise
    finally:
        _free.release()


def _better_of_two(problem: Problem, budget: Budget, seed: int, stop: Callable[[], bool]) -> Iterator[Found]:
    stopped: list[bool] = []

    def asked_to_stop() -> bool:
        stopped.extend([True] if stop() else [])
        return bool(stopped)

    best = None
    for found in search(problem, budget, seed=seed, stop=asked_to_stop):
        best = found
        yield found
    assert best is not None
    if stopped:
        SECOND.end()
        return
    other = SECOND.answer(patience=PATIENCE if budget.steps is None else PATIENCE_WITH_STEPS)
    if other is None and budget.steps is not None:
        *_, other = search(problem, budget, seed=seed + OTHER_SEED, stop=stop)
    if other is not None:
        better = min(best, other, key=lambda each: each.cost.order)
        yield replace(better, steps=best.steps + other.steps, seconds=max(best.seconds, other.seconds))


def _say(pipe: IO[bytes] | None, what: object) -> None:
    words = pickle.dumps(what)
    try:
        if pipe is not None:
            pipe.write(_LENGTH.pack(len(words)) + words)
            pipe.flush()
    except (OSError, ValueError):
        pass  # whoever should have heard it is gone, which shows when its answer is waited for


def _heard(pipe: IO[bytes] | None, patience: float) -> object:
    """What was said, or None when the pipe ended or it took too long."""
    until = monotonic() + patience
    head = _bytes(pipe, _LENGTH.size, until)
    body = _bytes(pipe, _LENGTH.unpack(head)[0], until) if head else b""
    return pickle.loads(body) if body else None  # noqa: S301 - from our own child


def _bytes(pipe: IO[bytes] | None, many: int, until: float) -> bytes:
    """So many bytes, read as they come; none when they do not all come in time."""
    found = b""
    while pipe is not None and len(found) < many:
        if not wait([pipe.fileno()], max(0.0, until - monotonic())):
            return b""
        more = os.read(pipe.fileno(), many - len(found))
        if not more:
            return b""
        found += more
    return found


def _closed(pipe: IO[bytes] | None) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except OSError:
        pass  # what was still to be written has nobody to read it


def main() -> None:
    """Search whenever the parent process asks, until it ends; it is from nobody else."""
    parent = os.getppid()
    warm()
    while head := sys.stdin.buffer.read(_LENGTH.size):
        asked: _Asked = pickle.loads(sys.stdin.buffer.read(*_LENGTH.unpack(head)))  # noqa: S301
        _say(sys.stdout.buffer, _found(asked, parent))


def _found(asked: _Asked, parent: int) -> Found:
    """What was found by when the parent's own search ends; at once when the parent is gone."""
    problem, budget, seed, at = asked
    until = at + budget.seconds if budget.seconds is not None else float("inf")
    *_, last = search(problem, budget, seed=seed, stop=lambda: time() > until or os.getppid() != parent)
    return last


if __name__ == "__main__":
    main()
