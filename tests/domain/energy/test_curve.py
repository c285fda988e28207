import itertools
from datetime import UTC, datetime

import pytest

from counterpoint.domain.energy import Chronotype, Demand, first_curve, fit


def peak(chronotype: Chronotype) -> float:
    levels = first_curve(chronotype).levels
    return levels.index(max(levels)) / 2


def test_an_evening_types_best_hours_come_later_than_a_morning_types() -> None:
    assert peak("morning") < peak("between") < peak("evening")


@pytest.mark.parametrize("chronotype", ["morning", "between", "evening"])
def test_levels_lie_between_nothing_and_all_and_the_night_is_low(chronotype: Chronotype) -> None:
    curve = first_curve(chronotype)
    assert len(curve.levels) == 48
    assert all(0 <= level <= 1 for level in curve.levels)
    assert curve.at(datetime(2026, 1, 1, 3, 29, tzinfo=UTC)) < 0.3
    assert curve.unsure == 1.0


def test_deep_work_wants_energy_more_than_any_other_and_light_work_leaves_it_to_others() -> None:
    demands: list[Demand] = ["deep", "steady", "social", "light"]
    gains = {demand: fit(demand, 1.0) - fit(demand, 0.2) for demand in demands}
    assert gains["deep"] == max(gains.values())
    assert gains["light"] < 0
    for demand, tenth in itertools.product(demands, range(11)):
        assert 0 <= fit(demand, tenth / 10) <= 1


def test_light_things_go_neither_into_the_best_hours_nor_into_the_last_before_sleep() -> None:
    middle = fit("light", 0.45)
    assert middle > fit("light", 1.0)
    assert middle > fit("light", 0.15)
