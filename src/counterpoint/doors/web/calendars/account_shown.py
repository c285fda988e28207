"""Calendar accounts as the pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from counterpoint.desk.calendars.belonging import unplaced
from counterpoint.desk.ports import Diary, Job
from counterpoint.desk.syncing.choosing import Offered, kept_of
from counterpoint.desk.syncing.due import broke_off, syncing
from counterpoint.domain.agenda import CalendarAccount, CalendarSource, Collection, Resource
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import local
from counterpoint.domain.values import LifeDomain
from counterpoint.doors.web import say
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.calendars.shown import CalendarLine, ago, line_of

MOST_ASIDE = 50


@dataclass(frozen=True)
class Aside:
    """An entry that could not be had or read: the last part of its address, why, and what happens next."""

    calendar: str
    name: str
    why: str
    then: str


@dataclass(frozen=True)
class HowItIs:
    """How it is with an account, in a sentence, and what comes next; `job` is the visit that is under way."""

    words: str
    then: str = ""
    trouble: bool = False
    job: Job | None = None


@dataclass(frozen=True)
class AccountShown:
    account: CalendarAccount
    state: HowItIs
    lines: tuple[CalendarLine, ...]
    aside: tuple[Aside, ...]
    more_aside: int

    @property
    def job(self) -> Job | None:
        return self.state.job

    @property
    def locked(self) -> bool:
        return self.account.state == "locked"


def account_shown(diary: Diary, account: CalendarAccount, now: datetime) -> AccountShown:
    settings = diary.settings().thing
    kept = kept_of(diary, account.id)
    aside = [
        _aside(source, each, settings, now)
        for collection, source in kept
        for each in diary.resources.aside(collection.id)
    ]
    return AccountShown(
        account,
        how_it_is(diary, account, now),
        tuple(line_of(diary, source, now) for _collection, source in kept),
        tuple(aside[:MOST_ASIDE]),
        max(0, len(aside) - MOST_ASIDE),
    )


def how_it_is(diary: Diary, account: CalendarAccount, now: datetime) -> HowItIs:
    job, broke = syncing(diary, account.id), broke_off(diary, account.id)
    used = bool(diary.shelf(Collection).having(account_id=account.id))
    trouble = account.state == "locked" or bool(job is None and (broke or account.trouble))
    if broke and account.state == "well":
        return HowItIs(_broken(broke), trouble=True)
    then = "" if broke else _then(account, job, used, diary.settings().thing, now)
    return HowItIs(_state(account, job, used, now), then, trouble, job)


def _state(account: CalendarAccount, job: Job | None, used: bool, now: datetime) -> str:
    if account.state == "locked":
        return _("It is not asked at the moment. %(why)s") % {"why": account.trouble}
    if job is not None:
        return _("It is being asked for what is new.")
    if account.trouble and not account.failures:
        return account.trouble
    if account.trouble:
        return _("The last time did not work. %(why)s") % {"why": account.trouble}
    if not used:
        return _("It let you in.")
    if account.synced_at is None:
        return _("It has not been asked yet.")
    return _("All was well %(when)s.") % {"when": ago(account.synced_at, now)}


def _broken(why: str) -> str:
    return _("The last time it broke off. %(why)s It is asked again when you press “Ask now”.") % {"why": why}


def _then(account: CalendarAccount, job: Job | None, used: bool, settings: Settings, now: datetime) -> str:
    if account.state == "locked" or job is not None or not used:
        return ""
    if account.trouble and not account.failures:  # half-way: the worker goes on when it looks next
        return _("That is within a few minutes.")
    if account.again_at is None or account.again_at <= now:
        return _("It is asked again in a moment.")
    return _("It is asked again %(when)s.") % {"when": _moment(account.again_at, settings, now)}


def _moment(at: datetime, settings: Settings, now: datetime) -> str:
    here = local(at, settings.zone)
    clock = say.clock(here.time(), settings)
    today = say.today_of(settings, now)
    if here.date() == today:
        return _("at %(time)s") % {"time": clock}
    return _("%(day)s at %(time)s") % {"day": say.day(here.date(), today), "time": clock}


def _aside(source: CalendarSource, each: Resource, settings: Settings, now: datetime) -> Aside:
    then = (
        _("It is asked for again %(when)s.") % {"when": _moment(each.again_at, settings, now)}
        if each.again_at
        else _("It is asked for again when it changes, or when you press “Ask now”.")
    )
    return Aside(source.name, each.href.rpartition("/")[2], each.why, then)


@dataclass(frozen=True)
class Choice:
    """A calendar that can be chosen; `field` is the name of its own list of life domains."""

    url: str
    name: str
    field: str
    kept: CalendarSource | None
    read_only: bool
    likely: str = ""


def choices(found: tuple[Offered, ...], domains: list[LifeDomain]) -> list[Choice]:
    return [_choice(each, domains) for each in found]


def _choice(each: Offered, domains: list[LifeDomain]) -> Choice:
    there = each.calendar
    asked = unplaced(CalendarSource("", there.name, ""), domains)
    likely = asked.likely.id if asked and asked.likely else ""
    return Choice(there.url, there.name, field_of(there.url), each.kept, there.writable is False, likely)


def field_of(url: str) -> str:
    return "domain-" + sha256(url.encode()).hexdigest()[:12]


def added_words(names: int) -> str:
    return ngettext(
        "%(n)d calendar is kept here now. Its events appear as soon as they are read.",
        "%(n)d calendars are kept here now. Their events appear as soon as they are read.",
        names,
    ) % {"n": names}


def still_asking(request: PersonRequest, id: str, *, gone: bool = False) -> HttpResponse | None:
    """The short answer to a page that looks whether its account is still being asked; None for the whole of
    it. `gone`: what the page shows is no longer there, so all of it is to be loaded anew.
    """
    if request.GET.get("as") != "state":
        return None
    if syncing(request.diary, id):
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Refresh": "true"}) if gone else None
