"""A life from a file into a diary: what would change, and then all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from counterpoint.desk.boundaries.changing import held_back, wishes
from counterpoint.desk.export import MOST_NAMED
from counterpoint.desk.ports import Diary, Kept, Shelf
from counterpoint.desk.publishing.queueing import queue
from counterpoint.desk.reviews.markers import follow_week_start
from counterpoint.domain.boundaries import Loosening
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.everything import SHELVES as KINDS
from counterpoint.domain.planning import Life, Settings
from counterpoint.domain.planning.intake import CalendarEntry
from counterpoint.domain.planning.regroup import regrouped
from counterpoint.domain.words import gettext as _
from counterpoint.domain.zones import home_of

SHELVES = (
    "values",
    "domains",
    "protected",
    "meals",
    "rituals",
    "tasks",
    "routines",
    "event_rules",
    "seasons",
    "places",
    "ways",
    "stays",
)


@dataclass(frozen=True, slots=True)
class KindChange:
    """What an import does to the things of one kind, by title."""

    kind: str
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    same: int


@dataclass(frozen=True, slots=True)
class LifeChange:
    """What an import would do. `settings` names the fields that change."""

    kinds: tuple[KindChange, ...]
    settings: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.settings) or any(each.new or each.changed or each.gone for each in self.kinds)


def change_settings(diary: Diary, settings: Settings, *, version: int) -> Kept[Settings]:
    """Keeps settings; where weeks begin on another day now, what is planned or was said moves into these."""
    with diary.together():
        before = diary.settings().thing
        kept = diary.change_settings(settings, version=version)
        if settings.week_start != before.week_start:
            _regroup(diary, settings.week_start)
            queue(diary)
            follow_week_start(diary, settings.week_start)
        return kept


def _regroup(diary: Diary, week_start: int) -> None:
    plans = [kept.thing for kept in diary.plans.all()]
    accepted = regrouped((each.accepted for each in plans if each.accepted is not None), week_start)
    by_week = {each.week: each for each in accepted}
    current = {each.week: each for each in regrouped((each.current for each in plans), week_start)}
    for week, plan in by_week.items():
        current.setdefault(week, replace(plan, blocks=()))
    diary.plans.keep_all([(current[week], by_week.get(week)) for week in sorted(current)])


def what_would_change(diary: Diary, life: Life) -> LifeChange:
    """Compares a life with the diary; nothing is written."""
    now, then = diary.settings().thing.at_home, settings_of(life)
    named = tuple(name for name in _SETTINGS if getattr(now, name) != getattr(then, name))
    return LifeChange(tuple(_compared(diary, life, name) for name in SHELVES), named)


_SETTINGS = ("name", "zone", "week_start", "clock", "availability", "flex", "slack_minutes", "chronotype")


def settings_of(life: Life) -> Settings:
    """The part of a life that is kept as settings; its meals have a shelf of their own."""
    return Settings(
        zone=home_of(life.zone),
        name=life.name,
        week_start=life.week_start,
        clock=life.clock,
        availability=replace(life.availability, meals=()),
        flex=life.flex,
        slack_minutes=life.slack_minutes,
        chronotype=life.chronotype,
    )


def _shelf(diary: Diary, name: str) -> Shelf[Any]:
    return diary.shelf(KINDS[name])


def things_of(life: Life, name: str) -> Sequence[Any]:
    """What a life has of a kind."""
    things: Sequence[Any] = life.availability.meals if name == "meals" else getattr(life, name)
    return things


def _compared(diary: Diary, life: Life, name: str) -> KindChange:
    here = {kept.thing.id: kept.thing for kept in _shelf(diary, name).all()}
    then = {each.id: each for each in things_of(life, name)}
    return KindChange(
        name,
        new=tuple(_title(each) for key, each in then.items() if key not in here),
        changed=tuple(_title(each) for key, each in then.items() if key in here and here[key] != each),
        gone=tuple(_title(each) for key, each in here.items() if key not in then),
        same=sum(1 for key, each in then.items() if here.get(key) == each),
    )


def _title(thing: Any) -> str:
    for name in ("title", "name", "contains"):
        if hasattr(thing, name):
            return str(getattr(thing, name))
    return str(thing.id)


class NotOpened(CounterpointError):
    """Something of a life cannot be opened, so a file can neither say it nor take its place."""


def life_to_write(diary: Diary) -> Life:
    """The life as a file says it. Raises NotOpened rather than put an error in the place of a text."""
    _all_opens(diary)
    return diary.life()


def _all_opens(diary: Diary) -> None:
    kinds = {KINDS[name] for name in SHELVES}
    closed = [each.why.message for each in diary.shut() if each.kind in kinds]
    if closed:
        raise NotOpened(
            _("Some of your life cannot be opened, so no file can hold it or take its place. %(told)s")
            % {"told": " ".join(closed[:MOST_NAMED])},
            advice=_("Put the key file back from a backup first, or write these lines anew."),
        )


def take_life(
    diary: Diary, life: Life, calendars: Iterable[CalendarEntry] = (), *, now: datetime
) -> tuple[Loosening, ...]:
    """Makes all but the calendars what the life says; those that it names move to the domain it gives.

    What it would loosen of firm boundaries waits like any other loosening, where the person asked for that:
    these wishes are the answer. Raises NotOpened where it would write over what cannot be opened.
    """
    _all_opens(diary)
    with diary.together():
        settings = diary.settings()
        kept = settings.thing.at_home
        said = replace(settings_of(life), loosening_days=kept.loosening_days, as_usual=kept.as_usual)
        if kept != said:
            change_settings(diary, said, version=settings.version)
        earlier = {each.id for each in wishes(diary)}
        life = replace(life, protected=held_back(diary, life.protected, now))
        for name in SHELVES:
            _replace(_shelf(diary, name), things_of(life, name))
        _settle_calendars(diary, {each.name: each.domain_id for each in calendars}, life)
        return tuple(each for each in wishes(diary) if each.id not in earlier)


def _replace(shelf: Any, things: Sequence[Any]) -> None:
    if [kept.thing for kept in shelf.all()] == list(things):
        return
    for kept in shelf.all():
        shelf.remove(kept.thing.id)
    for thing in things:
        shelf.add(thing)


def _settle_calendars(diary: Diary, named: dict[str, str], life: Life) -> None:
    known = {each.id for each in life.domains}
    for kept in diary.calendars.all():
        calendar = kept.thing
        wanted = named.get(calendar.name, calendar.domain_id)
        domain = wanted if wanted in known else ""
        if domain != calendar.domain_id:
            diary.calendars.change(replace(calendar, domain_id=domain), version=kept.version)
