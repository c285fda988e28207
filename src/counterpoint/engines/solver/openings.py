"""What is open on a day, compiled: a quick look at whether a piece may find room there at all."""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from counterpoint.engines.solver.compiled import entry, kernel
from counterpoint.engines.solver.layout import (
    CLOSES,
    COUNT,
    DAY_END,
    DAY_START,
    DAYS,
    END,
    FAR,
    GAPS,
    LEAST,
    NTH_GAP,
    OPEN_FROM,
    OPEN_TO,
    OPENS,
    START,
    WIDEST,
)
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.state import State


@entry
def note_openings(m: Model, s: State, d: int, least: int) -> None:
    """Note the longest time between two entries of day d, and from where to where such times lie as are at
    least so long.
    """
    widest, first, last, reached = 0, FAR, 0, m.day[DAY_START, d]
    for k in range(s.day[COUNT, d] + 1):
        until = s.entry[START, d, k] if k < s.day[COUNT, d] else m.day[DAY_END, d]
        if until - reached >= least:
            first, last = min(first, reached), until
            widest = max(widest, until - reached)
        if k < s.day[COUNT, d]:
            reached = s.entry[END, d, k]
    s.day[WIDEST, d], s.day[OPEN_FROM, d], s.day[OPEN_TO, d] = widest, first, last


@kernel
def note_all_openings(m: Model, s: State) -> None:
    """Note what is open on every day, for pieces of any length."""
    for d in range(m.sizes[DAYS]):
        note_openings(m, s, d, 1)
        list_gaps(m, s, d)


@kernel
def list_gaps(m: Model, s: State, d: int) -> None:
    """List before which entries of day d time is open, the end of the day as one more."""
    count, reached = 0, m.day[DAY_START, d]
    for k in range(s.day[COUNT, d]):
        if s.entry[START, d, k] > reached:
            s.entry[NTH_GAP, d, count] = k
            count += 1
        reached = s.entry[END, d, k]
    s.entry[NTH_GAP, d, count] = s.day[COUNT, d]
    s.day[GAPS, d] = count + 1


@entry
def may_open(m: Model, s: State, i: int, d: int) -> bool:
    """Whether some window of item i on day d may have room for a piece; False when there is none for sure."""
    least = m.item[LEAST, i]
    if s.day[WIDEST, d] < least:
        return False
    first, last = m.window_of[i * m.sizes[DAYS] + d], m.window_of[i * m.sizes[DAYS] + d + 1]
    if first == last:
        return False
    opens, closes = (
        max(m.window[OPENS, first], s.day[OPEN_FROM, d]),
        min(m.window[CLOSES, last - 1], s.day[OPEN_TO, d]),
    )
    return closes - opens >= least
