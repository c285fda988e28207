"""Plan a week from files alone: a life and some calendars, nothing kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePath

from counterpoint.desk.calendars.reading import AgendaRead, AskedWindow
from counterpoint.desk.planning.weeks import plan_week
from counterpoint.domain.agenda import Fact, facts_of
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Life, Plan
from counterpoint.domain.planning.identity import recognise
from counterpoint.domain.planning.intake import CalendarEntry, LifeRead
from counterpoint.domain.timeline import DAY, Span, Week
from counterpoint.domain.words import gettext as _

ReadAgenda = Callable[[Sequence[str], AskedWindow, str | None], AgendaRead]


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar by its path, and the life domain (id or name) that was named with it, if any."""

    path: str
    domain: str = ""


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """A plan with all that is shown beside it; `agenda` says what was doubtful in the calendars.

    It reaches over `weeks` weeks from that of the plan on.
    """

    life: Life
    plan: Plan
    facts: tuple[Fact, ...]
    agenda: AgendaRead
    notes: tuple[str, ...]
    weeks: int = 1

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.plan.week.first + n * DAY for n in range(7 * self.weeks))


class NoSuchDomain(CounterpointError):
    """A calendar was given a domain that the life does not have."""


def plan_from_files(
    read: LifeRead,
    calendars: Iterable[CalendarFile],
    week: Week,
    *,
    now: datetime,
    read_agenda: ReadAgenda,
    whole: bool = False,
    weeks: int = 1,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 0,
    proofs: bool = True,
) -> PlannedWeek:
    """The week, or up to four from it on, as they could be lived.

    Of a week that has begun, only what is ahead of `now` is planned, unless `whole`; a week that is over is
    planned as a whole, for a look. Proofs come with one week alone, unless they are not wanted. Raises
    NoSuchDomain and what reading and planning raise (FirmClash).
    """
    life, notes = read.life, list(read.notes)
    agenda, facts = facts_in_files(read, calendars, week, weeks=weeks, read_agenda=read_agenda, notes=notes)
    span = Span(week.span(life.zone).start, week.next(weeks - 1).span(life.zone).end)
    begins = _begins(span, now, whole, notes)
    plan = plan_week(
        life,
        facts,
        week,
        now=begins,
        weeks=weeks,
        seconds=seconds,
        iterations=iterations,
        seed=seed,
        proofs=proofs and weeks == 1,
    )
    plan = replace(plan, blocks=recognise(plan.blocks, (), within=week.name))
    here = tuple(each for each in facts if each.span.overlaps(span))
    return PlannedWeek(life, plan, here, agenda, tuple(notes), weeks)


def facts_in_files(
    read: LifeRead,
    calendars: Iterable[CalendarFile],
    week: Week,
    *,
    weeks: int,
    read_agenda: ReadAgenda,
    notes: list[str],
) -> tuple[AgendaRead, tuple[Fact, ...]]:
    """What calendars say of some weeks and a day on either side; what was assumed is added to `notes`."""
    life, files = read.life, _once(calendars)
    owner = {file.path: _domain_of(file, life, read.calendars, notes) for file in files}
    days = AskedWindow(week.first - DAY, week.next(weeks).first + DAY)
    agenda = read_agenda([file.path for file in files], days, life.zone)
    return agenda, _facts(agenda, owner, life)


def _named(said: str, life: Life) -> str:
    """The id of the domain that a word names, by id or by name."""
    for each in life.domains:
        if said.casefold() in (each.id.casefold(), each.name.casefold()):
            return each.id
    there = ", ".join(each.id for each in life.domains) or _("none yet")
    raise NoSuchDomain(
        _("There is no life domain called “%(said)s”.") % {"said": said},
        advice=_("There are: %(there)s.") % {"there": there},
        field="calendar",
    )


def _once(calendars: Iterable[CalendarFile]) -> list[CalendarFile]:
    """Each file once; the last word on its domain holds."""
    return list({each.path: each for each in calendars}.values())


def _begins(span: Span, now: datetime, whole: bool, notes: list[str]) -> datetime | None:
    if span.end <= now and not whole:
        notes.append(_("This week is over; it is planned as a whole, for a look."))
    return now if not whole and now < span.end else None


def _facts(agenda: AgendaRead, owner: dict[str, str], life: Life) -> tuple[Fact, ...]:
    facts = (
        fact
        for path, each in agenda.agendas
        for fact in facts_of(
            each.occurrences, calendar_id=path, domain_id=owner[path], rules=life.event_rules
        )
    )
    return tuple(sorted(facts, key=lambda fact: (fact.span, fact.key)))


def _domain_of(file: CalendarFile, life: Life, entries: Sequence[CalendarEntry], notes: list[str]) -> str:
    """The domain of a calendar: named with it, named for it in the life, else the only one of work."""
    if file.domain:
        return _named(file.domain, life)
    name = PurePath(file.path).name
    entry = next((each for each in entries if each.name in (file.path, name)), None)
    if entry:
        return entry.domain_id
    work = [each for each in life.domains if each.sphere == "work"]
    if len(work) == 1:
        notes.append(
            _("“%(name)s” is taken as %(name2)s. Name it under [[calendars]] to say otherwise.")
            % {"name": name, "name2": work[0].name}
        )
        return work[0].id
    notes.append(
        _("“%(name)s” belongs to no part of this life yet. Name it under [[calendars]].") % {"name": name}
    )
    return ""
