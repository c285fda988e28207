"""Whose diary it is: people, and what is kept for one of them alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterpoint.adapters.storage.models import Person
    from counterpoint.desk.ports import Diary


def has_owner() -> bool:
    """Whether somebody has made this Counterpoint theirs yet."""
    from counterpoint.adapters.storage.models import Person

    return Person.objects.filter(is_owner=True).exists()


def owner() -> Person | None:
    """Whoever set this Counterpoint up."""
    from counterpoint.adapters.storage.models import Person

    return Person.objects.filter(is_owner=True).first()


def whose(name: str = "") -> Person:
    """The person of that name; without one, the owner. Raises NobodyOfThatName."""
    from counterpoint.adapters.storage.accounts import person_named
    from counterpoint.adapters.storage.models import Person

    owner = None if name else Person.objects.filter(is_owner=True).first()
    return owner or person_named(name)


def is_owner(diary: Diary) -> bool:
    """Whether this diary is that of whoever set this Counterpoint up."""
    mine = owner()
    return mine is not None and str(mine.pk) == diary.person_id


def diary_of(person: Person | Any) -> Diary:
    """The diary of a signed-in person."""
    from counterpoint.adapters.storage.diary import StoredDiary

    return StoredDiary(person)


@contextmanager
def looking(person: Person | Any) -> Iterator[Diary]:
    """The diary of somebody who only looks: nothing of it is read twice, until something is written."""
    from counterpoint.adapters.storage.diary import StoredDiary
    from counterpoint.adapters.storage.look import one_look

    with one_look() as look:
        yield StoredDiary(person, look=look)


def sealed_for(person: Person | Any, text: str, *, place: str) -> str:
    """A text that this person alone gets to see again, and only at this place."""
    from counterpoint.adapters.storage.models.keys import key_of
    from counterpoint.adapters.storage.sealing import seal

    return seal(key_of(person, make=True), text, bound_to=f"{place}/{person.pk}")


def opened_for(person: Person | Any, sealed: str, *, place: str) -> str:
    """What `sealed_for` was given. Raises CannotOpen."""
    from counterpoint.adapters.storage.models.keys import key_of
    from counterpoint.adapters.storage.sealing import open_sealed

    return open_sealed(key_of(person), sealed, bound_to=f"{place}/{person.pk}")
