"""What the page “Tasks” shows: lines that are ready to be set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from counterpoint.desk.matters.tasks import TaskList, tasks_by_weight
from counterpoint.desk.ports import Diary
from counterpoint.domain.planning import Life, Routine, Settings, Task
from counterpoint.domain.planning.one_line import OneLine
from counterpoint.domain.timeline import local
from counterpoint.doors.web import say

A_PAGE = 40


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task or routine as a line."""

    id: str
    title: str
    words: str
    voice: str = ""
    domain: str = ""
    must: bool = False
    could: bool = False
    done: bool = False
    paused: bool = False
    left: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks under one heading; `told` is a plain word about them."""

    name: str
    title: str
    lines: Sequence[TaskLine]
    told: str = ""


@dataclass(frozen=True, slots=True)
class TasksView:
    groups: Sequence[Group]
    passed: Sequence[TaskLine]
    done: Sequence[TaskLine]
    more: Page[Any]
    routines: Sequence[TaskLine]
    tomorrow: date
    empty: bool


def tasks_view(diary: Diary, *, now: datetime, page: str = "1") -> TasksView:
    """`page` counts through what is done, newest first."""
    life, settings = diary.life(), diary.settings().thing
    listed = tasks_by_weight(diary, now=now)

    def lines(kept: Sequence[object]) -> list[TaskLine]:
        return [task_line(each.thing, life, settings, now) for each in kept]  # type: ignore[attr-defined]

    done = Paginator(listed.done[::-1], A_PAGE).get_page(page)
    return TasksView(
        groups=[group for group in _groups(listed, lines(listed.musts), lines(listed.others)) if group.lines],
        passed=lines(listed.passed),
        done=lines(list(done.object_list)),
        more=done,
        routines=[routine_line(each, life, settings) for each in life.routines],
        tomorrow=say.today_of(settings, now),
        empty=not (listed.passed or listed.musts or listed.others or listed.done),
    )


def _groups(listed: TaskList, musts: Sequence[TaskLine], others: Sequence[TaskLine]) -> list[Group]:
    many = _("These are a lot of musts. The plan puts them all first; two or three can really be first.")
    few = 5
    return [
        Group("musts", _("Musts"), musts, many if len(listed.musts) > few else ""),
        Group("others", _("Also to be placed"), others),
    ]


def task_line(task: Task, life: Life, settings: Settings, now: datetime) -> TaskLine:
    domain = life.domain(task.domain_id)
    return TaskLine(
        task.id,
        task.title,
        " · ".join(task_words(task, life, settings, now)),
        voice=domain.sphere if domain else "",
        domain=domain.name if domain else "",
        must=task.importance == "must",
        could=task.importance == "could",
        done=task.done,
        left=say.length(task.minutes_left),
    )


def task_words(task: Task, life: Life, settings: Settings, now: datetime) -> list[str]:
    """What is known of a task beside its title and domain, shortest first."""
    words = [_length(task), str(say.DEMANDS[task.demand])]
    if task.deadline_at:
        words.append(_deadline(task.deadline_at, settings, now))
    if task.earliest_at and task.earliest_at > now:
        start = say.day(local(task.earliest_at, settings.zone).date(), say.today_of(settings, now))
        words.append(_("not before %(day)s") % {"day": start})
    if task.windows:
        words.append(say.windows(task.windows, settings))
    first = [each.title for each in life.tasks if each.id in task.after and not each.done]
    if first and not task.done:
        words.append(_("after %(tasks)s") % {"tasks": ", ".join(f"“{each}”" for each in first)})
    value = life.value(task.value_id)
    if value:
        words.append(_("for %(value)s") % {"value": value.name})
    return words


def _length(task: Task) -> str:
    whole = say.length(task.minutes)
    if task.minutes_done and not task.done:
        return _("%(left)s left of %(whole)s") % {"left": say.length(task.minutes_left), "whole": whole}
    if task.splittable:
        return _("%(whole)s in pieces of %(least)s to %(most)s") % {
            "whole": whole,
            "least": say.length(task.piece_least),
            "most": say.length(task.piece_most),
        }
    return whole


def _deadline(at: datetime, settings: Settings, now: datetime) -> str:
    on = say.deadline(at, settings, now)
    return _("deadline was %(day)s") % {"day": on} if at <= now else _("by %(day)s") % {"day": on}


def routine_line(each: Routine, life: Life, settings: Settings) -> TaskLine:
    domain, value = life.domain(each.domain_id), life.value(each.value_id)
    words = [f"{say.times_a_week(each.times_a_week)}, {say.length(each.minutes)}"]
    if each.spacing_days > 1:
        between = each.spacing_days - 1
        said = ngettext("a day between", "%(days)d days between", between)
        words.append(said % {"days": between})
    if each.windows:
        words.append(say.windows(each.windows, settings))
    if value:
        words.append(_("for %(value)s") % {"value": value.name})
    return TaskLine(
        each.id,
        each.title,
        " · ".join(words),
        voice=domain.sphere if domain else "",
        domain=domain.name if domain else "",
        must=each.importance == "must",
        paused=each.paused,
    )


@dataclass(frozen=True, slots=True)
class Understood:
    """How one line was read: whether it is a task or a routine, in words, and what was assumed."""

    kind: str
    line: TaskLine
    notes: Sequence[str]


def understood(read: OneLine, diary: Diary, *, now: datetime) -> Understood:
    life, settings = diary.life(), diary.settings().thing
    if isinstance(read.thing, Routine):
        return Understood(_("Routine"), routine_line(read.thing, life, settings), read.notes)
    return Understood(_("Task"), task_line(read.thing, life, settings, now), read.notes)
