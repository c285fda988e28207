"""Markers: kept a week at a time, and each compared with one's own usual."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from counterpoint.desk.ports import Diary, Kept, NotThere
from counterpoint.desk.week.which import week_of
from counterpoint.domain.living import Pause
from counterpoint.domain.planning.regroup import MIDDLE
from counterpoint.domain.reviews import ALL_MARKERS, Marker, MarkerLine, Markers, markers_id
from counterpoint.domain.timeline import DAY, Span, Week, instant
from counterpoint.engines.statistics.markers import line_of

A_YEAR = timedelta(days=366)
MOST_DAYS = 4
"""A week of which this many days belong to a time in which life happened is left out of every comparison."""


def markers_of(diary: Diary, week: Week) -> Markers | None:
    """What was said of a week, if anything."""
    try:
        return diary.dated(Markers).get(markers_id(week.first)).thing
    except NotThere:
        return None


def keep_markers(
    diary: Diary, week: Week, answers: Mapping[Marker, int | None], now: datetime
) -> Kept[Markers]:
    """Keeps answers (0–10) of a week over earlier ones; None and what is not named leave them as they are."""
    said: dict[str, Any] = {marker: answer for marker, answer in answers.items() if answer is not None}
    shelf = diary.dated(Markers)
    with diary.together():
        try:
            kept = shelf.get(markers_id(week.first))
        except NotThere:
            return shelf.add(Markers(markers_id(week.first), now, week.first, **said))
        changed = replace(kept.thing, at=now, **said)
        return shelf.change(changed, version=kept.version)


def marker_lines(diary: Diary, now: datetime) -> tuple[MarkerLine, ...]:
    """Every marker that was ever answered in the last year, against one's own usual."""
    zone = diary.settings().thing.zone
    said = [kept.thing for kept in diary.dated(Markers).within(Span(now - A_YEAR, now + DAY))]
    pauses = [kept.thing for kept in diary.dated(Pause).all()]
    counted = sorted(
        (each for each in said if not _life_happened(each.week, pauses, zone, now)),
        key=lambda each: each.week,
    )
    if not counted:
        return ()
    last = max(counted[-1].week, week_of(diary, now).first - timedelta(weeks=1))
    series = {
        marker: tuple((each.week, answer) for each in counted if (answer := each.of(marker)) is not None)
        for marker in ALL_MARKERS
    }
    return tuple(line_of(marker, weeks, until=last) for marker, weeks in series.items() if weeks)


def follow_week_start(diary: Diary, week_start: int) -> None:
    """Where weeks begin on another day now, what was said of a week is said of the one with most of its days.

    Said of two weeks that are one now, each answer that was given later counts.
    """
    shelf = diary.dated(Markers)
    before = tuple(kept.thing for kept in shelf.all())
    after: dict[str, Markers] = {}
    for each in before:
        week = Week.holding(each.week + MIDDLE, week_start=week_start).first
        moved = replace(each, id=markers_id(week), week=week)
        after[moved.id] = _over(after[moved.id], moved) if moved.id in after else moved
    if before != tuple(after.values()):
        for each in before:
            shelf.remove(each.id)
        for each in after.values():
            shelf.add(each)


def _over(earlier: Markers, later: Markers) -> Markers:
    said: dict[str, Any] = {
        marker: later.of(marker) if later.of(marker) is not None else earlier.of(marker)
        for marker in ALL_MARKERS
    }
    return replace(later, **said)


def _life_happened(week: date, pauses: list[Pause], zone: str, now: datetime) -> bool:
    days = [week + timedelta(days=n) for n in range(7)]
    paused = [day for day in days if any(_touches(pause, day, zone, now) for pause in pauses)]
    return len(paused) >= MOST_DAYS


def _touches(pause: Pause, day: date, zone: str, now: datetime) -> bool:
    whole = Span(instant(day, time(0), zone), instant(day + DAY, time(0), zone))
    return Span(pause.at, max(pause.at, pause.until or now)).overlaps(whole)
