"""All entries of a collection together, which are no more than a calendar may be."""

from __future__ import annotations

from dataclasses import dataclass, field

from counterpoint.adapters.calendars.components import MOST_COMPONENTS
from counterpoint.adapters.calendars.text import MOST_LINES, CalendarTooLarge, refuse_if_too_large
from counterpoint.domain.agenda import Entry
from counterpoint.domain.words import gettext as _


@dataclass(slots=True)
class Total:
    """What the entries come to that were counted so far."""

    size: int = 0
    lines: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, entry: Entry) -> None:
        self.size += entry.size
        self.lines += entry.lines
        for kind, number in entry.counts.items():
            self.counts[kind] = self.counts.get(kind, 0) + number

    def refuse_too_much(self) -> None:
        """Raises CalendarTooLarge."""
        refuse_if_too_large(self.size)
        if self.lines > MOST_LINES or any(number > MOST_COMPONENTS for number in self.counts.values()):
            raise CalendarTooLarge(
                _("This calendar has more than can be read: %(lines)s lines, or %(most)s parts of a kind.")
                % {"lines": f"{MOST_LINES:,}", "most": f"{MOST_COMPONENTS:,}"},
                advice=_("Keep what is long past in a calendar of its own on the server."),
            )
