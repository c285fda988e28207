"""What happens by the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.domain.boundaries import Loosening, ProtectedTime
from counterpoint.server.ticks import settle_wishes
from tests.contracts.examples import MONDAY, MORNINGS

pytestmark = pytest.mark.django_db


def test_a_wish_whose_wait_is_over_takes_effect_though_nobody_looks() -> None:
    diary = wiring.diary_of(Person.objects.create(username="ada"))
    diary.protected.add(ProtectedTime("swim", "Swim", (MORNINGS,)))
    loose = ProtectedTime("swim", "Swim", (MORNINGS,), "bends")
    diary.dated(Loosening).add(Loosening("l", MONDAY, "swim", "Swim", MONDAY + timedelta(days=3), loose))
    settle_wishes(MONDAY + timedelta(days=2))
    assert diary.protected.get("swim").thing.firmness == "firm"
    settle_wishes(MONDAY + timedelta(days=3))
    assert diary.protected.get("swim").thing == loose
    assert diary.dated(Loosening).all() == ()
