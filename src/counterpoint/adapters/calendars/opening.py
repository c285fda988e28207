"""What an event says beside its times; read when it falls into a window."""

from __future__ import annotations

from functools import lru_cache

from counterpoint.adapters.calendars.components import Component, Wanted, properties_of
from counterpoint.adapters.calendars.parts import Properties, Reading
from counterpoint.adapters.calendars.properties import params_of
from counterpoint.adapters.calendars.values import whole_number
from counterpoint.domain.agenda import Status
from counterpoint.engines.recurrence.events import Said

SAID = Wanted(
    *("SUMMARY", "STATUS", "TRANSP", "ORGANIZER", "LOCATION", "SEQUENCE", "X-MICROSOFT-CDO-BUSYSTATUS")
)
"""What else it says; read when an event falls into a window."""
ANSWERS = Wanted("ATTENDEE")
"""Who was asked and what they said; read where the owner of the calendar is known."""
REVISION = Wanted("SEQUENCE", "LAST-MODIFIED", "DTSTAMP")
"""Which of several forms is the newer one; read where there are several."""
LONGEST_TEXT = 1_000
"""Characters of a title, a place, a name or a UID that are kept."""
MESSAGES = ("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH")
"""What a METHOD says of components that are no events."""


class Opened:
    """Opens a component for what it says beside its times, each time it is asked."""

    __slots__ = ("_component", "_raw", "_reading")

    def __init__(self, raw: bytes, component: Component, reading: Reading) -> None:
        self._raw, self._component, self._reading = raw, component, reading

    def __call__(self) -> Said:
        own = properties_of(self._raw, self._component, SAID)
        status = _status(own, self._reading.method)
        return Said(
            title=" ".join(read_text(own, "SUMMARY").split()),
            status=status,
            blocking=status != "cancelled" and _takes_time(own) and not self._is_refused(),
            organiser=_organiser(own),
            location=read_text(own, "LOCATION"),
            sequence=_sequence(own),
        )

    def _is_refused(self) -> bool:
        """Whether the owner of the calendar has declined, or the component is an answer or a proposal, not an
        event.
        """
        reading = self._reading
        if reading.method in MESSAGES:
            return True
        if not reading.owner:
            return False
        asked = properties_of(self._raw, self._component, ANSWERS).get("ATTENDEE", [])
        return any(
            _address(each.value) == reading.owner and each.params.get("PARTSTAT", "").upper() == "DECLINED"
            for each in asked
        )

    def properties(self, wanted: Wanted) -> Properties:
        """Those of the wanted names."""
        return properties_of(self._raw, self._component, wanted)

    def text(self) -> bytes:
        """The component as it stands."""
        return self._component.bytes(self._raw)

    @property
    def calendar(self) -> int:
        """Of which of the file's calendars it is."""
        return self._component.calendar

    def revision(self) -> tuple[int, str]:
        own = properties_of(self._raw, self._component, REVISION)
        return _sequence(own), _stamp(own)


def _sequence(own: Properties) -> int:
    return max(0, whole_number(own["SEQUENCE"][0].value)) if own.get("SEQUENCE") else 0


def read_text(own: Properties, name: str, longest: int = LONGEST_TEXT) -> str:
    """The first property of a name as text that can be shown, of bounded length."""
    text = own[name][0].text if own.get(name) else ""
    text = text if len(text) <= longest else f"{text[:longest]}…"
    return text if text.isprintable() else "".join(c for c in text if c.isprintable() or c in "\n\t")


def _status(own: Properties, method: str) -> Status:
    stated = own["STATUS"][0].value.strip().upper() if own.get("STATUS") else ""
    if method == "CANCEL" or stated in ("CANCELLED", "CANCELED"):
        return "cancelled"
    return "tentative" if stated == "TENTATIVE" else "confirmed"


def _takes_time(own: Properties) -> bool:
    if own.get("TRANSP"):
        return own["TRANSP"][0].value.strip().upper() not in ("TRANSPARENT", "1")
    busy = own.get("X-MICROSOFT-CDO-BUSYSTATUS")
    return not busy or busy[0].value.strip().upper() != "FREE"


def _address(value: str) -> str:
    return value.strip().casefold().removeprefix("mailto:").strip()


def _organiser(own: Properties) -> str:
    stated = own.get("ORGANIZER")
    return _person(stated[0].head, stated[0].value) if stated else ""


@lru_cache(maxsize=512)  # most events of a calendar have one of a few organisers
def _person(head: str, value: str) -> str:
    name = params_of(head).get("CN", "").strip()[:LONGEST_TEXT]
    address = value.strip()[:LONGEST_TEXT]
    address = address[len("mailto:") :] if address.casefold().startswith("mailto:") else address
    return f"{name} <{address}>" if name and address else name or address


def _stamp(own: Properties) -> str:
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        if own.get(name):
            return own[name][0].value.strip()[:20]
    return ""
