"""What is shown of a time that is looked back at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from counterpoint.desk.reviews import weekly as week_review
from counterpoint.desk.reviews.monthly import fortnight_data, month_data
from counterpoint.domain.boundaries import Bend
from counterpoint.domain.energy import CheckIn, Stretch
from counterpoint.domain.living import GoodThing, Pause
from counterpoint.domain.timeline import Span
from counterpoint.domain.values import Commitment, CoreValue, LifeDomain, Season
from tests.contracts.examples import block, plan
from tests.desk.reviews.review_lives import FRIDAY, MONDAY, WEEK, begun
from tests.memory import MemoryDiary


def test_what_came_of_the_plan_is_known_only_as_far_as_it_was_said(diary: MemoryDiary) -> None:
    assert week_review.fates_in(diary, WEEK, FRIDAY) is None
    diary.plans.keep(plan(block("a"), block("b", 11, state="done")), step="plan", version=None)
    fates = week_review.fates_in(diary, WEEK, FRIDAY)
    assert fates is not None
    assert [len(fates[name]) for name in ("done", "unknown")] == [1, 1]


def test_a_week_shows_what_bent_what_spilled_over_and_what_was_good(diary: MemoryDiary) -> None:
    assert week_review.held_in(diary, WEEK, FRIDAY) is None
    at = FRIDAY - timedelta(days=1)
    diary.dated(Bend).add(Bend("b", at, "p", "Dinner", Span(at, at + timedelta(hours=1))))
    diary.dated(CheckIn).add(CheckIn("c", at, work_drained=7))
    diary.dated(GoodThing).add(GoodThing("g", at, "Light."))
    told = week_review.held_in(diary, WEEK, FRIDAY)
    assert told is not None
    assert "Dinner" in told.chapters[0].sentences[0]
    assert [each.check_in_id for each in week_review.spillovers_in(diary, WEEK)] == ["c"]
    assert [each.text for each in week_review.good_in(diary, WEEK)] == ["Light."]


def with_check_ins(diary: MemoryDiary, days: range, energy: int = 5, domain: str = "home") -> None:
    for day in days:
        at = FRIDAY - timedelta(days=day, hours=2)
        diary.dated(CheckIn).add(CheckIn(f"c{day}", at, energy=energy + day % 2, domain_id=domain))


def test_energy_by_domain_is_told_from_five_days_on_without_the_first_two_and_without_pauses(
    diary: MemoryDiary,
) -> None:
    diary.domains.add(LifeDomain("home", "Home", "life"))
    with_check_ins(diary, range(6))
    (level,) = week_review.levels_until(diary, WEEK, FRIDAY)
    assert (level.days, level.energy) == (4, None)
    with_check_ins(diary, range(6, 12))
    (level,) = week_review.levels_until(diary, WEEK, FRIDAY)
    assert level.energy is not None
    assert 4.5 < level.energy.low < 5.5 < level.energy.high < 6.5
    diary.dated(Stretch).add(Stretch("s", FRIDAY - timedelta(days=1), 30, domain_id="home", quality=4))
    diary.dated(Pause).add(Pause("z", FRIDAY - timedelta(days=9), FRIDAY))
    (level,) = week_review.levels_until(diary, WEEK, FRIDAY)
    assert (level.energy, level.quality) == (None, None) if level.days else level.energy is None


def test_two_weeks_say_what_is_known_and_that_the_rest_is_not(diary: MemoryDiary) -> None:
    look = begun(diary, kind="fortnight")
    energy, conflict, bends = fortnight_data(diary, look, FRIDAY)
    assert "can’t tell yet" in energy
    assert "not known" in conflict
    assert "No protected time" in bends
    with_check_ins(diary, range(30), energy=3)
    for kept in diary.dated(CheckIn).all():
        if kept.thing.at > FRIDAY - timedelta(days=13, hours=12):
            diary.dated(CheckIn).change(replace(kept.thing, energy=7), version=kept.version)
    at = FRIDAY - timedelta(days=1)
    diary.dated(Bend).add(Bend("b", at, "p", "Dinner", Span(at, at + timedelta(hours=1))))
    energy, conflict, bends = fortnight_data(diary, look, FRIDAY)
    assert energy == "Energy was higher than in the two weeks before."
    assert conflict.startswith("No check-in told")
    assert bends == "“Dinner” gave way (Thursday)."
    diary.dated(CheckIn).add(CheckIn("x", at, pulled=True))
    assert "Thursday 26 November" in fortnight_data(diary, look, FRIDAY)[1]


def test_a_month_shows_values_near_seasons_and_what_the_plate_asks(diary: MemoryDiary) -> None:
    diary.values.add(CoreValue("v", "Family", 1))
    diary.shelf(Season).add(Season("s", "Launch", MONDAY, MONDAY + timedelta(days=20)))
    diary.shelf(Season).add(Season("t", "Long ago", date(2025, 1, 1), date(2025, 2, 1)))
    plate = diary.shelf(Commitment)
    plate.add(Commitment("open", "Board"))
    plate.add(Commitment("due", "Choir", decision="keep", look_again_on=MONDAY))
    plate.add(Commitment("far", "Club", decision="keep", look_again_on=date(2028, 1, 1)))
    month = month_data(diary, FRIDAY)
    assert [each.title for each in month.seasons] == ["Launch"]
    assert [(each.id, due) for each, due in month.plate] == [("due", True), ("open", False)]
    assert [each.name for each in month.values] == ["Family"]
