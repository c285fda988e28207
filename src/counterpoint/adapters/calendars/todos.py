"""The tasks in a calendar file, for those who make tasks of their own of them."""

from __future__ import annotations

from counterpoint.adapters.calendars.ics import read_calendar
from counterpoint.adapters.calendars.tasks import Todo

__all__ = ["Todo", "read_todos"]


def read_todos(raw: bytes) -> tuple[Todo, ...]:
    """Every VTODO in a file; see `read_calendar` for what it raises."""
    return read_calendar(raw).tasks
