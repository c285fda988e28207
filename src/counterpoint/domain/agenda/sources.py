"""Where events come from: a file that was handed in, or an address that is asked again now and then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class CalendarSource:
    """One calendar of a person, in a life domain. `address` is a secret: never logged, never shown to others.

    An `account` is a calendar of a calendar account, which says where it is (`accounts.Collection`).

    `etag` and `last_modified` are what the feed's server said last (RFC 9110 §8.8). `trouble` says in plain
    words why the last reading or refresh did not work, empty when it did; what was read before stays.
    """

    id: str
    name: str
    domain_id: str
    kind: Literal["file", "feed", "account"] = "file"
    address: str = ""
    zone: str = ""
    etag: str = ""
    last_modified: str = ""
    refreshed_at: datetime | None = None
    events: int = 0
    trouble: str = ""
    example: bool = False
