"""Starting lives: something to begin from. Taking one up only adds; what is there stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from counterpoint.desk.matters.things import add_value, fresh_id_of, ids_on
from counterpoint.desk.ports import Diary, Shelf
from counterpoint.desk.settings import KindChange, LifeChange, settings_of, things_of
from counterpoint.domain.assessment import Portrait
from counterpoint.domain.assessment.portrait import ME
from counterpoint.domain.assessment.styles import Shown
from counterpoint.domain.everything import SHELVES as KINDS
from counterpoint.domain.planning import Life, Settings

ADDED = ("values", "domains", "protected", "meals", "rituals", "routines", "tasks")
"""The kinds of things that a starting life brings; values and domains first, for the others name them."""
_ADDED_SETTINGS = ("availability", "flex")


@dataclass(frozen=True, slots=True)
class StartingLife:
    """A life that nobody lives, to begin from."""

    id: str
    life: Life


SUITS: Mapping[str, tuple[str, ...]] = {
    "creative-entrepreneur": ("blender", "purpose"),
    "passion-project": ("purpose", "early"),
    "remote-parent": ("blender", "middle"),
    "nurse-on-shifts": ("specialist",),
    "consultant": ("multitasker", "specialist"),
}
"""The profiles and life stages that see a starting life first. They order the list and do nothing else."""


def in_order(lives: Sequence[StartingLife], *, style: Shown, stage: str) -> tuple[StartingLife, ...]:
    """All of them; those that suit a profile or a life stage come first."""
    own = {style, stage} - {""}
    return tuple(sorted(lives, key=lambda each: -len(own & set(SUITS.get(each.id, ())))))


def lives_for(diary: Diary, lives: Sequence[StartingLife]) -> tuple[StartingLife, ...]:
    """The starting lives in the order that a person's own word for themselves suggests."""
    said = next((kept.thing for kept in diary.shelf(Portrait).all() if kept.thing.id == ME), Portrait())
    return in_order(lives, style=said.style, stage=said.stage)


def what_would_be_added(diary: Diary, life: Life) -> LifeChange:
    """What `add_life` would do; nothing is written. `same` counts what there is already."""
    return LifeChange(tuple(_compared(diary, life, name) for name in ADDED), _settings_added(diary, life))


def add_life(diary: Diary, life: Life) -> None:
    """Adds what is not there yet. Nothing is changed or removed, and what is there by its name stays one.

    Hours are taken only where they were never said, a flex block only where there is none.
    """
    with diary.together():
        _add_settings(diary, life)
        own: dict[str, dict[str, str]] = {"value_id": {}, "domain_id": {}}
        for name in ADDED:
            places = _add_all(diary, name, things_of(life, name), own)
            if name in ("values", "domains"):
                own[f"{name[:-1]}_id"] = places


def _add_settings(diary: Diary, life: Life) -> None:
    named, kept = _settings_added(diary, life), diary.settings()
    if named:
        said = settings_of(life)
        changed = replace(kept.thing, **{name: getattr(said, name) for name in named})
        diary.change_settings(changed, version=kept.version)


def _settings_added(diary: Diary, life: Life) -> tuple[str, ...]:
    now, said, never = diary.settings().thing, settings_of(life), Settings()
    return tuple(
        name for name in _ADDED_SETTINGS if getattr(now, name) == getattr(never, name) != getattr(said, name)
    )


def _add_all(
    diary: Diary, name: str, things: Iterable[Any], own: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """Adds what no title says yet; gives for the id of each thing the id under which it is here."""
    shelf: Shelf[Any] = diary.shelf(KINDS[name])
    here = {_plain(kept.thing): str(kept.thing.id) for kept in shelf.all()}
    for thing in things:
        if _plain(thing) not in here:
            fresh = replace(_pointing(thing, own), id=fresh_id_of(type(thing), _title(thing), ids_on(shelf)))
            kept = add_value(diary, fresh) if name == "values" else shelf.add(fresh)
            here[_plain(thing)] = str(kept.thing.id)
    return {thing.id: here[_plain(thing)] for thing in things}


def _pointing(thing: Any, own: Mapping[str, Mapping[str, str]]) -> Any:
    """The thing with the values and domains that it names, as they are called here."""
    names = [each.name for each in fields(thing) if each.name in own]
    return replace(thing, **{name: own[name].get(getattr(thing, name), "") for name in names})


def _compared(diary: Diary, life: Life, name: str) -> KindChange:
    shelf: Shelf[Any] = diary.shelf(KINDS[name])
    here = {_plain(kept.thing) for kept in shelf.all()}
    new = tuple(_title(each) for each in things_of(life, name) if _plain(each) not in here)
    return KindChange(name, new=new, changed=(), gone=(), same=len(things_of(life, name)) - len(new))


def _title(thing: Any) -> str:
    return str(getattr(thing, "title", "") or getattr(thing, "name", ""))


def _plain(thing: Any) -> str:
    return _title(thing).strip().casefold()
