"""What of a person's plan stands on a server, and what is to be done there; read, and kept."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

from counterpoint.desk.ports import ChangedMeanwhile, Diary, NotThere
from counterpoint.domain.agenda import Collection, Errand, OurEntry
from counterpoint.domain.agenda.names_there import with_name

T = TypeVar("T", OurEntry, Errand)


def plan_calendar(diary: Diary) -> Collection | None:
    """The calendar into which the plan goes, or from which it is being taken away; there is one at most."""
    found = diary.shelf(Collection).having(plan=("goes", "leaves"))
    return found[0].thing if found else None


def entries_of(diary: Diary, collection_id: str) -> tuple[OurEntry, ...]:
    return tuple(kept.thing for kept in diary.shelf(OurEntry).having(collection_id=collection_id))


def errands_of(diary: Diary, collection_id: str) -> tuple[Errand, ...]:
    """In the order in which they came up."""
    return tuple(kept.thing for kept in diary.shelf(Errand).having(collection_id=collection_id))


def entry_under(diary: Diary, uid: str) -> OurEntry | None:
    return _one(diary, OurEntry, uid)


def errand_under(diary: Diary, uid: str) -> Errand | None:
    return _one(diary, Errand, uid)


def _one(diary: Diary, kind: type[T], uid: str) -> T | None:
    try:
        return diary.shelf(kind).get(uid).thing
    except NotThere:
        return None


def hrefs_of_ours(diary: Diary, collection_id: str) -> frozenset[str]:
    """Where entries of ours stand, or are about to: these are no events of somebody else's."""
    entries, errands = entries_of(diary, collection_id), errands_of(diary, collection_id)
    return frozenset(each.href for each in entries) | {each.href for each in errands}


def keep(diary: Diary, thing: OurEntry | Errand) -> None:
    """Keeps it over what is kept under its UID, whatever that is now."""
    shelf = diary.shelf(type(thing))
    while True:
        try:
            kept = shelf.get(thing.id)
        except NotThere:
            shelf.add(thing)
            return
        if kept.thing == thing:
            return
        with suppress(ChangedMeanwhile):
            shelf.change(thing, version=kept.version)
            return


def forget(diary: Diary, kind: type[OurEntry] | type[Errand], uid: str) -> None:
    with suppress(NotThere):
        diary.shelf(kind).remove(uid)


def forget_all(diary: Diary, collection_id: str) -> None:
    """Nothing is known any more of what stands there; it is nobody's business of ours from then on."""
    for entry in entries_of(diary, collection_id):
        forget(diary, OurEntry, entry.id)
    for errand in errands_of(diary, collection_id):
        forget(diary, Errand, errand.id)


def forget_orphans(diary: Diary) -> None:
    """The same of calendars that are not kept here any more."""
    here = {kept.thing.id for kept in diary.shelf(Collection).all()}
    of = {kept.thing.collection_id for kept in diary.shelf(OurEntry).all()}
    of |= {kept.thing.collection_id for kept in diary.shelf(Errand).all()}
    for collection_id in of - here:
        forget_all(diary, collection_id)


def note_name(diary: Diary, collection_id: str, raw: bytes) -> None:
    """Keeps how the server calls an entry of ours, as it was read there, so that copies are known again."""
    known = diary.shelf(Collection).get(collection_id).thing.named_there
    names = with_name(known, raw.decode("utf-8", "replace"))
    if names != known:
        change_collection(diary, collection_id, named_there=names)


def change_collection(diary: Diary, id: str, **fields: object) -> Collection:
    """Sets some fields of a collection, whatever happened to its others in the meantime. Raises NotThere."""
    collections = diary.shelf(Collection)
    while True:
        kept = collections.get(id)
        changed: Collection = replace(kept.thing, **fields)  # type: ignore[arg-type]
        if changed == kept.thing:
            return changed
        with suppress(ChangedMeanwhile):
            return collections.change(changed, version=kept.version).thing
