"""The judge asked in this process: to begin one of its own takes seconds, and some tests ask many times.

That it is asked in a process of its own is held where it lives (tests/engines/solver/test_judge.py).
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from counterpoint.engines.solver import judging

IN_ITS_OWN, PYTHON = judging._ask, sys.executable


@contextmanager
def at_hand() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "_ask", _ask)
        patch.setattr(judging, "be_ready", lambda: None)
        yield


def _ask(question: str, arguments: tuple[Any, ...], seconds: float, at_most: float | None = None) -> Any:
    """The answer to what a process of its own would have been told; a test may put another program there."""
    if sys.executable != PYTHON:
        judging.JUDGE.end()  # it would not be begun anew while it is there
        return IN_ITS_OWN(question, arguments, seconds, at_most)
    from counterpoint.engines.solver import fitting, judge

    told = pickle.loads(pickle.dumps(arguments))
    return getattr(fitting if question == "fitted" else judge, question)(*told, seconds=seconds)
