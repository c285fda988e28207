"""Pieces as entries of a day, compiled: put in, take out, trim, clear away, go back."""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: PLR0917
from __future__ import annotations

from counterpoint.engines.solver.compiled import entry, kernel
from counterpoint.engines.solver.layout import (
    BUSY,
    CHANCE,
    CHANGED,
    CHANGES,
    COUNT,
    END,
    FREED,
    GAPS,
    LEAST,
    LEFT,
    LOAD,
    NTH_CHANGED,
    NTH_TOUCHED,
    OPEN_FROM,
    OPEN_TO,
    PIECES,
    POINTS,
    PUT,
    START,
    TOUCHED,
    TOUCHES,
    UNKNOWN,
    WAS_BUSY,
    WAS_COUNT,
    WAS_END,
    WAS_LEFT,
    WAS_LOAD,
    WAS_OPEN_FROM,
    WAS_OPEN_TO,
    WAS_PIECES,
    WAS_POINTS,
    WAS_PUT,
    WAS_START,
    WAS_WHO,
    WAS_WIDEST,
    WAS_WORK_FROM,
    WAS_WORK_TO,
    WHO,
    WIDEST,
    WORK_FROM,
    WORK_TO,
)
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.state import State


@entry
def draw(s: State, below: int) -> int:
    """A whole number 0 … below - 1 from the state's own chance (Lehmer 1951; the same with the JIT off).

    Taken from its upper end: a product and a shift, where a remainder would be a division.
    """
    s.note[CHANCE] = s.note[CHANCE] * 48271 % 2147483647
    return s.note[CHANCE] * below >> 31


@kernel
def touch(s: State, d: int) -> None:
    """Keep day d as it is now, once a step, so that the step can be undone."""
    if s.day[TOUCHED, d] == 0:
        s.day[TOUCHED, d] = 1
        s.day[NTH_TOUCHED, s.note[TOUCHES]] = d
        s.note[TOUCHES] += 1
        n = s.day[COUNT, d]
        s.day[WAS_COUNT, d], s.day[WAS_BUSY, d], s.day[WAS_POINTS, d] = n, s.day[BUSY, d], s.day[POINTS, d]
        s.day[WAS_WORK_FROM, d], s.day[WAS_WORK_TO, d] = s.day[WORK_FROM, d], s.day[WORK_TO, d]
        s.day[WAS_PUT, d], s.day[WAS_LOAD, d] = s.day[PUT, d], s.day[LOAD, d]
        s.day[WAS_WIDEST, d] = s.day[WIDEST, d]
        s.day[WAS_OPEN_FROM, d], s.day[WAS_OPEN_TO, d] = s.day[OPEN_FROM, d], s.day[OPEN_TO, d]
        for k in range(n):
            s.entry[WAS_START, d, k] = s.entry[START, d, k]
            s.entry[WAS_END, d, k] = s.entry[END, d, k]
            s.entry[WAS_WHO, d, k] = s.entry[WHO, d, k]


@kernel
def change(s: State, i: int) -> None:
    """Keep what is left of item i as it is now, once a step, so that the step can be undone."""
    if s.item[CHANGED, i] == 0:
        s.item[CHANGED, i] = 1
        s.item[NTH_CHANGED, s.note[CHANGES]] = i
        s.note[CHANGES] += 1
        s.item[WAS_LEFT, i], s.item[WAS_PIECES, i] = s.item[LEFT, i], s.item[PIECES, i]


@kernel
def put_in(s: State, d: int, k: int, a: int, b: int, i: int) -> None:
    """A new piece of item i as entry k of day d."""
    touch(s, d)
    change(s, i)
    for j in range(s.day[COUNT, d], k, -1):
        s.entry[START, d, j], s.entry[END, d, j], s.entry[WHO, d, j] = (
            s.entry[START, d, j - 1],
            s.entry[END, d, j - 1],
            s.entry[WHO, d, j - 1],
        )
    s.entry[START, d, k], s.entry[END, d, k], s.entry[WHO, d, k] = a, b, i
    s.day[COUNT, d] += 1
    s.day[GAPS, d] = UNKNOWN
    s.item[LEFT, i] -= b - a
    s.item[PIECES, i] += 1
    s.on[i, d] += 1


@kernel
def take_out(s: State, d: int, k: int) -> None:
    """Entry k of day d, which must be a piece, away."""
    touch(s, d)
    i = s.entry[WHO, d, k]
    change(s, i)
    s.item[LEFT, i] += s.entry[END, d, k] - s.entry[START, d, k]
    s.item[PIECES, i] -= 1
    s.on[i, d] -= 1
    s.item[FREED, i] = 1
    s.day[COUNT, d] -= 1
    s.day[GAPS, d] = UNKNOWN
    for j in range(k, s.day[COUNT, d]):
        s.entry[START, d, j], s.entry[END, d, j], s.entry[WHO, d, j] = (
            s.entry[START, d, j + 1],
            s.entry[END, d, j + 1],
            s.entry[WHO, d, j + 1],
        )


@kernel
def keep_part(m: Model, s: State, d: int, k: int, a: int, b: int) -> bool:
    """Entry k cut down to [a, b) when a piece of its item may be that long; else False and nothing done."""
    i = s.entry[WHO, d, k]
    if b - a < m.item[LEAST, i]:
        return False
    touch(s, d)
    change(s, i)
    s.item[LEFT, i] += s.entry[END, d, k] - s.entry[START, d, k] - (b - a)
    s.entry[START, d, k], s.entry[END, d, k] = a, b
    s.day[GAPS, d] = UNKNOWN
    s.item[FREED, i] = 1
    return True


@kernel
def clear(m: Model, s: State, d: int, a: int, b: int) -> None:
    """No piece on [a, b) of day d any more.

    Trimmed to its longer rest where that is long enough, else taken out.
    """
    k = 0
    while k < s.day[COUNT, d]:
        start, end = s.entry[START, d, k], s.entry[END, d, k]
        if (
            s.entry[WHO, d, k] < 0
            or end <= a
            or start >= b
            or (a - start >= end - b and keep_part(m, s, d, k, start, a))
            or (end - b > a - start and keep_part(m, s, d, k, b, end))
        ):
            k += 1
        else:
            take_out(s, d, k)


@entry
def undo(s: State) -> None:
    """Everything as it was before this step."""
    for n in range(s.note[TOUCHES]):
        d = s.day[NTH_TOUCHED, n]
        _count_pieces(s, d, -1)
        count = s.day[WAS_COUNT, d]
        s.day[COUNT, d], s.day[BUSY, d], s.day[POINTS, d] = count, s.day[WAS_BUSY, d], s.day[WAS_POINTS, d]
        s.day[WORK_FROM, d], s.day[WORK_TO, d] = s.day[WAS_WORK_FROM, d], s.day[WAS_WORK_TO, d]
        s.day[PUT, d], s.day[LOAD, d] = s.day[WAS_PUT, d], s.day[WAS_LOAD, d]
        s.day[WIDEST, d], s.day[GAPS, d] = s.day[WAS_WIDEST, d], UNKNOWN
        s.day[OPEN_FROM, d], s.day[OPEN_TO, d] = s.day[WAS_OPEN_FROM, d], s.day[WAS_OPEN_TO, d]
        for k in range(count):
            s.entry[START, d, k] = s.entry[WAS_START, d, k]
            s.entry[END, d, k] = s.entry[WAS_END, d, k]
            s.entry[WHO, d, k] = s.entry[WAS_WHO, d, k]
        _count_pieces(s, d, 1)
    for n in range(s.note[CHANGES]):
        i = s.item[NTH_CHANGED, n]
        s.item[LEFT, i], s.item[PIECES, i] = s.item[WAS_LEFT, i], s.item[WAS_PIECES, i]


@entry
def go_on(s: State) -> None:
    """The step is over: nothing can be undone any more."""
    for n in range(s.note[TOUCHES]):
        s.day[TOUCHED, s.day[NTH_TOUCHED, n]] = 0
    for n in range(s.note[CHANGES]):
        i = s.item[NTH_CHANGED, n]
        s.item[CHANGED, i] = s.item[FREED, i] = 0
    s.note[TOUCHES] = s.note[CHANGES] = 0


@kernel
def _count_pieces(s: State, d: int, sign: int) -> None:
    for k in range(s.day[COUNT, d]):
        if s.entry[WHO, d, k] >= 0:
            s.on[s.entry[WHO, d, k], d] += sign
