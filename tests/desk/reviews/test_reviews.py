"""Reviews: begun once, left and found again, ended in one change; offered and never pressed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from counterpoint.desk.ports import ChangedMeanwhile
from counterpoint.desk.reviews import weekly as week_review
from counterpoint.desk.reviews.days import week_due_on, week_to_review
from counterpoint.desk.reviews.ending import Chosen, finish, finish_look
from counterpoint.desk.reviews.lived import week_can_be_reviewed, week_has_markers
from counterpoint.desk.reviews.looks import (
    keep_words,
    last_promise,
    review_under_way,
    reviews_of,
    to_try_later,
)
from counterpoint.desk.reviews.markers import keep_markers, marker_lines, markers_of
from counterpoint.desk.reviews.monthly import fortnight_data, month_data
from counterpoint.desk.reviews.offers import offers, review_due
from counterpoint.desk.settings import change_settings
from counterpoint.domain.boundaries import Bend
from counterpoint.domain.energy import CheckIn, Stretch
from counterpoint.domain.living import GoodThing, MicroHabit, Pause
from counterpoint.domain.reviews import Markers, Review
from counterpoint.domain.timeline import Span, Week
from counterpoint.domain.values import Commitment, CoreValue, LifeDomain, Season
from tests.contracts.examples import block, plan
from tests.memory import MemoryDiary

MONDAY = date(2026, 11, 23)
WEEK = Week(MONDAY)
WEDNESDAY, FRIDAY = (datetime(2026, 11, day, 18, tzinfo=UTC) for day in (25, 27))


@pytest.fixture
def diary() -> MemoryDiary:
    return MemoryDiary()


def begun(diary: MemoryDiary, now: datetime = FRIDAY, kind: str = "week") -> Review:
    return review_under_way(diary, kind, now)  # type: ignore[arg-type]


def test_a_week_is_looked_back_at_from_its_fifth_day_on(
    diary: MemoryDiary,
) -> None:
    assert week_to_review(diary, WEDNESDAY) == WEEK.next(-1)
    assert week_to_review(diary, FRIDAY) == WEEK
    assert week_to_review(diary, FRIDAY + timedelta(days=6)) == WEEK


def test_only_a_week_of_which_something_is_known_can_be_looked_back_at(diary: MemoryDiary) -> None:
    assert not week_can_be_reviewed(diary, WEDNESDAY)
    assert not week_has_markers(diary, WEDNESDAY)
    assert week_due_on(diary, WEDNESDAY) == MONDAY + timedelta(days=4)
    diary.dated(GoodThing).add(GoodThing("g", WEDNESDAY, "The soup."))
    assert not week_can_be_reviewed(diary, WEDNESDAY)
    assert week_can_be_reviewed(diary, FRIDAY)
    assert week_due_on(diary, FRIDAY) is None


def test_a_quiet_week_is_not_offered_and_can_be_looked_back_at_all_the_same(diary: MemoryDiary) -> None:
    diary.dated(GoodThing).add(GoodThing("g", WEDNESDAY, "The soup."))
    later = FRIDAY + timedelta(days=14)
    assert offers(diary, later) == ()
    assert week_can_be_reviewed(diary, later)


def test_a_look_back_that_was_begun_goes_on(diary: MemoryDiary) -> None:
    keep_words(diary, begun(diary), {"promise": "It went."})
    assert week_can_be_reviewed(diary, FRIDAY)
    assert week_has_markers(diary, FRIDAY)


def test_markers_alone_are_enough_to_be_asked_for_the_next_ones(diary: MemoryDiary) -> None:
    keep_markers(diary, WEEK.next(-2), {"stress": 3}, WEDNESDAY - timedelta(days=9))
    assert week_has_markers(diary, WEDNESDAY)


def test_it_is_kept_part_by_part_and_found_again(diary: MemoryDiary) -> None:
    keep_words(diary, begun(diary), {"promise": " It went. "})
    keep_words(diary, begun(diary), {"boundaries": ""})
    found = begun(diary, FRIDAY + timedelta(days=3))
    assert (found.words_at("promise"), found.next_part) == ("It went.", "plan")
    assert len(reviews_of(diary)) == 1


def test_another_tabs_words_are_not_written_over(diary: MemoryDiary) -> None:
    review = begun(diary)
    keep_words(diary, review, {"plan": "mine"}, {"plan": ""})
    with pytest.raises(ChangedMeanwhile):
        keep_words(diary, review, {"plan": "theirs"}, {"plan": ""})
    keep_words(diary, review, {"plan": "mine"}, {"plan": ""})
    keep_words(diary, review, {"plan": "both"}, {"plan": "mine"})
    assert begun(diary).words_at("plan") == "both"


def test_the_one_change_becomes_a_micro_habit_once_however_often_it_is_pressed(diary: MemoryDiary) -> None:
    old = diary.shelf(MicroHabit).add(MicroHabit("old", "Stretch")).thing
    chosen = Chosen("habit", "Read a page", "the kettle", rest=old.id)
    for _ in range(2):
        ended = finish(diary, begun(diary), chosen, FRIDAY)
    states = {kept.thing.title: kept.thing.state for kept in diary.shelf(MicroHabit).all()}
    assert states == {"Stretch": "resting", "Read a page": "on"}
    assert diary.shelf(MicroHabit).get(ended.habit_id).thing.since == FRIDAY.date()
    finish(diary, begun(diary), Chosen("none"), FRIDAY)
    assert diary.shelf(MicroHabit).get(ended.habit_id).thing.state == "resting"


def test_a_habit_goes_on_when_nothing_new_begins(diary: MemoryDiary) -> None:
    old = diary.shelf(MicroHabit).add(MicroHabit("old", "Stretch")).thing
    finish(diary, begun(diary), Chosen("none", rest=old.id), FRIDAY)
    assert diary.shelf(MicroHabit).get("old").thing.state == "on"


def test_next_week_opens_with_the_last_promise(diary: MemoryDiary) -> None:
    finish(diary, begun(diary), Chosen("habit", "Read a page"), FRIDAY)
    later = begun(diary, FRIDAY + timedelta(days=7))
    promise = week_review.promise_before(diary, later)
    assert promise is not None
    assert promise.review.promise == "Read a page"
    assert promise.habit is not None
    assert week_review.promise_before(diary, begun(diary)) is None
    finish(diary, later, Chosen("later", "A choir"), FRIDAY + timedelta(days=7))
    assert [each.promise for each in to_try_later(diary)] == ["A choir"]
    choose = week_review.to_choose(diary, FRIDAY)
    assert [each.title for each in choose.habits] == ["Read a page"]


def test_nothing_is_offered_to_an_empty_life(diary: MemoryDiary) -> None:
    assert offers(diary, FRIDAY) == ()
    assert review_due(diary, FRIDAY) is None


def test_a_lived_week_is_due_until_it_was_looked_at(diary: MemoryDiary) -> None:
    diary.plans.keep(plan(block("a")), step="plan", version=None)
    due = review_due(diary, FRIDAY)
    assert due is not None
    assert (due.kind, due.first, due.under_way) == ("week", MONDAY, False)
    keep_words(diary, begun(diary), {"promise": ""})
    assert review_due(diary, FRIDAY).under_way  # type: ignore[union-attr]
    finish(diary, begun(diary), Chosen("none"), FRIDAY)
    assert review_due(diary, FRIDAY) is None


def test_the_two_week_look_is_offered_after_two_weeks_and_never_pushed(diary: MemoryDiary) -> None:
    diary.dated(CheckIn).add(CheckIn("c", FRIDAY - timedelta(days=10)))
    assert "fortnight" not in {each.kind for each in offers(diary, FRIDAY)}
    diary.dated(CheckIn).add(CheckIn("d", FRIDAY - timedelta(days=20)))
    (offer,) = [each for each in offers(diary, FRIDAY) if each.kind == "fortnight"]
    assert not offer.pushed
    look = begun(diary, kind="fortnight")
    keep_words(diary, look, {"adjust": "half as long"})
    found = begun(diary, FRIDAY + timedelta(days=3), "fortnight")
    assert found.words_at("adjust") == "half as long"
    finish_look(diary, found, {"adjust": "half as long"}, FRIDAY)
    assert "fortnight" not in {each.kind for each in offers(diary, FRIDAY + timedelta(days=5))}
    assert "fortnight" in {each.kind for each in offers(diary, FRIDAY + timedelta(days=15))}


@pytest.mark.parametrize(("day", "first"), [(3, date(2026, 11, 1)), (29, date(2026, 12, 1))])
def test_a_month_is_looked_back_at_around_its_end(diary: MemoryDiary, day: int, first: date) -> None:
    now = datetime(2026, 12, day, 12, tzinfo=UTC)
    diary.dated(CheckIn).add(CheckIn("d", now - timedelta(days=20)))
    (offer,) = [each for each in offers(diary, now) if each.kind == "month"]
    assert offer.first == first
    assert "month" not in {each.kind for each in offers(diary, now.replace(day=12))}


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


def test_markers_are_kept_a_week_at_a_time_and_what_is_left_out_stays(diary: MemoryDiary) -> None:
    assert markers_of(diary, WEEK) is None
    keep_markers(diary, WEEK, {"stress": 3, "focus": 7}, FRIDAY)
    keep_markers(diary, WEEK, {"stress": 4, "focus": None}, FRIDAY)
    said = markers_of(diary, WEEK)
    assert said is not None
    assert (said.stress, said.focus, said.energy) == (4, 7, None)


def test_weeks_in_which_life_happened_are_left_out_of_every_comparison(diary: MemoryDiary) -> None:
    assert marker_lines(diary, FRIDAY) == ()
    for n in range(10):
        keep_markers(diary, WEEK.next(-n), {"stress": 5}, FRIDAY - timedelta(weeks=n))
    (line,) = marker_lines(diary, FRIDAY)
    assert (line.verdict, len(line.weeks)) == ("usual", 10)
    begins = datetime(2026, 11, 16, tzinfo=UTC)
    diary.dated(Pause).add(Pause("z", begins, begins + timedelta(days=3, hours=2)))
    (line,) = marker_lines(diary, FRIDAY)
    assert len(line.weeks) == 9


def test_a_week_that_was_answered_as_beginning_on_two_days_counts_once(diary: MemoryDiary) -> None:
    for n in range(10):
        keep_markers(diary, WEEK.next(-n), {"stress": 5}, FRIDAY - timedelta(weeks=n))
    diary.dated(Markers).add(Markers("imported", FRIDAY, MONDAY - timedelta(days=1), stress=8))
    (line,) = marker_lines(diary, FRIDAY)
    assert line.lately is not None


def with_weeks_from(diary: MemoryDiary, weekday: int) -> None:
    settings = diary.settings()
    change_settings(diary, replace(settings.thing, week_start=weekday), version=settings.version)


@pytest.mark.parametrize("weekday", range(1, 7))
def test_what_was_said_of_a_week_is_found_when_weeks_begin_on_another_day(
    diary: MemoryDiary, weekday: int
) -> None:
    for n in range(10):
        keep_markers(diary, WEEK.next(-n), {"stress": n}, FRIDAY - timedelta(weeks=n))
    with_weeks_from(diary, weekday)
    week = Week.holding(MONDAY + timedelta(days=3), week_start=weekday)
    assert [said and said.stress for said in (markers_of(diary, week.next(-n)) for n in range(10))] == [
        *range(10)
    ]
    keep_markers(diary, week, {"focus": 7}, FRIDAY)
    assert len(diary.dated(Markers).all()) == 10
    with_weeks_from(diary, 0)
    said = markers_of(diary, WEEK)
    assert said is not None
    assert (said.stress, said.focus) == (0, 7)


def test_of_two_weeks_that_are_one_now_what_was_said_later_counts(diary: MemoryDiary) -> None:
    diary.dated(Markers).add(Markers("a", FRIDAY, MONDAY, stress=8))
    diary.dated(Markers).add(Markers("b", WEDNESDAY, MONDAY - timedelta(days=1), stress=2, focus=3))
    with_weeks_from(diary, 6)
    (kept,) = diary.dated(Markers).all()
    assert (kept.thing.stress, kept.thing.focus, kept.thing.week) == (8, 3, MONDAY - timedelta(days=1))


def test_a_week_that_was_looked_back_at_is_not_offered_again_from_another_day(diary: MemoryDiary) -> None:
    at = FRIDAY - timedelta(days=1)
    diary.dated(Bend).add(Bend("b", at, "p", "Dinner", Span(at, at + timedelta(hours=1))))
    review = keep_words(diary, begun(diary), {"plan": "mine"})
    with_weeks_from(diary, 6)
    assert begun(diary).words_at("plan") == "mine"
    finish(diary, review, Chosen("later", "Read"), FRIDAY)
    assert review_due(diary, FRIDAY) is None
    assert last_promise(diary, MONDAY + timedelta(days=1)) is None
    assert begun(diary, FRIDAY + timedelta(weeks=1)).id != review.id


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
