"""What matters: values in their order, and what hangs on them when one of them goes."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Protocol, TypeVar

from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept, NotThere, Shelf
from counterpoint.domain.boundaries import Request
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.everything import SHELVES
from counterpoint.domain.inviting import Invitation
from counterpoint.domain.job import JobTrial
from counterpoint.domain.living import Companion, MicroHabit
from counterpoint.domain.notation import NOT_IDS, slug
from counterpoint.domain.values import Commitment, CoreValue, Season, Support
from counterpoint.domain.words import gettext as _

FEW_VALUES, MANY_VALUES = 3, 5


class Thing(Protocol):
    """Anything that a shelf holds."""

    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=Thing)


def fresh_id(title: str, taken: Collection[str]) -> str:
    """A short readable id for a new thing, other than those in `taken`."""
    first = slug(title)
    if first not in taken and first not in NOT_IDS:
        return first
    return next(name for n in range(2, len(taken) + 3) if (name := f"{first}-{n}") not in taken)


NAMELESS: Mapping[type[Any], str] = {
    Companion: "companion",
    JobTrial: "trial",
    MicroHabit: "habit",
    Invitation: "invitation",
    Request: "request",
    Support: "support",
}
"""Kinds whose titles are sealed, with the word that their ids begin with instead: an id is not sealed."""


def fresh_id_of(kind: type[Any], title: str, taken: Collection[str]) -> str:
    """An id for a new thing of this kind; one that says nothing is never given twice, whatever is gone."""
    if kind in NAMELESS:
        return f"{NAMELESS[kind]}-{uuid.uuid4().hex[:12]}"
    return fresh_id(title, taken)


def ids_on(shelf: Shelf[Any]) -> list[str]:
    return [kept.thing.id for kept in shelf.all()]


def twin_of(shelf: Shelf[T], thing: T, *, but: Collection[str] = ("id",)) -> Kept[T] | None:
    """What is on a shelf and says the very same, in all its fields `but` some: a form that was sent twice."""
    names = [each.name for each in fields(thing) if each.name not in but]  # type: ignore[arg-type]
    return next(
        (kept for kept in shelf.all() if all(getattr(kept.thing, n) == getattr(thing, n) for n in names)),
        None,
    )


def keep(shelf: Shelf[T], thing: T, *, version: int | None) -> Kept[T]:
    """Adds a thing (`version` None) or keeps it over its earlier form.

    ChangedMeanwhile says what is there now when another tab was quicker; `kept` is None when that removed it.
    """
    if version is None:
        return shelf.add(thing)
    try:
        return shelf.change(thing, version=version)
    except NotThere as gone:
        raise ChangedMeanwhile(
            _("This was removed in another tab meanwhile."),
            kept=None,
            advice=_("Save once more to have it back as you see it here."),
        ) from gone


def add_value(diary: Diary, value: CoreValue) -> Kept[CoreValue]:
    """Adds a value behind those that are there."""
    last = max((kept.thing.rank for kept in diary.values.all()), default=0)
    return diary.values.add(replace(value, rank=last + 1))


def order_values(diary: Diary, ids: Sequence[str]) -> None:
    """Ranks the values in the order of `ids`; what is not named follows in the order it had."""
    with diary.together():
        here = list(ranked_values(diary))
        place = {named: n for n, named in enumerate(ids)}
        here.sort(key=lambda kept: place.get(kept.thing.id, len(ids)))
        for rank, kept in enumerate(here, start=1):
            if kept.thing.rank != rank:
                diary.values.change(replace(kept.thing, rank=rank), version=kept.version)


def move_value(diary: Diary, id: str, *, by: int) -> None:
    """Moves a value up (`by` -1) or down (+1) in the order; at either end it stays."""
    ids = [kept.thing.id for kept in ranked_values(diary)]
    if id not in ids:
        raise NotThere(_("This value is no longer there."))
    at = ids.index(id)
    to = min(max(at + by, 0), len(ids) - 1)
    ids.insert(to, ids.pop(at))
    order_values(diary, ids)


def ranked_values(diary: Diary) -> tuple[Kept[CoreValue], ...]:
    return tuple(sorted(diary.values.all(), key=lambda kept: kept.thing.rank))


@dataclass(frozen=True, slots=True)
class Uses:
    """The titles of what hangs on a value or a life domain, by kind."""

    domains: tuple[str, ...] = ()
    protected: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    routines: tuple[str, ...] = ()
    calendars: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.titles)

    @property
    def titles(self) -> tuple[str, ...]:
        things = (*self.domains, *self.protected, *self.tasks, *self.routines, *self.calendars)
        return (*things, *self.commitments)


def uses_of_value(diary: Diary, id: str) -> Uses:
    """What is there for the sake of a value."""
    return Uses(
        domains=tuple(k.thing.name for k in diary.domains.all() if k.thing.value_id == id),
        protected=tuple(k.thing.title for k in diary.protected.all() if k.thing.value_id == id),
        tasks=tuple(k.thing.title for k in diary.tasks.all() if k.thing.value_id == id),
        routines=tuple(k.thing.title for k in diary.routines.all() if k.thing.value_id == id),
        commitments=tuple(k.thing.title for k in diary.shelf(Commitment).all() if k.thing.value_id == id),
    )


def uses_of_domain(diary: Diary, id: str) -> Uses:
    """What belongs to a life domain."""
    return Uses(
        protected=tuple(k.thing.title for k in diary.protected.all() if k.thing.domain_id == id),
        tasks=tuple(k.thing.title for k in diary.tasks.all() if k.thing.domain_id == id),
        routines=tuple(k.thing.title for k in diary.routines.all() if k.thing.domain_id == id),
        calendars=tuple(k.thing.name for k in diary.calendars.all() if k.thing.domain_id == id),
        commitments=tuple(k.thing.title for k in diary.shelf(Commitment).all() if k.thing.domain_id == id),
    )


def remove_value(diary: Diary, id: str, *, version: int | None) -> CoreValue:
    """Takes a value away, and the link to it from all that named it. Gives the value back."""
    with diary.together():
        gone = diary.values.get(id).thing
        diary.values.remove(id, version=version)
        plate = diary.shelf(Commitment)
        for shelf in (diary.domains, diary.protected, diary.tasks, diary.routines, plate):
            _unlink(shelf, "value_id", id)
        settings = diary.settings()
        flex = settings.thing.flex
        if flex is not None and flex.value_id == id:
            lonely = replace(settings.thing, flex=replace(flex, value_id=""))
            diary.change_settings(lonely, version=settings.version)
        order_values(diary, [])
    return gone


def remove_domain(diary: Diary, id: str, *, version: int | None, instead: str = "") -> None:
    """Takes a life domain away; what belonged to it goes to the domain `instead`, or to none.

    A word or rule that gave events to it gives them to `instead`; without one it stays as it was said, and so
    do check-ins, good things and whatever else was lived.
    """
    with diary.together():
        diary.domains.remove(id, version=version)
        plate = diary.shelf(Commitment)
        for shelf in (diary.protected, diary.tasks, diary.routines, diary.calendars, plate):
            _unlink(shelf, "domain_id", id, instead)
        for kind in of_a_domain() if instead else ():
            _unlink(diary.shelf(kind), "domain_id", id, instead)
        _hand_on_seasons(diary, id, instead)
        if instead:
            _hand_on_events(diary, id, instead)
            _hand_on_support(diary, id, instead)


def of_a_domain() -> tuple[type[Any], ...]:
    """Every kind of thing that names a life domain."""
    return tuple(kind for kind in SHELVES.values() if any(each.name == "domain_id" for each in fields(kind)))


def _hand_on_seasons(diary: Diary, id: str, instead: str) -> None:
    """A season speaks of the domain that takes a gone one's place, unless it has a word on that already."""
    shelf = diary.shelf(Season)
    for kept in shelf.all():
        if any(each.domain_id == id for each in kept.thing.emphasis):
            others = [each for each in kept.thing.emphasis if each.domain_id != id]
            said = next(each for each in kept.thing.emphasis if each.domain_id == id)
            if instead and kept.thing.dynamic_of(instead) is None:
                others.append(replace(said, domain_id=instead))
            shelf.change(replace(kept.thing, emphasis=tuple(others)), version=kept.version)


def _hand_on_support(diary: Diary, id: str, instead: str) -> None:
    """Who could step in for a domain can do so for the one that takes its place."""
    shelf = diary.shelf(Support)
    for kept in shelf.all():
        if id in kept.thing.domain_ids:
            others = [each for each in kept.thing.domain_ids if each not in (id, instead)]
            shelf.change(replace(kept.thing, domain_ids=(*others, instead)), version=kept.version)


def _hand_on_events(diary: Diary, id: str, instead: str) -> None:
    for kept in diary.event_rules.all():
        if kept.thing.mark.domain_id == id:
            mark = replace(kept.thing.mark, domain_id=instead)
            diary.event_rules.change(replace(kept.thing, mark=mark), version=kept.version)
    for calendar in diary.calendars.all():
        for key, said in diary.calendars.marks(calendar.thing.id).items():
            if said.domain_id == id:
                diary.calendars.mark(calendar.thing.id, key, replace(said, domain_id=instead))


def _unlink(shelf: Shelf[Any], field: str, id: str, instead: str = "") -> None:
    for kept in shelf.all():
        if getattr(kept.thing, field) == id and (opened := _opened(shelf, kept.thing.id)):
            shelf.change(replace(opened, **{field: instead}), version=kept.version)


def _opened(shelf: Shelf[Any], id: str) -> Any:
    """The thing; None for one that cannot be opened: written again from a list it would be lost."""
    try:
        return shelf.get(id).thing
    except CounterpointError:
        return None
