"""From a `Life` to a document of plain tables and lists; what stands as it would be anyway is left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from counterpoint.domain.agenda import EventRule
from counterpoint.domain.boundaries import Availability, Meal, ProtectedTime
from counterpoint.domain.notation import say_window, slug
from counterpoint.domain.planning import FlexBlock, Life, Ritual, Routine, Task
from counterpoint.domain.planning.intake import CalendarEntry
from counterpoint.domain.planning.steps import say_step
from counterpoint.domain.timeline import WeeklyWindow, instant, local
from counterpoint.domain.values import Season

Document = dict[str, Any]


def write_values(life: Life) -> list[Document]:
    """In order of rank, which is what the order means when they are read."""
    ranked = sorted(life.values, key=lambda each: each.rank)
    return [
        {**named(each.id, each.name, "values", key="name"), **said(in_practice=each.in_practice)}
        for each in ranked
    ]


def write_domains(life: Life) -> list[Document]:
    return [
        {
            **named(each.id, each.name, "domains", key="name"),
            "sphere": each.sphere,
            **said(value=each.value_id),
        }
        for each in life.domains
    ]


def write_availability(availability: Availability) -> Document:
    return {
        "waking": write_windows(availability.waking),
        "working": write_windows(availability.working),
        "hours_are_fixed": availability.hours_are_fixed,
        "sleep": availability.sleep_minutes,
        **({"rest": availability.rest_minutes} if availability.rest_minutes else {}),
        **({"hard_day": availability.hard_minutes} if availability.hard_minutes else {}),
        **_focus(availability),
    }


def _focus(availability: Availability) -> Document:
    """The longest stretch of focus and its break, where there is such a limit."""
    if not availability.focus_minutes and availability.break_minutes == Availability().break_minutes:
        return {}
    return {"focus": availability.focus_minutes, "break": availability.break_minutes}


def write_meal(meal: Meal) -> Document:
    return {
        **named(meal.id, meal.title, "meals"),
        "when": write_windows([meal.window]),
        "minutes": meal.minutes,
    }


def write_protected(each: ProtectedTime) -> Document:
    return {
        **named(each.id, each.title, "protected"),
        "when": write_windows(each.windows),
        **said(times_a_week=each.times_a_week, minutes=each.minutes),
        "firmness": each.firmness,
        **said(bends_for=list(each.bends_for), value=each.value_id, domain=each.domain_id),
        **({"disclosure": each.disclosure} if each.disclosure != "commitment" else {}),
    }


def write_ritual(ritual: Ritual) -> Document:
    return {
        **named(ritual.id, ritual.title, "rituals"),
        "from": ritual.from_sphere,
        "to": ritual.to_sphere,
        "minutes": ritual.minutes,
        **said(steps=[say_step(each) for each in ritual.steps]),
    }


def write_flex(flex: FlexBlock) -> Document:
    return {
        **named(flex.id, flex.title, "flex"),
        "minutes": flex.minutes,
        "piece_least": flex.piece_least,
        **said(when=write_windows(flex.windows), value=flex.value_id),
    }


def write_task(task: Task, zone: str, known: Collection[str] = ()) -> Document:
    """Of what comes before it only tasks that are `known`; others are no longer there."""
    first = Task(task.id, task.title, task.minutes)
    return {
        **named(task.id, task.title, "tasks"),
        "minutes": task.minutes,
        **said(domain=task.domain_id, value=task.value_id),
        **_unless(first, task, "importance", "demand", "splittable"),
        **_pieces(task, first),
        **said(
            earliest=write_moment(task.earliest_at, zone),
            deadline=write_moment(task.deadline_at, zone, end_of_day=True),
            when=write_windows(task.windows),
            after=[each for each in task.after if each in known],
        ),
        **_unless(first, task, "minutes_done", "done", "first_minutes", "took_minutes", "notes"),
    }


def _pieces(task: Task, first: Task) -> Document:
    if task.splittable:
        return {"piece_least": task.piece_least, "piece_most": task.piece_most}
    return _unless(first, task, "piece_least", "piece_most")


def write_routine(routine: Routine) -> Document:
    first = Routine(routine.id, routine.title, routine.minutes, routine.times_a_week)
    return {
        **named(routine.id, routine.title, "routines"),
        "minutes": routine.minutes,
        "times_a_week": routine.times_a_week,
        **said(when=write_windows(routine.windows), domain=routine.domain_id, value=routine.value_id),
        **_unless(first, routine, "spacing_days", "importance", "demand", "paused"),
    }


def write_season(season: Season, known: Collection[str]) -> Document:
    """Of the life domains that are `known`; a voice that is no longer there says nothing."""
    voices = [f"{each.domain_id} {each.dynamic}" for each in season.emphasis if each.domain_id in known]
    return {
        **named(season.id, season.title, "seasons"),
        "first": season.first.isoformat(),
        "last": season.last.isoformat(),
        **said(
            voices=voices,
            why=season.why,
            looking_back=season.looking_back,
            ended=season.ended_on.isoformat() if season.ended_on else None,
        ),
    }


def write_event_rule(rule: EventRule) -> Document:
    mark = rule.mark
    return {
        **named(rule.id, rule.contains, "event_rules", key=f"{rule.where}_contains"),
        **said(domain=mark.domain_id),
        **{
            key: value
            for key, value in (("ignore", mark.ignored), ("blocking", mark.blocking))
            if value is not None
        },
    }


def write_calendar(entry: CalendarEntry) -> Document:
    return {"file": entry.name, "domain": entry.domain_id}


def write_windows(windows: Iterable[WeeklyWindow]) -> list[str]:
    return [say_window(window) for window in windows]


def write_moment(moment: datetime | None, zone: str, *, end_of_day: bool = False) -> str | None:
    """An instant as the wall clock in `zone` shows it; with an offset where that alone would be unclear.

    Midnight is written as a bare date: the day that begins, or with `end_of_day` the one that ends.
    """
    if moment is None:
        return None
    wall = local(moment, zone)
    if wall.time() == time(0) and instant(wall.date(), time(0), zone) == moment:
        return _day(wall.date(), end_of_day).isoformat()
    if instant(wall.date(), wall.time(), zone) == moment.astimezone(UTC):
        return wall.replace(tzinfo=None).isoformat()
    return wall.isoformat()


def _day(on: date, end_of_day: bool) -> date:
    return on - timedelta(days=1) if end_of_day else on


def named(id: str, name: str, kind: str, *, key: str = "title") -> Document:
    """The name, and the id only where reading would not make the same one of the name."""
    return {key: name} if slug(name, otherwise=kind) == id else {"id": id, key: name}


def said(**entries: object) -> Document:
    """The entries that say something."""
    return {key: value for key, value in entries.items() if value not in (None, "", [])}


def _unless(first: object, thing: object, *keys: str) -> Document:
    """The fields of a thing that differ from its first form."""
    return {key: getattr(thing, key) for key in keys if getattr(thing, key) != getattr(first, key)}
