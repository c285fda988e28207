"""The example person, who comes and goes whole."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from counterpoint.wiring.calendars import reads_calendars
from counterpoint.wiring.people import diary_of

if TYPE_CHECKING:
    from counterpoint.adapters.storage.models import Person
    from counterpoint.desk.ports import Job


def example() -> Person | None:
    """The example person, if there is one."""
    from counterpoint.adapters.storage.example import example_person

    return example_person()


def make_example(*, now: datetime) -> tuple[Person, Job]:
    """A new example person with the example life, and the planning of their week that was asked for."""
    from django.db import transaction

    from counterpoint.adapters.storage.example import new_example
    from counterpoint.desk.beginning.demo.filling import fill_example
    from counterpoint.desk.beginning.demo.life import NAME

    with transaction.atomic():
        person = new_example(NAME)
        return person, fill_example(diary_of(person), now=now, read=reads_calendars())


def remove_example() -> bool:
    """Takes the example person away with everything of theirs; False when there was none."""
    from counterpoint.adapters.storage.example import remove_example

    return remove_example()
