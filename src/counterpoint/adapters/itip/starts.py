"""Events that need not say when they begin."""

from __future__ import annotations

from counterpoint.adapters.calendars.components import Outline, Wanted, properties_of
from counterpoint.adapters.itip.work import MOST_COMPONENTS

_A_START = b"DTSTART:19700101T000000Z"
STARTING = Wanted("DTSTART")


def with_starts(plain: bytes, found: Outline) -> bytes:
    """With a DTSTART in each event that has none, where it may: CANCEL and DECLINECOUNTER need not say when
    (RFC 5546 §3.2.5 and §3.2.8), and whoever reads events wants to know.
    """
    for each in reversed(found.components[: MOST_COMPONENTS + 1]):
        own = found.calendars[each.calendar]
        may = "METHOD" in own and own["METHOD"].value.strip().upper() in ("CANCEL", "DECLINECOUNTER")
        if may and each.kind == "VEVENT" and not properties_of(plain, each, STARTING):
            end = plain.find(b"\n", each.first) + 1 or len(plain)
            plain = b"%s%s\n%s" % (plain[:end], _A_START, plain[end:])
    return plain
