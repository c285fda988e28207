"""Places: kept, with the ways between them, and what the calendars of late call them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations

from counterpoint.desk.matters.things import fresh_id, ids_on, keep
from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.which import week_of
from counterpoint.domain.planning import Life, Place, Way
from counterpoint.domain.planning.places import place_meant, plain
from counterpoint.domain.words import gettext as _

LATELY = -3
"""The weeks whose events are looked at begin so many weeks before this one."""
WEEKS = 5
MOST_LOCATIONS = 12
LONGEST_TEXT = 200
MOST_TEXTS = 30
Pair = tuple[str, str]
Minutes = tuple[int, int]
"""How long there and how long back; 0 there: not known, 0 back: as long."""


@dataclass(frozen=True, slots=True)
class Location:
    """What calendars say of where some events are, and which place it means ("": none yet)."""

    text: str
    events: int
    place_id: str = ""


@dataclass(frozen=True, slots=True)
class PlacesSeen:
    """A person's places, each pair with the way between the two, and the locations of late."""

    places: tuple[Place, ...]
    ways: tuple[tuple[Place, Place, Minutes], ...]
    locations: tuple[Location, ...]
    events_at: Mapping[str, int]

    @property
    def home(self) -> Place | None:
        return next((each for each in self.places if each.home), None)


def places_seen(diary: Diary, now: datetime) -> PlacesSeen:
    life = diary.life()
    found = tuple(_locations(diary, life, now))
    at: dict[str, int] = {}
    for each in found:
        at[each.place_id] = at.get(each.place_id, 0) + each.events
    return PlacesSeen(
        life.places,
        tuple((one, other, minutes) for (one, other), minutes in _pairs(life.places, life.ways)),
        tuple(each for each in found if not each.place_id)[:MOST_LOCATIONS],
        at,
    )


def _pairs(places: Sequence[Place], ways: Sequence[Way]) -> Iterator[tuple[tuple[Place, Place], Minutes]]:
    known: dict[Pair, Minutes] = {}
    for each in ways:
        known[each.from_id, each.to_id] = (each.minutes, each.back_minutes)
        known[each.to_id, each.from_id] = (each.minutes_back, each.minutes if each.back_minutes else 0)
    for one, other in combinations(places, 2):
        yield (one, other), known.get((one.id, other.id), (0, 0))


def _locations(diary: Diary, life: Life, now: datetime) -> Iterator[Location]:
    """The locations of events that block, those of most events first; links are no places."""
    said: dict[str, tuple[str, int]] = {}
    for each in facts_for(diary, week_of(diary, now).next(LATELY), life, weeks=WEEKS):
        text = " ".join(each.location.split())
        if each.blocking and text and "://" not in text:
            first, events = said.get(plain(text), (text, 0))
            said[plain(text)] = (first, events + 1)
    for text, events in sorted(said.values(), key=lambda each: (-each[1], each[0])):
        yield Location(text, events, place_meant(life.places, text))


def add_place(diary: Diary, place: Place) -> Kept[Place]:
    """A new place; when it is home, no other is any more."""
    with diary.together():
        kept = diary.shelf(Place).add(place)
        _only_home(diary, place)
        return kept


def change_place(diary: Diary, place: Place, version: int | None) -> str:
    """A place as it was changed; when it is home, no other is any more, and that is said."""
    with diary.together():
        keep(diary.shelf(Place), place, version=version)
        before = _only_home(diary, place)
    return _("“%(name)s” is home no longer.") % {"name": before} if before else ""


def _only_home(diary: Diary, place: Place) -> str:
    """Makes all other places no home; the name of the one that was."""
    was, shelf = "", diary.shelf(Place)
    for kept in shelf.all() if place.home else ():
        if kept.thing.home and kept.thing.id != place.id:
            shelf.change(replace(kept.thing, home=False), version=kept.version)
            was = kept.thing.name
    return was


def name_location(diary: Diary, text: str, place_id: str) -> Kept[Place]:
    """From now on events with this location are at that place, or at a new one of that name ("").

    Raises NotThere for a place that is gone. Said twice, it is kept once.
    """
    text = " ".join(text.split())[:LONGEST_TEXT].strip()
    with diary.together():
        shelf = diary.shelf(Place)
        if not place_id:
            known = place_meant((kept.thing for kept in shelf.all()), text)
            if known:
                return shelf.get(known)
            return shelf.add(Place(fresh_id(text, ids_on(shelf)), text[:120], texts=(text,)))
        kept = shelf.get(place_id)
        if plain(text) in map(plain, kept.thing.texts) or len(kept.thing.texts) >= MOST_TEXTS:
            return kept
        return shelf.change(replace(kept.thing, texts=(*kept.thing.texts, text)), version=kept.version)


def keep_ways(diary: Diary, said: Mapping[Pair, Minutes], was: Mapping[Pair, Minutes]) -> None:
    """Keeps how long the ways take. `was` is what was shown when it was said.

    Raises ChangedMeanwhile, and keeps nothing, when another tab has changed a way that is changed here.
    """
    with diary.together():
        life = diary.life()
        now = {(one.id, other.id): minutes for (one, other), minutes in _pairs(life.places, life.ways)}
        changed = {pair: minutes for pair, minutes in said.items() if minutes != was.get(pair)}
        if any(now.get(pair, (0, 0)) not in (was.get(pair), minutes) for pair, minutes in changed.items()):
            raise ChangedMeanwhile(
                _("These ways were changed in another tab meanwhile."),
                kept=None,
                advice=_(
                    "What you wrote stands beside what is kept now. Keep it once more if it shall hold."
                ),
            )
        for pair, minutes in changed.items():
            if pair in now and minutes != now[pair]:
                _keep_way(diary, pair, minutes)


def _keep_way(diary: Diary, pair: Pair, minutes: Minutes) -> None:
    """One way instead of all that there were between two places."""
    shelf = diary.shelf(Way)
    for kept in shelf.all():
        if {kept.thing.from_id, kept.thing.to_id} == set(pair):
            shelf.remove(kept.thing.id)
    if minutes[0]:
        own = fresh_id(f"{pair[0]} {pair[1]}"[:60], ids_on(shelf))
        shelf.add(Way(own, pair[0], pair[1], *minutes))
