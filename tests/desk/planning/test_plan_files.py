"""Planning from files: whose calendar is whose, and from which moment on a week is planned."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from counterpoint.desk.calendars.reading import AgendaRead
from counterpoint.desk.planning.files import CalendarFile, NoSuchDomain, plan_from_files
from counterpoint.domain.agenda import Agenda, EventRule, Mark, Occurrence
from counterpoint.domain.planning import Life, Task
from counterpoint.domain.planning.intake import CalendarEntry, LifeRead
from counterpoint.domain.timeline import Span, Week
from counterpoint.domain.values import LifeDomain

WEEK = Week.named("2026-W48")
WORK, FAMILY = LifeDomain("work", "Work", "work"), LifeDomain("family", "Family", "life")
BEFORE = datetime(2026, 11, 20, tzinfo=UTC)

pytestmark = pytest.mark.kernels


def occurrence(uid, day, hour, title="Meeting"):
    start = datetime(2026, 11, day, hour, tzinfo=UTC)
    return Occurrence(uid, None, Span(start, start + timedelta(hours=1)), title)


def agenda_of(paths, asked, zone):
    agenda = Agenda((occurrence("a", 24, 10), occurrence("b", 25, 10, "Birthday")))
    return AgendaRead(asked, zone or "UTC", tuple((path, agenda) for path in paths))


def planned(*files, life=None, entries=(), now=BEFORE, week=WEEK, **options):
    life = life or Life(domains=(WORK, FAMILY), tasks=(Task("t", "Report", 60, "work"),))
    read = LifeRead(life, entries, ("A note.",))
    return plan_from_files(
        read, files, week, now=now, read_agenda=agenda_of, iterations=20, proofs=False, **options
    )


def domains(planned_week):
    return [fact.domain_id for fact in planned_week.facts]


def test_a_calendar_belongs_to_the_domain_that_was_named_with_it_by_id_or_name():
    assert domains(planned(CalendarFile("x/a.ics", "family"))) == ["family", "family"]
    assert domains(planned(CalendarFile("x/a.ics", "FAMILY"))) == ["family", "family"]


def test_a_calendar_belongs_to_the_domain_that_the_life_names_for_its_file():
    entries = (CalendarEntry("a.ics", "family"),)
    found = planned(CalendarFile("x/a.ics"), entries=entries)
    assert domains(found) == ["family", "family"]
    assert found.notes == ("A note.",)


def test_a_calendar_that_nobody_named_is_taken_as_the_only_work_with_a_word():
    found = planned(CalendarFile("x/a.ics"))
    assert domains(found) == ["work", "work"]
    assert "“a.ics” is taken as Work" in found.notes[1]


def test_without_one_domain_of_work_a_calendar_belongs_to_none_with_a_word():
    found = planned(CalendarFile("a.ics"), life=Life(domains=(FAMILY,)))
    assert domains(found) == ["", ""]
    assert "no part of this life" in found.notes[1]


def test_a_domain_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(NoSuchDomain) as refused:
        planned(CalendarFile("a.ics", "space"))
    assert "work, family" in refused.value.advice


def test_a_file_that_is_named_twice_is_read_once_and_the_last_word_holds():
    assert domains(planned(CalendarFile("a.ics", "work"), CalendarFile("a.ics", "family"))) == ["family"] * 2


def test_the_persons_rules_on_events_stand_first():
    rules = (EventRule("r", "title", "birthday", Mark(ignored=True)),)
    assert (
        len(planned(CalendarFile("a.ics", "work"), life=Life(domains=(WORK,), event_rules=rules)).facts) == 1
    )


def test_of_a_week_that_has_begun_only_what_is_ahead_is_planned():
    noon = datetime(2026, 11, 26, 12, tzinfo=UTC)
    assert all(block.span.start >= noon for block in planned(now=noon).plan.blocks)
    assert planned(now=noon, whole=True).plan.blocks


def test_a_week_that_is_over_is_planned_as_a_whole_with_a_word():
    found = planned(now=datetime(2027, 1, 1, tzinfo=UTC))
    assert found.plan.blocks
    assert "This week is over" in found.notes[-1]


def test_blocks_of_two_weeks_have_names_of_their_own():
    here, there = planned().plan.blocks, planned(week=WEEK.next()).plan.blocks
    assert not {block.id for block in here} & {block.id for block in there}
