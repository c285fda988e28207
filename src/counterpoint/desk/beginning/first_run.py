"""The first steps: short, each useful by itself, left and found again at will.

How far they are is read from what the diary holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from counterpoint.desk.matters.things import (
    add_value,
    fresh_id,
    ids_on,
    order_values,
    ranked_values,
    remove_value,
    uses_of_value,
)
from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept
from counterpoint.domain.planning import Ritual, Settings
from counterpoint.domain.values import CoreValue, LifeDomain
from counterpoint.domain.words import gettext as _

Step = Literal["you", "values", "calendars", "hours", "protected", "tasks", "plan"]
STEPS: tuple[Step, ...] = ("you", "values", "calendars", "hours", "protected", "tasks", "plan")


@dataclass(frozen=True, slots=True)
class Progress:
    """Which steps have something in them. `under_way`: there is enough for a week to be planned from."""

    done: frozenset[Step]

    @property
    def under_way(self) -> bool:
        return "values" in self.done and bool(self.done & {"calendars", "protected", "tasks"})

    @property
    def next(self) -> Step:
        return next((step for step in STEPS if step not in self.done), "plan")


def progress(diary: Diary) -> Progress:
    """How far the first steps are. Nothing is kept of it: it follows from what the diary holds."""
    settings = diary.settings()
    held: dict[Step, bool] = {
        "you": bool(settings.thing.name) or bool(diary.domains.all()),
        "values": bool(diary.values.all()),
        "calendars": bool(diary.calendars.all()),
        "hours": bool(diary.meals.all()) or settings.thing.availability != Settings().availability,
        "protected": bool(diary.protected.all()),
        "tasks": bool(diary.tasks.all()) or bool(diary.routines.all()),
    }
    return Progress(frozenset(step for step, there in held.items() if there))


def begin(diary: Diary, *, domains: Sequence[LifeDomain], rituals: Sequence[Ritual]) -> None:
    """Gives an empty diary its first life domains and rituals; one that has any domain is left as it is."""
    if diary.domains.all():
        return
    with diary.together():
        for domain in domains:
            diary.domains.add(domain)
        if not diary.rituals.all():
            for ritual in rituals:
                diary.rituals.add(ritual)


def introduce(diary: Diary, *, name: str, zone: str, version: int) -> Kept[Settings]:
    """Keeps how the person is called and where their clock hangs."""
    kept = diary.settings()
    return diary.change_settings(replace(kept.thing, name=name, zone=zone), version=version)


def values_as_shown(diary: Diary) -> str:
    """A digest of the values in their order, by which a page tells whether they are those that it showed."""
    shown = [(kept.thing.id, kept.thing.name, kept.thing.in_practice) for kept in ranked_values(diary)]
    return hashlib.sha256(repr(shown).encode("utf-8", "replace")).hexdigest()[:16]


def choose_values(diary: Diary, chosen: Sequence[CoreValue], *, shown: str | None = None) -> None:
    """Makes the values those that were chosen, ranked in that order; one that is there already keeps its id.

    What is there and was not chosen goes when nothing hangs on it yet; else it follows after the chosen.
    Raises ChangedMeanwhile when these are no longer the values that were `shown` (None: none were).
    """
    with diary.together():
        now = [(kept.thing.name, kept.thing.in_practice) for kept in ranked_values(diary)]
        if now == [(each.name, each.in_practice) for each in chosen]:
            return
        if shown is not None and shown != values_as_shown(diary):
            raise ChangedMeanwhile(_("Your values were changed in another tab meanwhile."), kept=None)
        ids = [_chosen(diary, value) for value in chosen]
        for kept in ranked_values(diary):
            if kept.thing.id not in ids and not uses_of_value(diary, kept.thing.id):
                remove_value(diary, kept.thing.id, version=None)
        order_values(diary, ids)


def _chosen(diary: Diary, value: CoreValue) -> str:
    here = {kept.thing.name.casefold(): kept for kept in diary.values.all()}
    kept = here.get(value.name.casefold())
    if kept is None:
        return add_value(diary, replace(value, id=fresh_id(value.name, ids_on(diary.values)))).thing.id
    if kept.thing.in_practice != value.in_practice:
        diary.values.change(replace(kept.thing, in_practice=value.in_practice), version=kept.version)
    return kept.thing.id
