"""Stretches of focus and the breaks between them, compiled."""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: PLR0917, PLR2004
from __future__ import annotations

from counterpoint.engines.solver.compiled import kernel
from counterpoint.engines.solver.layout import (
    BREAK,
    COUNT,
    END,
    FAR,
    FIRST_FOCUS,
    FIRST_FOCUS_END,
    FOCUS,
    FOCUS_MOST,
    LAST_FOCUS,
    LAST_FOCUS_END,
    NEXT_END,
    NEXT_START,
    RUN_END,
    RUN_START,
    START,
    WHO,
)
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.state import State


@kernel
def focus_of(m: Model, who: int, a: int, b: int) -> tuple[int, int, int, int]:
    """Start and end of the first and the last stretch of focus of an entry at [a, b); -1 for none."""
    if who >= 0:
        return (a, b, a, b) if m.item[FOCUS, who] == 1 else (-1, -1, -1, -1)
    rock = -1 - who
    return (
        m.rock[FIRST_FOCUS, rock],
        m.rock[FIRST_FOCUS_END, rock],
        m.rock[LAST_FOCUS, rock],
        m.rock[LAST_FOCUS_END, rock],
    )


@kernel
def runs_around(m: Model, s: State, d: int, k: int) -> None:
    """Write the stretch of focus before entry k of day d to RUN_START and RUN_END, and the one from it on to
    NEXT_START and NEXT_END.
    """
    start, end = -FAR, -FAR
    for j in range(k):
        first, first_end, last, last_end = focus_of(
            m, s.entry[WHO, d, j], s.entry[START, d, j], s.entry[END, d, j]
        )
        if first >= 0:
            if first - end >= m.sizes[BREAK]:
                start = first
            if last_end != first_end:
                start = last
            end = last_end
    s.note[RUN_START], s.note[RUN_END] = start, end
    start, end = FAR, FAR
    for j in range(k, s.day[COUNT, d]):
        first, first_end, last, last_end = focus_of(
            m, s.entry[WHO, d, j], s.entry[START, d, j], s.entry[END, d, j]
        )
        if first >= 0:
            if start == FAR:
                start = first
            elif first - end >= m.sizes[BREAK]:
                break
            end = first_end
            if last_end != first_end:
                break
    s.note[NEXT_START], s.note[NEXT_END] = start, end


@kernel
def stretch_in_the_way(m: Model, s: State, i: int, d: int, k: int, a: int, b: int) -> int:
    """Whether [a, b) of item i as entry k of day d would make a stretch of focus too long: 0, or the side (-1
    before, 1 after) on which there is more of it.
    """
    if m.sizes[FOCUS_MOST] == 0 or m.item[FOCUS, i] == 0:
        return 0
    runs_around(m, s, d, k)
    joins = a - s.note[RUN_END] < m.sizes[BREAK]
    joined = s.note[NEXT_START] - b < m.sizes[BREAK]
    start = s.note[RUN_START] if joins else a
    end = s.note[NEXT_END] if joined else b
    if (not joins and not joined) or end - start <= m.sizes[FOCUS_MOST]:
        return 0
    return -1 if joins and (not joined or a - start >= end - b) else 1


@kernel
def breathing(m: Model, s: State, lo: int, hi: int, join: int) -> tuple[int, int]:
    """The part of a gap in which a piece of focus keeps a break (join 0) or adds to the stretch before it
    (1), after it (2), or both (3), without making it too long; nothing where that is no other part.
    """
    most, pause = m.sizes[FOCUS_MOST], m.sizes[BREAK]
    apart_from, apart_to = s.note[RUN_END] + pause, s.note[NEXT_START] - pause
    if (join & 1 and lo >= apart_from) or (join & 2 and hi <= apart_to):
        return lo, lo
    if join == 3:
        return (lo, hi) if s.note[NEXT_END] - s.note[RUN_START] <= most else (lo, lo)
    if join == 1:
        return lo, min(hi, apart_to, s.note[RUN_START] + most)
    if join == 2:
        return max(lo, apart_from, s.note[NEXT_END] - most), hi
    return max(lo, apart_from), min(hi, apart_to)
