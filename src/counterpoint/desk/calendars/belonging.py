"""Calendars of which nobody has said to which part of a life they belong, and saying it in one press."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterpoint.desk.calendars.keeping import change
from counterpoint.desk.ports import Diary, NotThere
from counterpoint.domain.agenda import CalendarSource, Fact
from counterpoint.domain.agenda.belonging import likely_domain
from counterpoint.domain.values import LifeDomain
from counterpoint.domain.words import gettext as _


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A calendar without a life domain, the domain that its name makes likely, and the others."""

    calendar: CalendarSource
    likely: LifeDomain | None
    others: tuple[LifeDomain, ...]


def unplaced(source: CalendarSource, domains: Iterable[LifeDomain]) -> Unplaced | None:
    """What there is to choose for this calendar; None where it has a domain, or there is none to choose."""
    domains = tuple(domains)
    if not domains or any(each.id == source.domain_id for each in domains):
        return None
    likely = likely_domain(source.name, domains)
    return Unplaced(source, likely, tuple(each for each in domains if each != likely))


def unplaced_among(diary: Diary, facts: Iterable[Fact]) -> tuple[Unplaced, ...]:
    """The calendars without a life domain that have events among these which belong to no part of life."""
    here = {each.calendar_id for each in facts if not each.domain_id}
    domains = [kept.thing for kept in diary.domains.all()] if here else []
    sources = (kept.thing for kept in diary.calendars.all() if kept.thing.id in here) if domains else ()
    found = (unplaced(each, domains) for each in sources)
    return tuple(each for each in found if each is not None)


def belongs_to(diary: Diary, id: str, domain_id: str) -> CalendarSource:
    """Gives a calendar its life domain. Raises NotThere when one of the two is gone."""
    with diary.together():
        if not any(kept.thing.id == domain_id for kept in diary.domains.all()):
            raise NotThere(_("This life domain is no longer there."), advice=_("Choose another one."))
        return change(diary, id, domain_id=domain_id)
