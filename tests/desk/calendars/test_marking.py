"""A person's own word on events stands before the calendar's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from counterpoint.desk.calendars.adding import add_file
from counterpoint.desk.calendars.marking import (
    EmptyRule,
    Heard,
    drop_rule,
    events_of,
    hear_event,
    keep_rule,
    mark_event,
    marks_said,
    move_rule,
    put_back,
    rule_of,
    saying,
    touched_by,
)
from counterpoint.desk.calendars.uploads import Upload
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.domain.agenda import EventRule, Mark
from counterpoint.wiring import reads_calendars
from tests.calendars import NOW, calendar, event
from tests.memory import MemoryDiary

OUT, FREE, BUSY = Mark(ignored=True), Mark(ignored=False, blocking=False), Mark(ignored=False, blocking=True)
SOON = NOW + timedelta(hours=1)


@pytest.fixture
def diary() -> MemoryDiary:
    diary = MemoryDiary()
    raw = calendar(
        event("s@t", "Standup", SOON, "RRULE:FREQ=DAILY;COUNT=3", "ORGANIZER:mailto:lead@example.org"),
        event("c@t", "Choir", SOON + timedelta(hours=8)),
        event("f@t", "Far away", NOW + timedelta(days=90)),
        event("p@t", "Past choir", NOW - timedelta(days=90)),
    )
    add_file(diary, Upload("a.ics", raw), domain_id="work", now=NOW, read=reads_calendars())
    return diary


def id_of(diary: MemoryDiary) -> str:
    return diary.calendars.all()[0].thing.id


def told(diary: MemoryDiary, **search: str) -> list[tuple[str, bool | None, str]]:
    """(title, whether it takes time or None when left out, domain) of the events listed."""
    events = events_of(diary, id_of(diary), now=NOW, **search)  # type: ignore[arg-type]
    return [(each.occurrence.title, each.fact and each.fact.blocking, _domain(each)) for each in events]


def _domain(heard: Heard) -> str:
    return heard.fact.domain_id if heard.fact else ""


def rule(diary: MemoryDiary, contains: str, mark: Mark, where: str = "title") -> EventRule:
    return keep_rule(diary, rule_of(where, contains, mark)).thing  # type: ignore[arg-type]


def test_the_next_four_weeks_are_listed_in_order(diary: MemoryDiary) -> None:
    standup = ("Standup", True, "work")
    assert told(diary) == [standup, ("Choir", True, "work"), standup, standup]


def test_a_search_looks_through_all_that_is_kept_and_shows_what_comes_first(diary: MemoryDiary) -> None:
    assert [title for title, _, _ in told(diary, search="CHOIR")] == ["Choir", "Past choir"]
    assert told(diary, search="nothing") == []


def test_one_event_of_a_series_can_be_left_out(diary: MemoryDiary) -> None:
    first = events_of(diary, id_of(diary), now=NOW)[0]
    mark_event(diary, id_of(diary), first.occurrence.key, OUT, starts_at=SOON, scope="event")
    assert [fact for _, fact, _ in told(diary)] == [None, True, True, True]


def test_a_whole_series_can_move_to_another_domain(diary: MemoryDiary) -> None:
    first = events_of(diary, id_of(diary), now=NOW)[0]
    heard = mark_event(
        diary, id_of(diary), first.occurrence.key, Mark(domain_id="team"), starts_at=SOON, scope="series"
    )
    assert heard.series == Mark(domain_id="team")
    assert [domain for _, _, domain in told(diary)] == ["team", "work", "team", "team"]


def test_a_mark_can_be_taken_back(diary: MemoryDiary) -> None:
    at = SOON + timedelta(hours=8)
    mark_event(diary, id_of(diary), "c@t", FREE, starts_at=at, scope="event")
    assert marks_said(diary.calendars.marks(id_of(diary))) == 1
    assert hear_event(diary, id_of(diary), "c@t", starts_at=at).own == FREE
    mark_event(diary, id_of(diary), "c@t", Mark(), starts_at=at, scope="event")
    assert diary.calendars.marks(id_of(diary)) == {}


def test_an_event_that_is_gone_cannot_be_marked(diary: MemoryDiary) -> None:
    with pytest.raises(NotThere):
        mark_event(diary, id_of(diary), "gone@t", OUT, starts_at=SOON, scope="event")


def test_a_rule_speaks_of_titles_or_organisers(diary: MemoryDiary) -> None:
    rule(diary, "choir", Mark(domain_id="music"))
    rule(diary, "LEAD@", FREE, "organiser")
    assert told(diary)[:2] == [("Standup", False, "work"), ("Choir", True, "music")]


def test_the_later_of_two_rules_has_the_last_word_and_a_mark_outweighs_both(diary: MemoryDiary) -> None:
    rule(diary, "choir", OUT)
    later = rule(diary, "cho", FREE)
    assert told(diary)[1] == ("Choir", False, "work")
    move_rule(diary, later.id, by=-1, place=1)
    assert told(diary)[1] == ("Choir", None, "")
    mark_event(diary, id_of(diary), "c@t", BUSY, starts_at=SOON + timedelta(hours=8), scope="event")
    assert told(diary)[1] == ("Choir", True, "work")


def test_a_preview_shows_what_a_rule_would_change_before_it_is_kept(diary: MemoryDiary) -> None:
    preview = touched_by(diary, rule_of("title", "stand", OUT), now=NOW)
    assert len(preview) == 3
    before, after = preview[0]
    assert before.fact is not None
    assert after.fact is None
    assert after.by_rule
    assert told(diary)[0] == ("Standup", True, "work")


def test_a_preview_of_a_changed_rule_leaves_its_earlier_form_out(diary: MemoryDiary) -> None:
    kept = rule(diary, "stand", OUT)
    changed = EventRule(kept.id, "title", "stand", FREE)
    before, after = touched_by(diary, changed, now=NOW)[0]
    assert before.fact is not None
    assert before.fact.blocking
    assert after.fact is not None
    assert not after.fact.blocking


@pytest.mark.parametrize("contains, mark, field", [("  ", OUT, "contains"), ("choir", Mark(), "effect")])
def test_a_rule_needs_a_text_and_an_effect(contains: str, mark: Mark, field: str) -> None:
    with pytest.raises(EmptyRule) as told:
        rule_of("title", contains, mark)
    assert told.value.field == field


def test_a_rule_changed_in_another_window_is_not_overwritten(diary: MemoryDiary) -> None:
    kept = rule(diary, "choir", OUT)
    mine, theirs = EventRule(kept.id, "title", "choir", FREE), EventRule(kept.id, "title", "choir", BUSY)
    keep_rule(diary, theirs, seen=saying(kept))
    with pytest.raises(ChangedMeanwhile):
        keep_rule(diary, mine, seen=saying(kept))
    keep_rule(diary, mine, seen=saying(theirs))
    assert diary.event_rules.get(kept.id).thing == mine


def texts(diary: MemoryDiary) -> list[str]:
    return [kept.thing.contains for kept in diary.event_rules.all()]


def test_rules_move_by_one_and_keep_their_identity(diary: MemoryDiary) -> None:
    one, two, three = (rule(diary, text, OUT) for text in ("one", "two", "three"))
    move_rule(diary, one.id, by=1, place=0)
    assert texts(diary) == ["two", "one", "three"]
    assert diary.event_rules.get(one.id).thing == one
    move_rule(diary, three.id, by=1, place=2)
    move_rule(diary, two.id, by=-1, place=0)
    assert texts(diary) == ["two", "one", "three"]
    with pytest.raises(ChangedMeanwhile):
        move_rule(diary, one.id, by=1, place=0)
    with pytest.raises(NotThere):
        move_rule(diary, "gone", by=1, place=0)


def test_a_removed_rule_comes_back_at_its_place(diary: MemoryDiary) -> None:
    for text in ("one", "two", "three"):
        rule(diary, text, OUT)
    dropped, place = drop_rule(diary, diary.event_rules.all()[1].thing.id)
    assert texts(diary) == ["one", "three"]
    put_back(diary, dropped, place=place)
    assert texts(diary) == ["one", "two", "three"]
