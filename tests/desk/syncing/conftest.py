"""Most tests of what goes to a server begin with a plan that stands there."""

from __future__ import annotations

import pytest

from tests.desk.syncing.plan_lives import Life, life_there


@pytest.fixture
def life() -> Life:
    life = life_there()
    assert len(life.there.entries) == 2
    return life
