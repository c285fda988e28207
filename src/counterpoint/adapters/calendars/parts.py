"""What a component of a calendar is on its way into a series."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from counterpoint.adapters.calendars.notes import Notes
from counterpoint.adapters.calendars.properties import Property
from counterpoint.adapters.calendars.times import Times
from counterpoint.engines.recurrence.clocks import Moment
from counterpoint.engines.recurrence.events import Event, Length
from counterpoint.engines.recurrence.rules import Rule

Properties = dict[str, list[Property]]


def _first_revision() -> tuple[int, str]:
    return 0, ""


@dataclass(slots=True)
class Part:
    """One component on its way into a series. `revision` opens it for its SEQUENCE and its LAST-MODIFIED, or
    else its DTSTAMP, as written.
    """

    uid: str
    event: Event
    is_change: bool = False
    original: Moment | None = None
    original_day: date | None = None
    and_future: bool = False
    rules: tuple[Rule, ...] = ()
    except_rules: tuple[Rule, ...] = ()
    added: tuple[tuple[Moment, Length | None], ...] = ()
    left_out: tuple[Moment, ...] = ()
    revision: Callable[[], tuple[int, str]] = _first_revision

    @property
    def repeats(self) -> bool:
        return bool(self.rules or self.added or self.except_rules or self.left_out)


@dataclass(slots=True)
class Reading:
    """What is the same for all events of a calendar. `owner` is the address whose refusals free the time."""

    times: Times
    notes: Notes
    owner: str = ""
    method: str = ""
    unnamed: dict[str, int] = field(default_factory=dict)
