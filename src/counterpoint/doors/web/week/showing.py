"""A week for the templates and for the grid: days of entries, and plain data without a word of HTML in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from counterpoint import wiring
from counterpoint.desk.calendars.belonging import unplaced_among
from counterpoint.desk.planning.background import best_so_far, offer_of
from counterpoint.desk.syncing.going_out import goes_out
from counterpoint.desk.week.crossings import disturbed_by
from counterpoint.desk.week.days import day_of
from counterpoint.desk.week.look import WeekView
from counterpoint.domain.agenda import Together
from counterpoint.domain.living import Pause
from counterpoint.domain.planning import Crossing, LeftOut, Plan
from counterpoint.domain.timeline import Span, local
from counterpoint.doors.web import say
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.bend_offers import offer
from counterpoint.doors.web.week.clock import settings_of, wall
from counterpoint.doors.web.week.elsewhere import changes_of_clock, clock_words, days_elsewhere
from counterpoint.doors.web.week.entries import entries_of
from counterpoint.doors.web.week.entry import Entry, in_order
from counterpoint.doors.web.week.events import together_shown
from counterpoint.doors.web.week.hours import hours_shown
from counterpoint.doors.web.week.how_far import goes_there, plan_words
from counterpoint.doors.web.week.together import choices, days_title, planned_until, planned_with
from counterpoint.doors.web.week.ways import ways_between

PARTS = ("head", "words", "aside", "list")


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    """One day with all that is on it."""

    on: date
    name: str
    today: bool
    clock: str
    entries: tuple[Entry, ...]


def days_of(view: WeekView, entries: Sequence[Entry]) -> tuple[DayOfWeek, ...]:
    today = local(view.now, view.life.zone).date()
    return tuple(
        DayOfWeek(
            day,
            date_format(day, "l j F"),
            day == today,
            clock_words(view, day),
            tuple(
                each for each in entries if each.on == day or (each.all_day and _runs_over(each, day, view))
            ),
        )
        for day in view.week.days
    )


def _runs_over(entry: Entry, day: date, view: WeekView) -> bool:
    return wall(entry.span.start, view).date() <= day < wall(entry.span.end, view).date()


def context_of(view: WeekView) -> dict[str, Any]:
    """What every template of the room may speak of."""
    entries = entries_of(view)
    job = view.job
    return {
        "view": view,
        "entries": entries,
        "week": view.week.name,
        "title": days_title(view.week),
        "days": days_of(view, in_order([*entries, *ways_between(view), *changes_of_clock(view)])),
        "busy": is_under_way(view),
        "percent": round(100 * job.progress) if job else 0,
        "good_words": good_words(view),
        "refused": refusal(view),
        "offered": offer_of(job) is not None,
        "several": choices(view),
        "planned_until": planned_until(view),
        "elsewhere": list(days_elsewhere(view)),
        "planned_with": list(planned_with(view)),
        "job_id": job.id if job else "",
        "before": view.week.next(-1).name,
        "after": view.week.next().name,
        "left_out": [_left_out(each, view) for each in view.left_out],
        "crossings": [_crossing(each, view) for each in view.crossings],
        "together": [_together(each, view) for each in view.together],
        "pause": _pause(view),
        "has_protected": any(entry.look == "protected" for entry in entries),
    }


def beside(request: PersonRequest, view: WeekView) -> dict[str, Any]:
    """What calendars have to do with this week: those with events in it of which nobody said to which part
    of life they belong, and the one into which its plan goes.
    """
    goes = goes_out(request.diary)
    return {
        "unplaced": unplaced_among(request.diary, view.facts),
        "goes": goes,
        "see_why": bool(goes and goes_there(view, goes) and goes.is_held_up),
        "plan_words": plan_words(view, goes, subscribed=wiring.feed_of(request.user) is not None),
    }


def is_under_way(view: WeekView) -> bool:
    return view.job is not None and view.job.state in ("waiting", "running")


def good_words(view: WeekView) -> list[str]:
    """Which days cannot be better, of the others it is not known; and how long the plan was looked for."""
    told, days = [], [date_format(each, "l") for each in view.proven]
    if days:
        words = _(
            "With the other days as they are, nothing better is possible by what you said matters on:"
            " %(days)s. That is proven; of other days it is not known."
        )
        told.append(words % {"days": ", ".join(days)})
    if view.iterations:
        words = ngettext(
            "It is the best of what was found in %(seconds)s seconds, in which %(count)s change was tried.",
            "It is the best of what was found in %(seconds)s seconds, in which %(count)s changes were tried.",
            view.iterations,
        )
        numbers = {
            "seconds": number_format(round(view.seconds, 1), 1),
            "count": number_format(view.iterations, force_grouping=True),
        }
        told.append(words % numbers)
    return told


def refusal(view: WeekView) -> dict[str, Any] | None:
    """Why the last planning found no plan: the person's own firm rules that cannot hold together."""
    if view.job is None or not view.job.result or is_under_way(view):
        return None
    told = view.job.result.get("refused")
    return {**told, "room": reverse("matters")} if told else None


def _left_out(each: LeftOut, view: WeekView) -> dict[str, Any]:
    return {
        "thing": each,
        "length": say.length(each.minutes),
        "room": room_of(each.kind),
        "place": reverse("week_place", args=[view.week.name, each.item_id]),
        "what_if": reverse("week_what_if", args=[view.week.name, each.item_id]),
        "why_not": reverse("week_why_left_out", args=[view.week.name, each.item_id]),
    }


def room_of(kind: str) -> str:
    """Where a person changes what a block is a piece of."""
    rooms = {"task": "tasks", "routine": "tasks", "give_back": "boundaries"}
    return reverse(rooms.get(kind, "matters"))


def _crossing(each: Crossing, view: WeekView) -> dict[str, Any]:
    bends = offer(each.protected_id, each.protected, each.span, settings_of(view), view.now)
    return {"event": each.event, "protected": each.protected, "offer": bends}


def _together(several: Together, view: WeekView) -> dict[str, Any]:
    day = date_format(day_of(several.facts[0].span.start, view), "l j F")
    return {"day": day, "events": together_shown(view, several)}


def _pause(view: WeekView) -> dict[str, Any] | None:
    """The pause that reaches into this week, the latest first: since when, and whether it still holds."""
    span = view.week.span(view.life.zone)
    here = (each for each in reversed(view.life.pauses) if _reaches(each, span))
    pause = next(here, None)
    if pause is None:
        return None
    holds = pause.holds(view.now)
    day, until = (wall(moment, view) for moment in (pause.at, pause.until or pause.at))
    return {
        "holds": holds,
        "since": date_format(day, "l j F"),
        "until": date_format(until, "l j F") if pause.until else "",
    }


def _reaches(pause: Pause, span: Span) -> bool:
    return pause.at < span.end and (pause.until is None or span.start < pause.until)


def state_of(request: PersonRequest, view: WeekView, **more: Any) -> dict[str, Any]:
    """Everything that the page needs to be up to date: entries as data, and its parts as they are now."""
    context = {**context_of(view), **beside(request, view)}
    parts = {name: render_to_string(f"week/parts/{name}.html", context, request) for name in PARTS}
    return {
        "version": view.version,
        "busy": is_under_way(view),
        "percent": context["percent"],
        "job": context["job_id"],
        "parts": parts,
        **grid_of(view, context["entries"]),
        **more,
    }


def grid_of(view: WeekView, entries: list[Entry]) -> dict[str, Any]:
    """What the grid draws of the week's entries: while a better plan is being looked for, the best so far."""
    best = best_so_far(view.job, view.week) if is_under_way(view) else None
    shown = _with_plan(view, best) if best else view
    entries = entries_of(shown) if best else entries
    first, last = hours_shown(shown, entries)
    ways = [each for each in ways_between(shown) if each.span.minutes]
    return {
        "entries": [_plain(entry, shown, preview=best is not None) for entry in (*entries, *ways)],
        "from": f"{first:02d}:00:00",
        "till": f"{last:02d}:00:00",
        "first": view.week.first.isoformat(),
        "days": [_day_named(day, view) for day in view.week.days],
        "firstDay": (view.week.first.weekday() + 1) % 7,
        "clock": view.life.clock,
        "now": wall(view.now, view).isoformat(timespec="seconds"),
    }


def _day_named(day: date, view: WeekView) -> dict[str, str]:
    clock, name = clock_words(view, day), date_format(day, "l j F")
    return {
        "on": day.isoformat(),
        "short": str(say.SHORT_DAYS[day.weekday()]),
        "number": str(day.day),
        "clock": clock,
        "long": f"{name}, {clock}" if clock else name,
    }


def _with_plan(view: WeekView, plan: Plan) -> WeekView:
    """The view with another plan in it, for a look at what is still being worked on."""
    return replace(view, blocks=plan.blocks, disturbed=disturbed_by(view.facts, plan.blocks), protected=())


def _plain(entry: Entry, view: WeekView, *, preview: bool) -> dict[str, Any]:
    start, end = _on_the_wall(entry.span, view)
    return {
        "id": entry.id,
        "title": entry.title,
        "start": (start.date() if entry.all_day else start).isoformat(),
        "end": (_whole_days(start, end) if entry.all_day else end).isoformat(),
        "allDay": entry.all_day,
        "minutes": entry.span.minutes,
        "times": entry.times,
        "voice": entry.voice,
        "look": entry.look,
        "mark": entry.mark.letter if entry.mark else "",
        "pinned": entry.pinned,
        "state": entry.state,
        "crossing": entry.crossing,
        "notes": list(entry.notes),
        "spoken": entry.spoken,
        "url": "" if preview else entry.url,
        "movable": entry.movable and not preview,
    }


def _on_the_wall(span: Span, view: WeekView) -> tuple[datetime, datetime]:
    """Start and end as the wall clock shows them; where it is put back, the end still is after the start."""
    start, end = wall(span.start, view), wall(span.end, view)
    return start, end if end > start else start + timedelta(minutes=max(span.minutes, 1))


def _whole_days(start: datetime, end: datetime) -> date:
    last = end.date() if end.time() == datetime.min.time() else end.date() + timedelta(days=1)
    return max(last, start.date() + timedelta(days=1))


def now_utc() -> datetime:
    """The one place where this room looks at the clock."""
    return timezone.now()
