"""Bare busy times in an account as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from counterpoint.desk.ports import Diary
from counterpoint.desk.syncing.busy_there import BusyThere, busy_there
from counterpoint.domain.agenda import CalendarAccount, CalendarSource, Collection
from counterpoint.doors.web.calendars.account_shown import HowItIs, how_it_is
from counterpoint.doors.web.calendars.shown import called


@dataclass(frozen=True)
class SourceShown:
    """A calendar whose times could go there, and whether they do."""

    id: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class BusyShown:
    there: BusyThere
    sources: tuple[SourceShown, ...]
    asked: HowItIs
    state: str

    @property
    def told(self) -> str:
        """The names of the calendars whose times go there."""
        return ", ".join(each.name for each in self.sources if each.chosen)


def busy_shown(
    diary: Diary, account_id: str, now: datetime, chosen: Iterable[str] | None = None
) -> BusyShown:
    there = busy_there(diary, account_id, now=now)
    goes = set(there.place.busy_from if there.place else ()) if chosen is None else set(chosen)
    sources = (SourceShown(each.id, called(each), each.id in goes) for each in there.sources)
    return BusyShown(there, tuple(sources), how_it_is(diary, there.account, now), _state(there))


def _state(there: BusyThere) -> str:
    place = there.place
    if place is None:
        return ""
    if place.busy == "rests":
        return _("It was brought in from an export, and nothing goes there before you say so.")
    if place.busy == "leaves":
        return _("The busy times that are there are being taken away.")
    words = ngettext("%(n)d busy time stands there.", "%(n)d busy times stand there.", there.stand)
    said = words % {"n": there.stand} if there.stand else _("No busy time stands there yet.")
    if there.would == there.stand and not there.waiting:
        return said
    return f"{said} " + _("The next visit brings what is new.")


def told_of(diary: Diary, source: CalendarSource) -> dict[str, object]:
    """What of ours goes into a calendar, and the accounts in which its own busy times stand."""
    collections = [kept.thing for kept in diary.shelf(Collection).all()]
    own = [each for each in collections if each.calendar_id == source.id and source.kind == "account"]
    accounts = {kept.thing.id: kept.thing for kept in diary.shelf(CalendarAccount).all()}
    tells = [each for each in collections if each.busy == "goes" and source.id in each.busy_from]
    return {
        "is_plans": any(each.plan for each in own),
        "is_busy": any(each.busy for each in own),
        "told_at": [accounts[each.account_id] for each in tells if each.account_id in accounts],
    }
