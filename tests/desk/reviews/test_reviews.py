"""Reviews: begun once, left and found again, ended in one change; offered and never pressed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from counterpoint.desk.ports import ChangedMeanwhile
from counterpoint.desk.reviews import weekly as week_review
from counterpoint.desk.reviews.days import week_due_on, week_to_review
from counterpoint.desk.reviews.ending import Chosen, finish, finish_look
from counterpoint.desk.reviews.lived import week_can_be_reviewed, week_has_markers
from counterpoint.desk.reviews.looks import keep_words, reviews_of, to_try_later
from counterpoint.desk.reviews.markers import keep_markers
from counterpoint.desk.reviews.offers import offers, review_due
from counterpoint.domain.energy import CheckIn
from counterpoint.domain.living import GoodThing, MicroHabit
from tests.contracts.examples import block, plan
from tests.desk.reviews.review_lives import FRIDAY, MONDAY, WEDNESDAY, WEEK, begun
from tests.memory import MemoryDiary


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
