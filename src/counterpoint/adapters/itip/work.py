"""How much is done for one file with invitations, whatever it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from counterpoint.adapters.calendars.grouping import STEPS as CHANGE_STEPS
from counterpoint.adapters.calendars.ics import MOST_ZONE_STEPS
from counterpoint.adapters.calendars.zones import Shared
from counterpoint.domain.inviting import Message, Method
from counterpoint.engines.recurrence.agenda import STEPS as TIME_STEPS
from counterpoint.engines.recurrence.budget import Budget

MOST_COMPONENTS = 500
"""Components that are read of a file, over all its calendars; one with which there are more is not read."""
MOST_MESSAGES = 50
"""Messages that are taken from one file. A mail has one, in two or three forms."""
Name = tuple[Method, str, str, int, datetime]
"""What makes messages the same: most mails carry one calendar twice, to be read and as a file."""


def name_of(message: Message) -> Name:
    return message.method, message.uid, message.recurrence_id, message.sequence, message.stamp


@dataclass
class Work:
    """What is done for one file, whatever number of calendars and events it has."""

    changes: Budget = field(default_factory=lambda: Budget(CHANGE_STEPS))
    times: Budget = field(default_factory=lambda: Budget(TIME_STEPS))
    zones: Shared = field(default_factory=lambda: Shared(Budget(MOST_ZONE_STEPS)))
    components: int = 0
    found: dict[Name, Message] = field(default_factory=dict)
    left: set[Name] = field(default_factory=set)

    def has_room_for(self, name: Name) -> bool:
        """Whether a message is still to be read: it is not there yet, nor one too many."""
        if name in self.found:
            return False
        if len(self.found) >= MOST_MESSAGES:
            self.left.add(name)
            return False
        return True
