"""The judge in a process of its own, so that who plans stays small and a proof that hangs costs nothing but
its time.

To begin it takes longer than most of its answers. So it stays for the next question, and leaves when nobody
has asked for a while or when it has grown.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from counterpoint.domain.planning import Block, DayBound, Problem
from counterpoint.engines.solver.beside import Beside, asked, say
from counterpoint.engines.solver.proof import InTheWay, Member

START_SECONDS = 10.0
IDLE_SECONDS = 60.0
MOST_BYTES = 400 * 1024 * 1024
"""One that has once taken more memory than that makes way for a new one."""
LEEWAY = 0.15
"""Seconds before its last moment at which it is told to have an answer."""
READY = "ready"
Place = tuple[int, int, int]
"""First slot, end and row of the item."""


def day_bounds(problem: Problem, blocks: Sequence[Block], *, seconds: float) -> tuple[DayBound, ...]:
    """As `judge.day_bounds`; nothing when the judge did not answer."""
    answer: tuple[DayBound, ...] | None = _ask("day_bounds", (problem, tuple(blocks)), seconds)
    return answer or ()


def in_the_way(problem: Problem, item_id: str, *, seconds: float) -> tuple[tuple[str, ...], bool] | None:
    """As `judge.in_the_way`, in words: the names and whether the set is minimal.

    None when nothing was proven.
    """
    answer: InTheWay | None = _ask("in_the_way", (problem, item_id), seconds)
    return (tuple(each.words for each in answer.members), answer.minimal) if answer else None


def clash(
    problem: Problem,
    found: Sequence[str],
    wanted: Sequence[str],
    *,
    seconds: float,
    at_most: float | None = None,
) -> tuple[tuple[str, ...], bool] | None:
    """As `judge.clash`: the ids of the items, and whether the set is minimal; None when nothing is proven.

    `at_most`: seconds after which nobody waits any more, the judge's start among them.
    """
    answer: InTheWay | None = _ask("clash", (problem, tuple(found), tuple(wanted)), seconds, at_most)
    return (tuple(each.key for each in answer.members), answer.minimal) if answer else None


def packed_clash(
    problem: Problem, item_id: str, wanted: Sequence[str], *, seconds: float, at_most: float | None = None
) -> tuple[str, ...]:
    """As `judge.packed_clash`: the ids of the items; nobody when nothing was proven. `at_most` as above."""
    answer: InTheWay | None = _ask("packed_clash", (problem, item_id, tuple(wanted)), seconds, at_most)
    return tuple(each.key for each in answer.members) if answer else ()


def fitted(problem: Problem, *, seconds: float, at_most: float | None = None) -> tuple[Place, ...]:
    """As `fitting.fitted`, in a process of its own; nothing when there was no answer. `at_most` as above."""
    answer: tuple[Place, ...] | None = _ask("fitted", (problem,), seconds, at_most)
    return answer or ()


def floating_clash(problem: Problem, *, seconds: float) -> tuple[Member, ...]:
    """As `judge.floating_clash`; nothing when nothing was proven."""
    answer: InTheWay | None = _ask("floating_clash", (problem,), seconds)
    return answer.members if answer else ()


def be_ready() -> None:
    """Begins the judge's process where it is not there yet, so that it is by the time it is asked."""
    if _free.acquire(blocking=False):
        try:
            JUDGE.be_ready()
        finally:
            _free.release()


class Judge(Beside):
    """The judge's process, begun anew where it ended while nobody asked."""

    def __init__(self) -> None:
        super().__init__("counterpoint.engines.solver.judging")
        self._greeted: int | None = None

    def answer_to(self, question: str, arguments: tuple[Any, ...], seconds: float, until: float) -> Any:
        """What it says in so many seconds of its own; None when it did not, or not before the clock
        (`monotonic`) says `until`.
        """
        while True:
            was_there = self.pid is not None
            if not self._is_there(until):
                return None
            began, most = monotonic(), min(seconds, until - monotonic() - LEEWAY)
            patience = max(0.0, min(3 * seconds + START_SECONDS, until - began))
            self.ask((question, arguments, max(0.0, most)))
            answer = self.answer(tuple, patience=patience)
            if answer is not None:
                return answer[0]
            if not was_there or monotonic() - began >= patience:
                return None

    def _is_there(self, until: float) -> bool:
        """Waits until it has begun: that is no time for the question."""
        if self.pid is None or self.pid != self._greeted:
            self.ask((READY, (), 0.0))
            patience = max(0.0, min(START_SECONDS, until - monotonic()))
            said = self.answer(tuple, patience=patience)
            self._greeted = self.pid if said else None
        return self._greeted is not None


JUDGE = Judge()
_free = Lock()


@contextmanager
def _a_judge() -> Iterator[Judge]:
    """The one that stays; while it is at work for somebody else, one for this question alone."""
    if _free.acquire(blocking=False):
        try:
            yield JUDGE
        finally:
            _free.release()
    else:
        once = Judge()
        try:
            yield once
        finally:
            once.end()


def _ask(question: str, arguments: tuple[Any, ...], seconds: float, at_most: float | None = None) -> Any:
    """The judge's answer; None when it took too long or fell over."""
    until = float("inf") if at_most is None else monotonic() + at_most
    with _a_judge() as judge:
        return judge.answer_to(question, arguments, seconds, until)


def main() -> None:
    """Answer what the parent process asks, until it ends or has nothing to ask for a while."""
    from counterpoint.engines.solver import fitting, judge

    for question, arguments, seconds in asked(idle=IDLE_SECONDS):
        room = fitting if question == "fitted" else judge
        answer = None if question == READY else getattr(room, question)(*arguments, seconds=seconds)
        say(sys.stdout.buffer, (answer,))
        if _has_grown():
            return


def _has_grown() -> bool:
    """Whether it has taken more than it may.

    On Linux `getrusage` counts in what the process had before it became this program, as a copy of its
    parent; so the kernel's own page is read where there is one.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        kilobytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return _most_taken() > MOST_BYTES
    return 1024 * kilobytes > MOST_BYTES


def _most_taken() -> int:
    """In bytes; 0 where nobody says."""
    try:
        import resource
    except ImportError:
        return 0  # Windows
    return (1 if sys.platform == "darwin" else 1024) * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
