"""Room for a piece at a place, compiled: what is in its way is trimmed or taken out."""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: C901, PLR0912, PLR0917
from __future__ import annotations

from counterpoint.engines.solver.compiled import kernel
from counterpoint.engines.solver.entries import clear, draw, keep_part, put_in, take_out, touch
from counterpoint.engines.solver.giving_way import take_focus
from counterpoint.engines.solver.layout import (
    COUNT,
    END,
    GAP_HI,
    GAP_LO,
    START,
    WAY,
    WHO,
)
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.rules import gap
from counterpoint.engines.solver.state import State
from counterpoint.engines.solver.stretches import stretch_in_the_way
from counterpoint.engines.solver.ways import way_side


@kernel
def make_room(m: Model, s: State, i: int, d: int, a: int, length: int, opens: int, closes: int) -> bool:
    """Item i at [a, a + length) of day d.

    Neighbours give way for it and for its rituals, given things push it on.
    """
    touch(s, d)
    for _ in range(8):
        if a < opens or a + length > closes:
            return False
        clear(m, s, d, a, a + length)
        k = 0
        while k < s.day[COUNT, d] and s.entry[START, d, k] < a:
            k += 1
        if not gap(m, s, d, k, i):
            if k > 0 and s.entry[WHO, d, k - 1] >= 0:
                take_out(s, d, k - 1)
            elif k < s.day[COUNT, d] and s.entry[WHO, d, k] >= 0:
                take_out(s, d, k)
            else:
                return False
            continue
        way_lo, way_hi = way_side(m, s, d, k, 0)
        if s.note[WAY] > 0 and (way_lo > a or draw(s, 2) == 0):
            way_lo, way_hi = way_side(m, s, d, k, 1)
        lo, hi = max(s.note[GAP_LO], way_lo), min(s.note[GAP_HI], way_hi)
        if lo <= a and a + length <= hi:
            side = stretch_in_the_way(m, s, i, d, k, a, a + length)
            if side != 0:
                if not take_focus(m, s, d, k, side):
                    return False
                continue
            if s.day[COUNT, d] >= s.entry.shape[2] - 1:
                return False
            put_in(s, d, k, a, a + length, i)
            return True
        if a < lo:
            if k > 0 and s.entry[WHO, d, k - 1] >= 0:
                if not keep_part(m, s, d, k - 1, s.entry[START, d, k - 1], s.entry[END, d, k - 1] - (lo - a)):
                    take_out(s, d, k - 1)
            else:
                a = lo
        elif k < s.day[COUNT, d] and s.entry[WHO, d, k] >= 0:
            if not keep_part(m, s, d, k, s.entry[START, d, k] + (a + length - hi), s.entry[END, d, k]):
                take_out(s, d, k)
        else:
            a = hi - length
    return False
