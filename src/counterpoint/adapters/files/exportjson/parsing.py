"""From bytes to JSON of our format, whoever wrote them."""

from __future__ import annotations

import json
from typing import Any

from counterpoint.adapters.files.exportjson.document import FORMAT
from counterpoint.adapters.files.faults import Fault, NotReadable
from counterpoint.domain.words import gettext as _

MOST_BYTES = 100_000_000
MOST_RECORDS, MOST_ENTRIES = 2_000_000, 10_000_000
"""Brackets and commas in the document: what its pieces take in memory is many times their length."""


def parsed(raw: bytes, name: str) -> Any:
    """The JSON of a document of our format; NotReadable for bytes that are none, or too many."""
    _refuse(_too_large(raw), name)
    try:
        document = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as wrong:
        raise NotReadable(name, [_no_json(wrong)]) from wrong
    _refuse(_other_format(document), name)
    return document


def _refuse(fault: Fault | None, name: str) -> None:
    if fault is not None:
        raise NotReadable(name, [fault])


def _too_large(raw: bytes) -> Fault | None:
    if len(raw) > MOST_BYTES:
        right = _("At most 100 MB are possible; take a backup of a life that is larger.")
        return Fault("file", _("is too long."), right)
    if raw.count(b"{") + raw.count(b"[") > MOST_RECORDS or raw.count(b",") > MOST_ENTRIES:
        right = _("At most %(most_records)s.") % {"most_records": f"{MOST_RECORDS:,}"}
        return Fault("file", _("has too many entries."), right)
    return None


def _no_json(wrong: ValueError | RecursionError) -> Fault:
    match wrong:
        case UnicodeDecodeError():
            return Fault("file", _("is not in UTF-8."), _("Take the file as it was exported."))
        case json.JSONDecodeError():
            what = _("is not JSON: %(msg)s.") % {"msg": wrong.msg}
            return Fault("file", what, _("It may have been cut short."), wrong.lineno)
        case RecursionError():
            return Fault("file", _("is nested too deeply."))
    return Fault("file", _("has a number that is none, or one too long."))


def _other_format(document: Any) -> Fault | None:
    said = document.get("format") if isinstance(document, dict) else None
    if said == FORMAT:
        return None
    what = (
        _("is “%(said)s”, from another version.") % {"said": f"{said:.40}"}
        if isinstance(said, str)
        else _("does not say what this is.")
    )
    return Fault("format", what, _("This version reads “%(format)s”.") % {"format": FORMAT})


def _no_number(word: str) -> float:
    raise ValueError(word)
