"""Everything of a person from the one document."""

from __future__ import annotations

import base64
import binascii
import zlib

from counterpoint.adapters.files.exportjson.checking import check
from counterpoint.adapters.files.exportjson.document import Document
from counterpoint.adapters.files.exportjson.limits import LIMITS
from counterpoint.adapters.files.exportjson.parsing import parsed
from counterpoint.adapters.files.faults import Findings, NotReadable
from counterpoint.adapters.files.records import Reader, Unreadable
from counterpoint.domain.everything import SHELVES, CalendarHeld, Everything
from counterpoint.domain.words import gettext as _

MOST_RAW = 100_000_000


def read_everything(raw: bytes, *, name: str = "") -> Everything:
    """What an export holds. NotReadable names everything that is wrong with it, each at its place."""
    findings = Findings()
    reader = Reader(findings, LIMITS)
    name = name or _("The export")
    document = parsed(raw, name)
    try:
        read = reader.read(Document, document, "")
        everything = _everything(read, reader)
        check(everything, reader)
    except Unreadable:
        everything = None
    if findings.faults or everything is None:
        raise NotReadable(name, findings.faults)
    return everything


def _everything(read: Document, reader: Reader) -> Everything:
    return Everything(
        settings=read.settings,
        calendars=tuple(
            CalendarHeld(
                each.source,
                _bytes(each.raw, f"calendars[{number}].raw", reader),
                each.window,
                each.read,
                tuple((marked.key, marked.mark) for marked in each.marks),
            )
            for number, each in enumerate(read.calendars)
        ),
        weeks=read.weeks,
        **{name: getattr(read, name) for name in SHELVES},
    )


def _bytes(packed: str, place: str, reader: Reader) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        raw = unpacking.decompress(base64.b64decode(packed, validate=True), MOST_RAW) if packed else b""
    except (binascii.Error, ValueError, zlib.error) as wrong:
        raise reader.fault(place, _("is damaged."), _("It is bytes, packed with zlib, in base64.")) from wrong
    if packed and not unpacking.eof:
        raise reader.fault(place, _("is cut short or too large."), _("A calendar has at most 100 MB."))
    return raw
