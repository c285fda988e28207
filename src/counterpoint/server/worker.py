"""A worker: one process that takes the jobs of one queue, one after the other.

The main thread claims, gives signs of life and listens; the work is done in a second thread, so that
whatever is raised there ends up in the job and not in the process. A worker leaves when it is told to
(SIGTERM) or when the process that started it is gone. It may be killed at any moment: its job is put back
by the next.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from django.db import OperationalError

from counterpoint.adapters.storage.alone import alone
from counterpoint.adapters.storage.models import JobRow
from counterpoint.adapters.storage.waking import ear_of
from counterpoint.domain.errors import CounterpointError
from counterpoint.server import jobs, ticks

LOOK_EVERY = 1.0
LOOK_OFTEN = 0.05
SIGN_EVERY = 5.0
WORTH_A_WORD = 8.0
GETTING_READY = "Getting ready; the first time on a machine this takes about a minute."

log = logging.getLogger("counterpoint.worker")
Perform = Callable[[JobRow], None]


def utc_now() -> datetime:
    return datetime.now(UTC)


class Ear:
    """Where a wake-up call arrives; without one the worker looks twenty times a second."""

    def __init__(self, home: Path, queue: str) -> None:
        self.path = ear_of(home, queue)
        self.socket = self._listening() if self.path else None

    def _listening(self) -> socket.socket:
        assert self.path is not None
        self.path.unlink(missing_ok=True)
        ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        ear.bind(str(self.path))
        self.path.chmod(0o600)
        return ear

    def listen(self) -> None:
        """Returns at a call, or after a while without one."""
        if self.socket is None:
            time.sleep(LOOK_OFTEN)
            return
        self.socket.settimeout(LOOK_EVERY)
        try:
            self.socket.recv(16)
        except TimeoutError:
            return
        self._empty()

    def _empty(self) -> None:
        assert self.socket is not None
        self.socket.setblocking(False)
        try:
            while self.socket.recv(16):
                pass
        except BlockingIOError:
            return

    def close(self) -> None:
        if self.socket is not None and self.path is not None:
            self.socket.close()
            self.path.unlink(missing_ok=True)


class Worker:
    """`warm` runs once before the first job; `tick` whenever there has been nothing to do for a while."""

    def __init__(
        self,
        queue: str,
        home: Path,
        perform: Perform,
        *,
        warm: Callable[[], None] = lambda: None,
        tick: Callable[[datetime], None] = lambda _now: None,
    ) -> None:
        self.queue, self.home, self.perform, self.warm, self.tick = queue, home, perform, warm, tick
        self.lair = f"{socket.gethostname()}:{home}:{queue}:"
        self.name = f"{self.lair}{os.getpid()}"
        self.parent = os.getppid()
        self.told_to_leave = False
        self.thread = ThreadPoolExecutor(1, thread_name_prefix=queue)

    def work(self) -> None:
        """Until told to leave."""
        ear = Ear(self.home, self.queue)
        jobs.reap(self.queue, utc_now(), gone=self.lair)
        self._report(self.thread.submit(self.warm))
        while not self.leaving:
            row = self._claimed()
            if row is not None:
                self._do(row)
            else:
                ear.listen()
                with _patience():
                    self.tick(utc_now())
        ear.close()

    def _claimed(self) -> JobRow | None:
        claimed: list[JobRow | None] = []
        with _patience():
            claimed.append(jobs.claim(self.queue, self.name, utc_now()))
        return claimed[0] if claimed else None

    @property
    def leaving(self) -> bool:
        return self.told_to_leave or os.getppid() != self.parent

    def _report(self, warming: Future[None]) -> None:
        """Waits until the worker is warm; what goes wrong with that is no reason not to work."""
        began, told = time.monotonic(), False
        while not self.leaving and not wait([warming], timeout=0.2).done:
            jobs.say_to_waiting(self.queue, GETTING_READY)
            if not told and time.monotonic() - began > WORTH_A_WORD:
                told = True
                print("Getting the planner ready; everything else works meanwhile …", flush=True)
        if told and not self.leaving:
            print(f"The planner is ready ({time.monotonic() - began:.0f} s).", flush=True)
        if warming.done() and (error := warming.exception()):
            log.error("Warming up failed; the first job will be slower.", exc_info=error)

    def _do(self, row: JobRow) -> None:
        doing = self.thread.submit(self.perform, row)
        signed = time.monotonic()
        while not wait([doing], timeout=0.2).done:
            if self.leaving:
                jobs.put_back(row)
                return
            if time.monotonic() - signed > SIGN_EVERY:
                with _patience():
                    jobs.sign_of_life(row, utc_now())
                signed = time.monotonic()
        settle(row, doing.exception(), utc_now())

    def leave(self, _signal: int, _frame: FrameType | None) -> None:
        self.told_to_leave = True


@contextmanager
def _patience() -> Iterator[None]:
    """A database that others keep busy, or that is full, is no reason to end; it is asked again soon."""
    try:
        yield
    except OperationalError as busy:
        log.warning("The database cannot just now: %s", busy)


def settle(row: JobRow, error: BaseException | None, now: datetime) -> None:
    """Writes down what came of a job. A CounterpointError is told; any other is tried again."""
    if error is None:
        jobs.end(row, "done", now)
    elif isinstance(error, CounterpointError):
        row.refresh_from_db(fields=["stop_asked"])
        jobs.end(row, "stopped" if row.stop_asked else "failed", now, str(error))
    else:
        log.error("%s broke off (attempt %s)", row.kind, row.attempts, exc_info=error)
        jobs.try_again(row, now)


def perform(row: JobRow) -> None:
    """Runs what the wiring has for this kind of job, with the diary of whoever asked for it."""
    from counterpoint import wiring

    wiring.handler_of(row.kind)(wiring.diary_of(row.person), row.as_domain(), utc_now())


def main(queue: str) -> None:
    from django.conf import settings

    from counterpoint import wiring

    ticking = ticks.Ticks(queue)
    worker = Worker(queue, Path(settings.HOME), perform, warm=wiring.warming_of(queue), tick=ticking)
    signal.signal(signal.SIGTERM, worker.leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one passes Ctrl-C on
    while not worker.leaving:
        with alone(Path(settings.HOME) / f"{queue}.lock") as first:
            if first:
                worker.work()
            else:
                time.sleep(0.2)
    os._exit(0)  # a job that was put back may still be at work in its thread
