"""Planning asks the judge for what it cannot see itself; here it is at hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.judge_at_hand import at_hand


@pytest.fixture(autouse=True)
def judge_at_hand() -> Iterator[None]:
    with at_hand():
        yield
