"""import(export(x)) = x, for any life with any calendars, through the one JSON document."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.adapters.files.exportjson import read_everything, write_everything
from counterpoint.desk.export import everything_of, restore
from counterpoint.domain.agenda import Agenda, CalendarSource, Doubt, Mark, SetAside
from counterpoint.domain.everything import CalendarHeld, Everything, WeekHeld
from counterpoint.domain.planning import Life, Settings
from counterpoint.domain.timeline import Span
from tests.adapters.files.lives import ids, letters, lives, names
from tests.contracts.examples import MONDAY, block, occurrence, plan
from tests.memory import MemoryDiary
from tests.seeds import of_many

WINDOW = Span(MONDAY, MONDAY.replace(day=28))
texts = st.text(letters, max_size=30)
marks = st.builds(Mark, st.none() | ids, st.none() | st.booleans(), st.none() | st.booleans())


@st.composite
def calendars(draw: st.DrawFn) -> CalendarHeld:
    hours = draw(st.lists(st.integers(0, 80), max_size=4, unique=True))
    read = Agenda(
        tuple(occurrence(f"e{hour}", hour) for hour in sorted(hours)),
        tuple(draw(st.lists(st.builds(Doubt, texts, texts), max_size=2))),
        tuple(draw(st.lists(st.builds(SetAside, texts, texts, st.integers(0, 99)), max_size=2))),
    )
    source = CalendarSource(draw(ids), draw(names), draw(st.just("") | ids), events=len(hours))
    marked = draw(st.dictionaries(ids, marks, max_size=3))
    return CalendarHeld(source, draw(st.binary(max_size=60)), WINDOW, read, tuple(sorted(marked.items())))


@st.composite
def everythings(draw: st.DrawFn) -> Everything:
    life: Life = draw(lives())
    held = draw(st.lists(calendars(), max_size=2, unique_by=lambda each: each.source.id))
    current = plan(*(block(f"b{n}", n) for n in range(draw(st.integers(0, 3)))))
    begun = draw(st.none() | st.just(WINDOW.start))
    held_week = draw(st.sampled_from([WeekHeld(current), WeekHeld(current, plan(block("a")), begun)]))
    weeks = draw(st.sampled_from([(), (held_week,)]))
    return Everything(
        Settings(
            life.zone, life.name, life.week_start, life.clock, replace(life.availability, meals=()),
            life.flex, life.slack_minutes, life.chronotype,
        ),
        life.values, life.domains, life.protected, life.availability.meals, life.rituals,
        life.tasks, life.routines, life.event_rules, tuple(held), weeks,
    )  # fmt: skip


@settings(max_examples=of_many(20, 60))
@given(everythings())
def test_whatever_leaves_as_a_document_comes_back_as_it_was(everything: Everything) -> None:
    diary, another = MemoryDiary("ada"), MemoryDiary("grace")
    restore(diary, everything)
    before = everything_of(diary)
    restore(another, read_everything(write_everything(before).encode()))
    assert everything_of(another) == before
    assert before.tasks == everything.tasks
    assert before.weeks == everything.weeks
    assert [each.raw for each in before.calendars] == [each.raw for each in everything.calendars]
