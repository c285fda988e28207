"""From what a calendar says to what the planner takes as given: a person's own word on events comes first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from counterpoint.domain.agenda.occurrences import Occurrence
from counterpoint.domain.timeline import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person says of an event: other domain, ignored, or (not) blocking. None leaves it as it is."""

    domain_id: str | None = None
    ignored: bool | None = None
    blocking: bool | None = None

    def over(self, earlier: Mark) -> Mark:
        """This word where it says something, the `earlier` one where it is silent."""
        return Mark(
            earlier.domain_id if self.domain_id is None else self.domain_id,
            earlier.ignored if self.ignored is None else self.ignored,
            earlier.blocking if self.blocking is None else self.blocking,
        )


@dataclass(frozen=True, slots=True)
class EventRule:
    """A mark for every event whose title or organiser contains a text (case does not matter)."""

    id: str
    where: Literal["title", "organiser"]
    contains: str
    mark: Mark

    def speaks_of(self, occurrence: Occurrence) -> bool:
        text = occurrence.title if self.where == "title" else occurrence.organiser
        return bool(self.contains) and self.contains.casefold() in text.casefold()


@dataclass(frozen=True, slots=True)
class Fact:
    """An event as the planner sees it: given, never moved. A fact that does not block takes no time.

    `location` is what its calendar says of where it is; `sequence`, which revision of it this is (RFC 5545
    §3.8.7.4).
    """

    key: str
    title: str
    span: Span
    domain_id: str
    blocking: bool = True
    all_day: bool = False
    calendar_id: str = ""
    organiser: str = ""
    location: str = ""
    sequence: int = field(default=0, repr=False, compare=False)


def facts_of(
    occurrences: Iterable[Occurrence],
    *,
    calendar_id: str,
    domain_id: str,
    rules: Iterable[EventRule] = (),
    marks: Mapping[str, Mark] | None = None,
) -> tuple[Fact, ...]:
    """The facts of one calendar. A later rule outweighs an earlier one; a mark outweighs all rules.

    `marks` are keyed by an occurrence's key or by its UID (the whole series). An all-day event takes no
    time unless a rule or a mark says that it blocks: most of them are birthdays and holidays, not
    appointments.
    """
    rules, marks = tuple(rules), marks or {}
    marked = ((each, _mark(each, domain_id, rules, marks)) for each in occurrences)
    return tuple(
        _fact(each, mark, calendar_id, domain_id)
        for each, mark in marked
        if not mark.ignored and each.status != "cancelled"
    )


def _mark(each: Occurrence, domain_id: str, rules: tuple[EventRule, ...], marks: Mapping[str, Mark]) -> Mark:
    mark = Mark(domain_id, False, each.blocking and not each.all_day)
    for rule in rules:
        if rule.speaks_of(each):
            mark = rule.mark.over(mark)
    for key in (each.uid, each.key):
        mark = marks.get(key, Mark()).over(mark)
    return mark


def _fact(each: Occurrence, mark: Mark, calendar_id: str, domain_id: str) -> Fact:
    return Fact(
        key=f"{calendar_id}/{each.key}",
        title=each.title,
        span=each.span,
        domain_id=mark.domain_id or domain_id,
        blocking=bool(mark.blocking) and each.span.minutes > 0,
        all_day=each.all_day,
        calendar_id=calendar_id,
        organiser=each.organiser,
        location=each.location,
        sequence=each.sequence,
    )
