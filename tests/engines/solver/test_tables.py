"""Named tuples of tables, handed on by reference between kernels."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

from counterpoint.engines.solver.compiled import entry
from counterpoint.engines.solver.model import Ints
from counterpoint.engines.solver.tables import by_reference

pytestmark = pytest.mark.kernels


@by_reference
class Three(NamedTuple):
    line: Ints
    page: Ints
    book: Ints


@entry
def move(t: Three, i: int, j: int) -> int:
    t.line[i] += 1
    t.page[i, j] = t.line[i] * 10
    return pick(t, i, j)


@entry
def pick(t: Three, i: int, j: int) -> int:
    return t.book[i, j, t.book.shape[2] - 1] + t.page[i, j]


def three() -> Three:
    return Three(
        np.arange(2, dtype=np.int64),
        np.zeros((2, 3), dtype=np.int64),
        np.arange(24, dtype=np.int64).reshape(2, 3, 4),
    )


def test_a_kernel_reads_and_writes_the_arrays_it_was_given() -> None:
    given = three()
    assert move(given, 1, 2) == 23 + 20
    assert given.line.tolist() == [0, 2]
    assert given.page.tolist() == [[0, 0, 0], [0, 0, 20]]


def test_tables_of_other_lengths_need_no_new_kernel() -> None:
    given, wider = (
        three(),
        Three(np.zeros(5, dtype=np.int64), *(np.zeros((5,) * n, dtype=np.int64) for n in (2, 3))),
    )
    assert move(given, 0, 0) == 3 + 10
    assert move(wider, 4, 4) == 10


@pytest.mark.skipif(not hasattr(move, "signatures"), reason="Without the compiler any array will do.")
@pytest.mark.parametrize(
    "line", [np.zeros(2, dtype=np.int32), np.zeros(4, dtype=np.int64)[::2]], ids=["narrow", "with holes"]
)
def test_an_array_of_another_kind_is_refused(line: Ints) -> None:
    with pytest.raises(TypeError, match=r"Three\.line has to be an array of int64 in row order"):
        move(three()._replace(line=line), 0, 0)
