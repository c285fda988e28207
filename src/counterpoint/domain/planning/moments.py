"""How a moment of a week is said: by its weekday within the week, with a date beyond it.

A midnight at which something is due is the end of the day before, as people say it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from counterpoint.domain.planning.problem import Problem
from counterpoint.domain.timeline import Span, local
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import month_name, weekday_name


def due_words(problem: Problem, moment: datetime) -> str:
    """“Friday 17:00”, “the end of Friday” for the midnight after it; with a date beyond the first week."""
    due = local(moment, problem.zone)
    if due.time() != time(0):
        return f"{_day(problem, due)} {due:%H:%M}"
    return _("the end of %(day)s") % {"day": _day(problem, due - timedelta(hours=1))}


def when_words(problem: Problem, moment: datetime) -> str:
    """“Friday 17:00”; with a date beyond the first week."""
    at = local(moment, problem.zone)
    return f"{_day(problem, at)} {at:%H:%M}"


def length_words(minutes: int) -> str:
    """“45 min”, “2 h”, “2 h 30 min”."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


def day_words(problem: Problem, moment: datetime) -> str:
    """“Friday”; with a date beyond the first week."""
    return _day(problem, local(moment, problem.zone))


def span_words(problem: Problem, span: Span) -> str:
    """“Friday 17:00–18:00”."""
    return f"{when_words(problem, span.start)}–{local(span.end, problem.zone):%H:%M}"


def clock_words(problem: Problem, span: Span) -> str:
    """“11:30–14:00”."""
    return f"{local(span.start, problem.zone):%H:%M}–{local(span.end, problem.zone):%H:%M}"


def date_words(day: date) -> str:
    """“12 December”."""
    return _("%(day)s %(month)s") % {"day": day.day, "month": month_name(day)}


def _day(problem: Problem, at: datetime) -> str:
    week, weekday = problem.first_week, weekday_name(at)
    if week.first <= at.date() < week.next().first:
        return weekday
    return _("%(weekday)s %(day)s %(month)s") % {"weekday": weekday, "day": at.day, "month": month_name(at)}
