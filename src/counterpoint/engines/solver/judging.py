"""The judge in a process of its own, so that who plans stays small and a proof that hangs costs nothing but
its time.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from counterpoint.domain.planning import Block, DayBound, Problem
from counterpoint.engines.solver.proof import InTheWay, Member

START_SECONDS = 10.0
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
    problem: Problem, found: Sequence[str], wanted: Sequence[str], *, seconds: float
) -> tuple[tuple[str, ...], bool] | None:
    """As `judge.clash`: the ids of the items, and whether the set is minimal; None when nothing is proven."""
    answer: InTheWay | None = _ask("clash", (problem, tuple(found), tuple(wanted)), seconds)
    return (tuple(each.key for each in answer.members), answer.minimal) if answer else None


def packed_clash(problem: Problem, item_id: str, wanted: Sequence[str], *, seconds: float) -> tuple[str, ...]:
    """As `judge.packed_clash`: the ids of the items; nobody when nothing was proven."""
    answer: InTheWay | None = _ask("packed_clash", (problem, item_id, tuple(wanted)), seconds)
    return tuple(each.key for each in answer.members) if answer else ()


def fitted(problem: Problem, *, seconds: float) -> tuple[Place, ...]:
    """As `fitting.fitted`, in a process of its own; nothing when there was no answer."""
    answer: tuple[Place, ...] | None = _ask("fitted", (problem,), seconds)
    return answer or ()


def floating_clash(problem: Problem, *, seconds: float) -> tuple[Member, ...]:
    """As `judge.floating_clash`; nothing when nothing was proven."""
    answer: InTheWay | None = _ask("floating_clash", (problem,), seconds)
    return answer.members if answer else ()


def _ask(question: str, arguments: tuple[Any, ...], seconds: float) -> Any:
    """The judge's answer; None when it took too long or fell over."""
    words = pickle.dumps((question, arguments, seconds))
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=words,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=3 * seconds + START_SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        return None
    return pickle.loads(done.stdout)  # noqa: S301 - from our own child


def main() -> None:
    """Answer one question from standard input; it comes from the parent process and from nobody else."""
    from counterpoint.engines.solver import fitting, judge

    question, arguments, seconds = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - from our own parent
    answer = getattr(fitting if question == "fitted" else judge, question)(*arguments, seconds=seconds)
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    main()
