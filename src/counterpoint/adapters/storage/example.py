"""The example person: an account without a password, which only the owner can look into.

Nobody else can have its name: whoever had it would be looked into, and removed, in its stead.
"""

from __future__ import annotations

from counterpoint.adapters.storage.accounts import delete_person
from counterpoint.adapters.storage.models import Person
from counterpoint.domain.errors import CounterpointError

USERNAME = "example robin vale"
"""With spaces, which no name that a person signs in with has."""


class ExampleIsHere(CounterpointError):
    """There is an example already."""


def example_person() -> Person | None:
    return Person.objects.filter(username=USERNAME).first()


def new_example(display_name: str) -> Person:
    """Raises ExampleIsHere."""
    if example_person() is not None:
        raise ExampleIsHere("The example life is here already.", advice="Remove it first to have it afresh.")
    person = Person(username=USERNAME, display_name=display_name)
    person.set_unusable_password()
    person.save(force_insert=True)
    return person


def remove_example() -> bool:
    """False when there was none."""
    person = example_person()
    if person is None:
        return False
    delete_person(person)
    return True
