"""One line of words becomes a task or a routine; what is not understood stays in the title."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.planning.one_line import read_one_line
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, WEEKEND
from counterpoint.domain.values import LifeDomain

WEDNESDAY = date(2026, 11, 25)
DOMAINS = (LifeDomain("work", "Work", "work"), LifeDomain("health", "Health & sport", "life"))


def read(text, today=WEDNESDAY, zone="UTC"):
    return read_one_line(text, today=today, zone=zone, domains=DOMAINS)


def task(text):
    found = read(text).task
    assert found is not None
    return found


def routine(text):
    found = read(text).routine
    assert found is not None
    return found


def at(day, hour=0, minute=0, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_the_whole_line_is_understood():
    found = read("Draft report 3h deep by Fri #work !must")
    draft = found.task
    assert (draft.title, draft.minutes, draft.demand) == ("Draft report", 180, "deep")
    assert (draft.domain_id, draft.importance, draft.deadline_at) == ("work", "must", at(28))
    assert found.notes == ()
    assert found.routine is None


@pytest.mark.parametrize(
    ("text", "times", "minutes", "days"),
    [
        ("Piano 2 h a week on Mondays", 1, 120, {0}),
        ("Piano 3 h a week on Mondays", 1, 180, {0}),
        ("Piano 3 h a week on Mondays and Thursdays", 2, 90, {0, 3}),
        ("Piano 5h/week Mondays, Tuesdays or Fridays", 3, 100, {0, 1, 4}),
        ("Piano 45m twice a week on Mon, Wed and Fri", 2, 45, {0, 2, 4}),
        ("Piano 2x a week on Tuesdays & Saturdays 40 min", 2, 40, {1, 5}),
        ("Piano 30m 2x a week Mon/Thu", 2, 30, {0, 3}),
        ("On Mondays 2 h a week piano", 1, 120, {0}),
    ],
)
def test_a_routine_keeps_to_the_days_that_are_named(text, times, minutes, days):
    found = read(text)
    assert found.routine is not None
    assert (found.routine.title.lower(), found.routine.times_a_week) == ("piano", times)
    assert found.routine.minutes == minutes
    assert {day for window in found.routine.windows for day in window.days} == days
    assert not any("left out" in each for each in found.notes)


def test_more_times_than_days_that_are_named_are_said_to_be_fewer():
    found = read("Piano 30m 3 times a week on Mondays")
    assert (found.routine.times_a_week, found.routine.windows[0].days) == (1, {0})
    assert found.notes == ("Each time wants a day of its own, and this names 1 day: once a week is taken.",)


def test_a_weekday_in_the_title_of_a_routine_stays_there():
    found = routine("Sunday roast 2h a week")
    assert (found.title, found.windows) == ("Sunday roast", ())


def test_so_many_times_a_week_is_a_routine():
    swim = routine("Swim 45m 2x a week evenings #health")
    assert (swim.title, swim.minutes, swim.times_a_week, swim.domain_id) == ("Swim", 45, 2, "health")
    assert (swim.windows[0].days, swim.windows[0].start, swim.windows[0].end) == (
        EVERY_DAY,
        time(18),
        time(22),
    )


@pytest.mark.parametrize(
    ("text", "times", "days"),
    [
        ("Run 30m every Tue and Thu", 2, {1, 3}),
        ("Yoga 20m daily", 7, None),
        ("Stretch 10m every weekday", 5, WEEKDAYS),
        ("Garden 1h twice a week weekends", 2, WEEKEND),
        ("Piano 20m 3 times per week", 3, None),
        ("Gym 1h 2x/week", 2, None),
        ("Gym 1h 2x weekly", 2, None),
    ],
)
def test_how_often_is_read_as_people_say_it(text, times, days):
    found = routine(text)
    assert found.times_a_week == times
    assert {day for window in found.windows for day in window.days} == set(days or ())


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Report by Fri", at(28)),
        ("Report by Friday 17:00", at(27, 17)),
        ("Report by Fri at 5pm", at(27, 17)),
        ("Report before Fri", at(27)),
        ("Report due 2026-12-01", at(2, month=12)),
        ("Report due:2026-12-01", at(2, month=12)),
        ("Report by 1 Dec", at(2, month=12)),
        ("Report by Dec 1st", at(2, month=12)),
        ("Report by 1.12.", at(2, month=12)),
        ("Report by 1.12.2026", at(2, month=12)),
        ("Report by end of week", at(30)),
        ("Report end of the month", at(1, month=12)),
        ("Report this week", at(30)),
        ("Report by eod", at(26)),
        ("Report by end of year", datetime(2027, 1, 1, tzinfo=UTC)),
        ("Report by 17:00", at(25, 17)),
        ("Report by noon", at(25, 12)),
        ("Report by tomorrow", at(27)),
        ("Report until 24 Nov", datetime(2027, 11, 25, tzinfo=UTC)),
    ],
)
def test_a_deadline_is_read_as_people_say_it(text, deadline):
    assert task(text).deadline_at == deadline
    assert task(text).title == "Report"


@pytest.mark.parametrize(
    ("text", "earliest", "deadline"),
    [
        ("Report after Thu", at(27), None),
        ("Report after Thu 14:00", at(26, 14), None),
        ("Report from Thu", at(26), None),
        ("Report from Thu by Fri", at(26), at(28)),
        ("Report tomorrow", at(26), at(27)),
        ("Report next Tue", at(1, month=12), at(2, month=12)),
        ("Report on Thursday", at(26), at(27)),
        ("Report in 3 days", at(28), at(29)),
        ("Report in 1 week", at(2, month=12), at(3, month=12)),
        ("Report next week", at(30), at(7, month=12)),
        ("Report tonight", at(25), at(26)),
        ("Report tomorrow 18:00", at(26, 18), at(26, 18, 30)),
        ("Report Fri 18:03", at(27, 18), at(27, 18, 30)),
        ("Report at 14:00", at(25, 14), at(25, 14, 30)),
    ],
)
def test_a_day_is_read_as_people_say_it(text, earliest, deadline):
    assert (task(text).earliest_at, task(text).deadline_at) == (earliest, deadline)
    assert task(text).title == "Report"


def test_a_day_is_a_day_of_the_persons_zone():
    assert read("Report by Fri", zone="Europe/Berlin").task.deadline_at == at(27, 23)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("R 1h30", 90),
        ("R 1,5h", 90),
        ("R 1.5 h", 90),
        ("R 90 min", 90),
        ("R half an hour", 30),
        ("R 2h 15m", 135),
    ],
)
def test_a_length_is_read_in_many_forms(text, minutes):
    assert task(text).minutes == minutes
    assert task(text).title == "R"


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Book 10h in pieces of 30-60m", 30, 60),
        ("Book 10h split into pieces of 1-2h", 60, 120),
        ("Book 10h pieces of 45m", 45, 45),
        ("Book 10h in pieces", 30, 120),
        ("Book 10h split", 30, 120),
        ("Book 10h *split", 30, 120),
    ],
)
def test_pieces_make_it_splittable(text, least, most):
    book = task(text)
    assert (book.title, book.splittable, book.piece_least, book.piece_most) == ("Book", True, least, most)


def test_hours_and_days_make_a_window():
    window = task("Errands 1h 10:00-12:00 weekdays").windows[0]
    assert (window.days, window.start, window.end) == (WEEKDAYS, time(10), time(12))


def test_without_a_length_half_an_hour_is_assumed_and_said():
    found = read("Call the plumber")
    assert found.task.minutes == 30
    assert found.notes == ("No length is given; 30 minutes are assumed.",)


@pytest.mark.parametrize(
    ("text", "title", "note"),
    [
        ("Fix the light 1h", "Fix the light", "*light"),
        ("Split wood 2h", "Split wood", "*split"),
        ("Prepare Sunday roast 1h", "Prepare Sunday roast", "on Sunday"),
        ("Paint 1h #home", "Paint #home", "#work, #health"),
        ("Swim 400m 45 min", "Swim 400m", "45 minutes is taken"),
        ("Wait 0m", "Wait 0m", "from 1 minute"),
        ("Pills 5m 9x a week", "Pills 9x a week", "one to seven"),
        ("Pay by 31 Feb 10m", "Pay by 31 Feb", "no such day"),
    ],
)
def test_what_could_be_meant_otherwise_stays_in_the_title_with_a_note(text, title, note):
    found = read(text)
    assert found.thing.title == title
    assert any(note in each for each in found.notes)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Stretch 12m", "rounded up to 15"),
        ("Report 1h Wed", "“Wed” was read as today."),
        ("Report 1h next Tue", "“next Tue” was read as Tuesday 1 December 2026."),
        ("Report 1h from Fri by Thu", "cannot be placed"),
        ("Swim 45m 2x a week by Fri", "“by Fri” was left out"),
        ("Swim 45m 2x a week in pieces", "one piece"),
        ("Swim 30h daily", "more than a day holds"),
        ("", "no words yet"),
        ("x" * 600, "first 500 letters"),
    ],
)
def test_what_is_assumed_is_said(text, note):
    assert any(note in each for each in read(text).notes)


def test_an_energy_word_with_a_star_counts_anywhere():
    assert task("Clean *light the kitchen 1h").demand == "light"


def test_a_domain_may_be_shortened_but_not_to_two():
    assert task("Run 30m #hea").domain_id == "health"
    twins = (LifeDomain("home", "Home", "life"), LifeDomain("hobby", "Hobby", "life"))
    assert read_one_line("Run #ho", today=WEDNESDAY, zone="UTC", domains=twins).task.domain_id == ""


WORDS = """by Fri next Tue 3h 1,5h 45m split pieces of in #work #x !must *deep deep after 2026-12-01 18:00
14:00-16:00 at on tomorrow every daily 2x a week end 31.2. 99.99. in 999 days 0m Report evening weekend - ,
May 5 \x00 9999h 25:99 ß half an hour eod tonight"""
words = st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    "text", ["Report by 9999-12-31", "Report 9999-12-31", "Report after 9999-12-31", "Report in 2999999 days"]
)
def test_a_day_beyond_our_time_stays_in_the_title(text):
    found = read(text, today=WEDNESDAY, zone="America/New_York")
    assert (found.task.deadline_at, found.task.earliest_at) == (None, None)
    assert found.task.title == text


@given(st.text() | words, st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_any_line_becomes_something_with_a_title(text, today):
    found = read(text, today=today, zone="America/New_York")
    assert found.thing.minutes % 5 == 0
    assert found.thing.minutes > 0
    assert "\x00" not in found.thing.title
    if any(letter.isalnum() for letter in text):
        assert found.thing.title
    if found.task is not None and found.task.splittable:
        assert 0 < found.task.piece_least <= found.task.piece_most
