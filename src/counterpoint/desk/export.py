"""Everything of a person's out of a diary, and into one: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace as with_fields
from typing import Any

from counterpoint.desk.calendars.addresses import NotAFeedAddress, feed_address
from counterpoint.desk.calendars.keeping import bytes_of
from counterpoint.desk.ports import Diary, Shelf, WeekPlan
from counterpoint.domain.agenda import Agenda, CalendarAccount, CalendarSource, Collection
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.everything import SHELVES, STAYS_HERE, CalendarHeld, Everything, WeekHeld
from counterpoint.domain.living import Outgoing, Target
from counterpoint.domain.planning import Settings
from counterpoint.domain.words import gettext as _

MOST_NAMED = 5
"""So many of the things that cannot be opened are named; the page of what is sealed has them all."""


class NotEmpty(CounterpointError):
    """A diary that holds something already, and nobody said that it may be replaced."""


class NotWhole(CounterpointError):
    """Something in a diary cannot be opened, and nobody said that it may be left out. `why` tells of each."""

    def __init__(self, why: Sequence[CounterpointError]) -> None:
        told = " ".join(each.message for each in why[:MOST_NAMED])
        super().__init__(
            _("Some of what is here cannot be opened, so an export would not be whole. %(told)s")
            % {"told": told},
            advice=_("Put the key file back from a backup, or take the rest without it."),
        )
        self.why = tuple(why)


def everything_of(diary: Diary, *, leave_out: bool = False) -> Everything:
    """All that the diary holds, at one moment.

    Raises NotWhole where something cannot be opened; with `leave_out` the things that it is of are not there.
    """
    with diary.at_one_moment():
        shut = [each for each in diary.shut() if each.kind not in STAYS_HERE]
        if shut and not leave_out:
            raise NotWhole([each.why for each in shut])
        out = {(each.kind, each.id) for each in shut}
        shelves = {name: _things(diary.shelf(kind), kind, out) for name, kind in SHELVES.items()}
        return Everything(
            settings=diary.settings().thing.at_home,
            calendars=tuple(
                _calendar(diary, each.id) for each in _things(diary.calendars, CalendarSource, out)
            ),
            weeks=tuple(_week(kept.thing) for kept in diary.plans.all()),
            **shelves,
        )


def _things(shelf: Shelf[Any], kind: type[Any], out: Set[tuple[type[Any], str]]) -> tuple[Any, ...]:
    return tuple(kept.thing for kept in shelf.all() if (kind, kept.thing.id) not in out)


def _calendar(diary: Diary, id: str) -> CalendarHeld:
    calendars = diary.calendars
    window = calendars.window(id)
    found = calendars.findings(id)
    occurrences = tuple(each for _of, each in calendars.occurrences(window, of=id)) if window else ()
    return CalendarHeld(
        source=calendars.get(id).thing,
        raw=bytes_of(diary, id),
        window=window,
        read=Agenda(occurrences, found.warnings, found.set_aside, found.name, found.zone),
        marks=tuple(sorted(calendars.marks(id).items())),
    )


def holds_anything(diary: Diary) -> bool:
    """Whether an import would have to replace something."""
    kept: Iterable[Any] = (*map(diary.shelf, SHELVES.values()), diary.calendars, diary.plans)
    return diary.settings().thing.at_home != Settings() or any(shelf.all() for shelf in kept)


def restore(diary: Diary, everything: Everything, *, replace: bool = False) -> None:
    """Puts everything into an empty diary; into one that is not, only with `replace`. NotEmpty else.

    Nothing begins to be sent or asked by it: each target is to be confirmed anew, what waited is withdrawn,
    and a calendar account rests until its password is typed, or permission given. Raises NotAFeedAddress when
    what is said to be the address of a feed or of a calendar server is none.
    """
    for calendar in everything.calendars:
        if calendar.source.kind == "feed":
            _refuse_odd_address(calendar.source.name, calendar.source.address)
    for account in everything.calendar_accounts:
        _refuse_odd_address(account.name, account.address)
    for collection in everything.collections:
        _refuse_odd_address(collection.name, collection.url)
    with diary.together():
        if holds_anything(diary):
            if not replace:
                raise NotEmpty(
                    _("There is something here already, and an import would replace it."),
                    advice=_("Say that it may be replaced, or import into a new account."),
                )
            clear(diary)
        _fill(diary, everything)


def _refuse_odd_address(name: str, address: str) -> None:
    """Raises NotAFeedAddress, with the calendar or account whose address it is."""
    try:
        feed_address(address)
    except NotAFeedAddress as wrong:
        said = {"name": name, "why": wrong.message}
        raise NotAFeedAddress(
            _("The address of the calendar “%(name)s” cannot be taken: %(why)s") % said,
            advice=_("Mend it in the file, or take this calendar out of it."),
        ) from wrong


def clear(diary: Diary) -> None:
    """Empties a diary; the account stays."""
    with diary.together():
        for shelf in (*map(diary.shelf, (*SHELVES.values(), *STAYS_HERE)), diary.calendars):
            shelf.clear()
        for week in diary.plans.all():
            diary.plans.remove(week.thing.week)
        settings = diary.settings()
        if settings.thing != Settings():
            diary.change_settings(Settings(), version=settings.version)


def _fill(diary: Diary, everything: Everything) -> None:
    diary.change_settings(everything.settings, version=diary.settings().version)
    for name, kind in SHELVES.items():
        diary.shelf(kind).add_all(map(_at_rest, getattr(everything, name)))
    for calendar in everything.calendars:
        _put_calendar(diary, calendar)
    for week in everything.weeks:
        _put_week(diary, week)


def _at_rest(thing: Any) -> Any:
    """A thing from a file, which sends and asks nothing by having been brought in."""
    if isinstance(thing, CalendarAccount):
        again = (
            _("Its permission is in no export; give it once more.")
            if thing.provider
            else _("Its password is in no export; type it once more.")
        )
        asleep = thing.locked(again)
        return with_fields(asleep, at_home=False)
    if isinstance(thing, Collection):
        return thing.as_unknown()
    if isinstance(thing, Target):
        return thing.doubted(thing.trouble)
    return thing.at_rest() if isinstance(thing, Outgoing) else thing


def _put_calendar(diary: Diary, held: CalendarHeld) -> None:
    calendar_id = diary.calendars.add(held.source).thing.id
    if held.window:
        diary.calendars.fill(calendar_id, held.raw, held.read, held.window)
    for key, mark in held.marks:
        diary.calendars.mark(calendar_id, key, mark)


def _week(plan: WeekPlan) -> WeekHeld:
    return WeekHeld(plan.current, plan.accepted, plan.begun_at)


def _put_week(diary: Diary, held: WeekHeld) -> None:
    first = held.accepted or held.current
    kept = diary.plans.keep(first, step="Imported", version=None, begun_at=held.begun_at)
    if held.accepted:
        kept = diary.plans.accept(first.week, version=kept.version)
        if held.current != held.accepted:
            diary.plans.keep(held.current, step="Imported", version=kept.version)
