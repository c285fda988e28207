"""A line while it is read: its words, what was understood so far, and the thing that it becomes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from counterpoint.domain.energy import Demand
from counterpoint.domain.grammar import Grammar, grammar
from counterpoint.domain.notation import say_duration, slug, up_to_grid
from counterpoint.domain.planning.things import Importance, Routine, Task
from counterpoint.domain.timeline import EVERY_DAY, WeeklyWindow, floor_to_slot, instant
from counterpoint.domain.values import LifeDomain
from counterpoint.domain.words import gettext as _

USUAL_MINUTES = 30
LONGEST_TASK = 1000 * 60
A_DAY = 24 * 60
TAKEN = "\x00"
"""Stands in the line where something was understood."""

_BEFORE, _AFTER = rf"(?<![^\s{TAKEN}(])", rf"(?![^\s{TAKEN},.;:!?)])"


@dataclass(slots=True)
class Draft:
    """The line while it is read, and what is known so far."""

    text: str
    today: date
    zone: str
    domains: tuple[LifeDomain, ...]
    notes: list[str] = field(default_factory=list)
    minutes: int | None = None
    importance: Importance | None = None
    demand: Demand | None = None
    domain_id: str = ""
    pieces: tuple[int, int] | None = None
    times: int | None = None
    days: frozenset[int] | None = None
    hours: tuple[time, time] | None = None
    earliest_at: datetime | None = None
    deadline_at: datetime | None = None
    starts_at: datetime | None = None
    dated: list[str] = field(default_factory=list)
    original: str = ""
    words: Grammar = field(default_factory=grammar)

    def __post_init__(self) -> None:
        self.original = self.text

    def take(self, pattern: str, read: Callable[[re.Match[str]], bool]) -> None:
        """Offer each match, whole words only, to `read` until it understands one; that leaves the line."""
        for found in re.finditer(f"{_BEFORE}(?:{pattern}){_AFTER}", self.text, re.IGNORECASE):
            if read(found):
                self.text = f"{self.text[: found.start()]}{TAKEN}{self.text[found.end() :]}"
                return

    def stands_free(self, found: re.Match[str]) -> bool:
        """Whether a match stands between what was understood, not among the words of the title."""
        before, after = self.text[: found.start()].rstrip(), self.text[found.end() :].lstrip()
        return before.endswith(TAKEN) and (not after or after.startswith(TAKEN))

    def at(self, on: date, at: time = time(0)) -> datetime:
        return instant(on, at, self.zone)

    def title(self) -> str:
        """The words that were left, without what joined them to those that were taken."""
        joined = rf"(?:\s+(?:{self.words.joiners}|,|-))*\s*{TAKEN}[\s,;.]*"
        left = re.sub(joined, f"{TAKEN} ", self.text)
        left = " ".join(left.replace(TAKEN, " ").split()).strip(" ,;-")
        return left or self.original

    def windows(self) -> tuple[WeeklyWindow, ...]:
        if self.days is None and self.hours is None:
            return ()
        return (WeeklyWindow(self.days or EVERY_DAY, *(self.hours or (time(0), time(0)))),)

    def length(self, most: int) -> int:
        if self.minutes is None:
            self.notes.append(
                _("No length is given; %(usual_minutes)s minutes are assumed.")
                % {"usual_minutes": USUAL_MINUTES}
            )
            return USUAL_MINUTES
        minutes = up_to_grid(self.minutes)
        if minutes > most:
            self.notes.append(
                _("%(length)s is more than a day holds; %(length2)s is taken.")
                % {"length": say_duration(minutes), "length2": say_duration(most)}
            )
        elif minutes != self.minutes:
            self.notes.append(
                _("%(minutes)s minutes were rounded up to %(minutes2)s.")
                % {"minutes": self.minutes, "minutes2": minutes}
            )
        return min(minutes, most)

    def task(self) -> Task:
        title, minutes = self.title(), self.length(LONGEST_TASK)
        task = Task(
            id=slug(title, otherwise="task"),
            title=title,
            minutes=minutes,
            domain_id=self.domain_id,
            importance=self.importance or "should",
            demand=self.demand or "steady",
            earliest_at=self.earliest_at,
            deadline_at=self.deadline_at,
            windows=self.windows(),
        )
        if self.starts_at:
            begins = floor_to_slot(self.starts_at)
            task = replace(task, earliest_at=begins, deadline_at=begins + timedelta(minutes=minutes))
        if self.pieces:
            least, most = self.pieces
            task = replace(task, splittable=True, piece_least=min(least, most), piece_most=max(least, most))
        if task.earliest_at and task.deadline_at and task.earliest_at >= task.deadline_at:
            self.notes.append(_("The deadline is not after the earliest time, so this cannot be placed."))
        return task

    def routine(self) -> Routine:
        title = self.title()
        for said in self.dated:
            self.notes.append(
                _("A routine recurs and has no date; “%(said)s” was left out.") % {"said": said}
            )
        if self.pieces:
            self.notes.append(_("A routine is done in one piece each time."))
        return Routine(
            id=slug(title, otherwise="routine"),
            title=title,
            minutes=self.length(A_DAY),
            times_a_week=self.times or 1,
            windows=self.windows(),
            domain_id=self.domain_id,
            importance=self.importance or "should",
            demand=self.demand or "light",
        )
