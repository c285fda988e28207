"""A process beside this one that stays and answers what it is asked, one question after the other.

It is begun when it is first needed, and again when it has ended. One that was killed, hangs or cannot be
started costs whoever asks its answer and some time, and no more.
"""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing.connection import wait
from threading import Thread
from time import monotonic
from typing import IO, Any, TypeVar

_LENGTH = struct.Struct("!Q")
Answer = TypeVar("Answer")


class Beside:
    """The process of a module, which as a program answers what is `asked` of it."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process that is there to be asked."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def be_ready(self) -> None:
        """Begins the process, so that it is there when it is first asked."""
        self._begun()

    def ask(self, question: object) -> None:
        """What it answers is to be read, or the process ended, before it is asked again."""
        process = self._begun()
        if process is not None:  # a process that hangs must not hold up who asks it
            Thread(target=say, args=(process.stdin, question), daemon=True).start()

    def answer(self, kind: type[Answer], *, patience: float) -> Answer | None:
        """What it said; None when nothing of this kind came in so many seconds, and then it is ended."""
        found = _heard(self._process.stdout, patience) if self._process else None
        if not isinstance(found, kind):
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
                    [sys.executable, "-m", self._module],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            except OSError:
                self._process = None
        return self._process


def asked(*, idle: float | None = None) -> Iterator[Any]:
    """In such a process: one question of its parent after the other, and of nobody else.

    Until the parent ends, or has not asked for `idle` seconds.
    """
    while (question := _heard(sys.stdin.buffer, idle)) is not None:
        yield question


def say(pipe: IO[bytes] | None, what: object) -> None:
    """Tells the other end of a pipe, if there still is one."""
    words = pickle.dumps(what)
    try:
        if pipe is not None:
            pipe.write(_LENGTH.pack(len(words)) + words)
            pipe.flush()
    except (OSError, ValueError):
        pass  # whoever should have heard it is gone, which shows when its answer is waited for


def _heard(pipe: IO[bytes] | None, patience: float | None) -> object:
    """What was said, or None when the pipe ended or it took too long."""
    until = None if patience is None else monotonic() + patience
    head = _bytes(pipe, _LENGTH.size, until)
    body = _bytes(pipe, _LENGTH.unpack(head)[0], until) if head else b""
    return pickle.loads(body) if body else None  # noqa: S301 - from our own child, or our own parent


def _bytes(pipe: IO[bytes] | None, many: int, until: float | None) -> bytes:
    """So many bytes, read as they come; none when they do not all come in time."""
    found = b""
    while pipe is not None and len(found) < many:
        if not wait([pipe.fileno()], None if until is None else max(0.0, until - monotonic())):
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
