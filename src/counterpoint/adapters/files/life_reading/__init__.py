"""From a document (plain tables and lists) to a `Life`: one reader for each kind of thing."""

from counterpoint.adapters.files.life_reading.calendars import read_calendars, read_event_rules
from counterpoint.adapters.files.life_reading.references import References
from counterpoint.adapters.files.life_reading.things import read_routines, read_task, read_tasks
from counterpoint.adapters.files.life_reading.times import (
    read_availability,
    read_flex,
    read_meals,
    read_protected,
    read_rituals,
)
from counterpoint.adapters.files.life_reading.values import read_domains, read_values

__all__ = [
    "References",
    "read_availability",
    "read_calendars",
    "read_domains",
    "read_event_rules",
    "read_flex",
    "read_meals",
    "read_protected",
    "read_rituals",
    "read_routines",
    "read_task",
    "read_tasks",
    "read_values",
]
