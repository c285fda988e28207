"""Calendars and events as the pages show them: every word is found here, the templates only set them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from counterpoint.desk.calendars.addresses import masked
from counterpoint.desk.calendars.asking import reading_of, trouble_of
from counterpoint.desk.calendars.belonging import Unplaced, unplaced
from counterpoint.desk.calendars.keeping import account_of
from counterpoint.desk.calendars.marking import Heard
from counterpoint.desk.ports import Diary, Job
from counterpoint.domain.agenda import CalendarSource, Collection, EventRule, Mark, Occurrence
from counterpoint.domain.asking.said import all_of
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import local
from counterpoint.domain.values import LifeDomain
from counterpoint.doors.web import say

MOMENT = timedelta(minutes=1)


@dataclass(frozen=True)
class CalendarLine:
    """One calendar in the list. `percent` is None while nobody knows how far the reading is."""

    source: CalendarSource
    name: str
    domain: LifeDomain | None
    kind: str
    fresh: str
    events: str
    reading: Job | None = None
    percent: int | None = None
    note: str = ""
    replaces: str = ""
    trouble: str = ""
    aside: str = ""
    masked: str = ""
    asked: Unplaced | None = None
    ours: str = ""

    @property
    def own_trouble(self) -> str:
        """What is wrong with this calendar; what is wrong with all of its account is said there, once."""
        return self.source.trouble if self.source.kind == "account" else self.trouble


def line_of(diary: Diary, source: CalendarSource, now: datetime) -> CalendarLine:
    job = reading_of(diary, source)
    domains = {kept.thing.id: kept.thing for kept in diary.domains.all()}
    ours = goes_here(diary, source)
    return CalendarLine(
        source=source,
        name=called(source),
        domain=domains.get(source.domain_id),
        kind=_where_from(diary, source),
        fresh=fresh(source, now),
        events=_of_others(source) if ours else _counted(source),
        reading=job,
        percent=round(job.progress * 100) if job and job.state == "running" else None,
        note=job_note(job) if job else "",
        replaces=_replaced(diary, job),
        trouble="" if job else trouble_of(diary, source),
        aside=_aside(diary, source),
        masked=masked(source.address),
        asked=None if job or ours else unplaced(source, domains.values()),
        ours=ours,
    )


def goes_here(diary: Diary, source: CalendarSource) -> str:
    """What of ours goes into a calendar on a server; what is read from such a one are others’ entries."""
    if source.kind != "account":
        return ""
    found = [kept.thing for kept in diary.shelf(Collection).having(calendar_id=source.id)]
    if any(each.plan for each in found):
        return _("your plan’s calendar")
    return _("bare busy times") if any(each.busy for each in found) else ""


def _where_from(diary: Diary, source: CalendarSource) -> str:
    if source.kind == "feed":
        return _("address at %(server)s") % {"server": masked(source.address).removesuffix("/…")}
    account = account_of(diary, source.id) if source.kind == "account" else None
    return _("account at %(server)s") % {"server": account.name} if account else _("file")


def _counted(source: CalendarSource) -> str:
    if source.refreshed_at is None:
        return ""
    return ngettext("%(n)d event", "%(n)d events", source.events) % {"n": source.events}


def _of_others(source: CalendarSource) -> str:
    if not source.events:
        return ""
    return ngettext("%(n)d event of others", "%(n)d events of others", source.events) % {"n": source.events}


def _aside(diary: Diary, source: CalendarSource) -> str:
    n = len(diary.calendars.findings(source.id).set_aside)
    return ngettext("%(n)d part not read", "%(n)d parts not read", n) % {"n": n} if n else ""


def called(source: CalendarSource) -> str:
    return source.name or masked(source.address).removesuffix("/…") or _("Calendar")


def job_note(job: Job) -> str:
    return _("Waiting for its turn") if job.state == "waiting" else job.note or _("Reading")


def _replaced(diary: Diary, job: Job | None) -> str:
    other = job.payload.get("replaces") if job else None
    return next((called(kept.thing) for kept in diary.calendars.all() if kept.thing.id == other), "")


def fresh(source: CalendarSource, now: datetime) -> str:
    """When it was last read, in words."""
    if source.refreshed_at is None:
        return _("not read yet")
    words = _("read %(ago)s") if source.kind == "file" else _("refreshed %(ago)s")
    return words % {"ago": ago(source.refreshed_at, now)}


def ago(moment: datetime, now: datetime) -> str:
    if now - moment < MOMENT:
        return _("just now")
    return _("%(time)s ago") % {"time": timesince(moment, now, depth=1)}


@dataclass(frozen=True)
class EventLine:
    """One event in a list; `anchor` names it within a page, `query` finds it again.

    `notes` say what differs from the ordinary, `becomes` what it is in the week.
    """

    query: str
    anchor: str
    day: str
    time: str
    title: str
    where: str
    domain: LifeDomain | None
    notes: tuple[str, ...]
    becomes: str
    left_out: bool
    focus: bool = False


@dataclass(frozen=True)
class EventDay:
    name: str
    events: tuple[EventLine, ...]


def event_line(
    heard: Heard, domains: Mapping[str, LifeDomain], settings: Settings, now: datetime, *, focus: bool = False
) -> EventLine:
    each, fact = heard.occurrence, heard.fact
    other = fact.domain_id if fact and fact.domain_id != heard.calendar.domain_id else ""
    return EventLine(
        query=urlencode({"key": each.key, "at": each.span.start.isoformat()}),
        anchor=anchor(each),
        day=_day(each, settings, now),
        time=_time(each, settings),
        title=each.title.strip() or _("(without a title)"),
        where=each.location.strip(),
        domain=domains.get(other),
        notes=tuple(notes(heard)),
        becomes=_becomes(heard, domains),
        left_out=fact is None,
        focus=focus,
    )


def anchor(each: Occurrence) -> str:
    return "event-" + hashlib.sha256(each.key.encode()).hexdigest()[:12]


@dataclass
class Change:
    """What a rule would change in events of one title: as they are now and as they would be."""

    title: str
    day: str
    time: str
    before: str
    after: str
    times: int = 0


def changes_of(
    touched: Iterable[tuple[Heard, Heard]],
    domains: Mapping[str, LifeDomain],
    settings: Settings,
    now: datetime,
) -> list[Change]:
    """Events of the same title to which the same happens are one change, shown at the first of them."""
    changes: dict[tuple[str, str, str], Change] = {}
    for before, after in touched:
        line = event_line(after, domains, settings, now)
        was = event_line(before, domains, settings, now).becomes
        alike = (line.title, was, line.becomes)
        changes.setdefault(alike, Change(line.title, line.day, line.time, was, line.becomes)).times += 1
    return list(changes.values())


def by_day(lines: Iterable[EventLine]) -> tuple[EventDay, ...]:
    days: dict[str, list[EventLine]] = {}
    for line in lines:
        days.setdefault(line.day, []).append(line)
    return tuple(EventDay(name, tuple(events)) for name, events in days.items())


def notes(heard: Heard) -> list[str]:
    """What becomes of an event, where that is not what one would expect, and on whose word."""
    each, fact = heard.occurrence, heard.fact
    said = []
    if each.status == "cancelled":
        said.append(_("cancelled"))
    elif fact is None:
        said.append(_("left out"))
    elif not fact.blocking:
        said.append(_("takes no time"))
    elif each.all_day or not each.blocking:
        said.append(_("takes time"))
    if each.status == "tentative":
        said.append(_("tentative"))
    if heard.own != Mark() or heard.series != Mark():
        said.append(_("your word"))
    elif heard.by_rule:
        said.append(_("by your rule “%(text)s”") % {"text": heard.rules[-1].contains})
    return said


def _becomes(heard: Heard, domains: Mapping[str, LifeDomain]) -> str:
    if heard.fact is None:
        return _("left out")
    domain = domains.get(heard.fact.domain_id)
    time = _("takes time") if heard.fact.blocking else _("takes no time")
    return f"{domain.name}, {time}" if domain else time


def effect_words(mark: Mark, domains: Mapping[str, LifeDomain]) -> str:
    """A mark as half a sentence: “belongs to Family and takes no time”."""
    said = []
    if mark.domain_id:
        domain = domains.get(mark.domain_id)
        said.append(
            _("belongs to %(domain)s") % {"domain": domain.name if domain else _("a domain that is gone")}
        )
    if mark.ignored:
        said.append(_("is left out"))
    elif mark.blocking is not None:
        said.append(_("takes time") if mark.blocking else _("takes no time"))
    return all_of(said) or _("as usual")


def rule_words(rule: EventRule) -> str:
    words = _("Title contains “%(text)s”") if rule.where == "title" else _("Organiser contains “%(text)s”")
    return words % {"text": rule.contains}


def _day(each: Occurrence, settings: Settings, now: datetime) -> str:
    today = say.today_of(settings, now)
    on = each.first_on or local(each.span.start, settings.zone).date()
    words = say.day(on, today)
    dated = date_format(on, "j F" if on.year == today.year else "j F Y")
    if abs((on - today).days) <= 1:
        return f"{words[:1].upper()}{words[1:]}, {dated}"
    return f"{say.DAYS[on.weekday()]}, {dated}"


def _time(each: Occurrence, settings: Settings) -> str:
    start, end = local(each.span.start, settings.zone), local(each.span.end, settings.zone)
    if each.all_day:
        days = (each.until_on - each.first_on).days if each.until_on and each.first_on else 1
        return _("all day") if days <= 1 else ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    if start == end:
        return say.clock(start.time(), settings)
    words = f"{say.clock(start.time(), settings)}–{say.clock(end.time(), settings)}"
    days = (end.date() - start.date()).days
    return words if not days else f"{words} (+{days})"
