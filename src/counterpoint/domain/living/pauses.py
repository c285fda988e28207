"""Life happened: for a while nothing is asked, and these days stay out of every estimate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """From `at` until `until` (None: it goes on). `note` is the person's own."""

    id: str
    at: datetime
    until: datetime | None = None
    note: str = ""

    def holds(self, moment: datetime) -> bool:
        return self.at <= moment and (self.until is None or moment < self.until)
