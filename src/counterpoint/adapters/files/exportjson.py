"""Everything of one person as one JSON document, ``counterpoint-export/1``; docs/reference/export-json.md."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, make_dataclass
from datetime import date, datetime
from typing import Any

from counterpoint.adapters.codec import as_json
from counterpoint.adapters.files.faults import Fault, Findings, NotReadable
from counterpoint.adapters.files.records import Limits, Reader, Unreadable
from counterpoint.domain.agenda import Agenda, CalendarSource, Mark
from counterpoint.domain.boundaries.loosening import MOST_DAYS
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.everything import SHELVES, CalendarHeld, Everything, WeekHeld
from counterpoint.domain.notation import id_advice, is_id
from counterpoint.domain.planning import Plan, Settings
from counterpoint.domain.reviews import ALL_MARKERS
from counterpoint.domain.timeline import YEARS, Span, zone_of
from counterpoint.domain.words import gettext as _

FORMAT = "counterpoint-export/1"
MOST_BYTES = 100_000_000
MOST_RECORDS, MOST_ENTRIES = 2_000_000, 10_000_000
"""Brackets and commas in the document: what its pieces take in memory is many times their length."""
MOST_RAW = 100_000_000
_CAN_BE_ASKED = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]{1,200}")
A_DAY, A_YEAR, MANY = 24 * 60, 366 * 24 * 60, 2_000_000_000
CHECK_IN_SCALES = ("energy", "tension", "mood", "work_lifted", "work_drained", "life_lifted", "life_drained")
LIMITS: Limits = {
    ("CoreValue", "rank"): (1, 99),
    ("ProtectedTime", "times_a_week"): (1, 7),
    ("ProtectedTime", "minutes"): (1, A_DAY),
    ("Meal", "minutes"): (1, A_DAY),
    ("Ritual", "minutes"): (0, A_DAY),
    ("RitualStep", "minutes"): (0, A_DAY),
    ("Settings", "week_start"): (0, 6),
    ("Settings", "slack_minutes"): (0, A_DAY),
    ("Settings", "loosening_days"): (0, MOST_DAYS),
    ("Loosening", "days"): (0, MOST_DAYS),
    ("Availability", "sleep_minutes"): (0, A_DAY),
    ("Availability", "focus_minutes"): (0, A_DAY),
    ("Availability", "break_minutes"): (5, A_DAY),
    ("Availability", "rest_minutes"): (0, A_DAY),
    ("Availability", "hard_minutes"): (0, A_DAY),
    ("Task", "minutes"): (1, A_YEAR),
    ("Task", "minutes_done"): (0, A_YEAR),
    ("Task", "first_minutes"): (0, A_YEAR),
    ("Task", "took_minutes"): (0, A_YEAR),
    ("Task", "piece_least"): (1, A_YEAR),
    ("Task", "piece_most"): (1, A_YEAR),
    ("Routine", "minutes"): (1, A_DAY),
    ("Routine", "times_a_week"): (1, 7),
    ("Routine", "spacing_days"): (0, 7),
    ("CalendarSource", "events"): (0, MANY),
    ("Occurrence", "sequence"): (0, MANY),
    ("Commitment", "necessity"): (1, 5),
    ("Commitment", "joy"): (1, 5),
    ("Commitment", "strength"): (1, 5),
    ("Commitment", "energy"): (-2, 2),
    ("Commitment", "minutes_a_week"): (0, 7 * A_DAY),
    ("GiveBack", "minutes"): (1, 7 * A_DAY),
    ("GiveBack", "minutes_given"): (0, A_YEAR),
    **{("CheckIn", name): (1, 7) for name in CHECK_IN_SCALES},
    **{("Markers", name): (0, 10) for name in ALL_MARKERS},
    ("Stretch", "minutes"): (0, A_YEAR),
    ("Renewal", "minutes"): (5, A_DAY),
    ("FocusWishes", "least"): (0, A_DAY),
    ("Way", "minutes"): (1, A_DAY),
    ("Way", "back_minutes"): (0, A_DAY),
    ("AnswerSheet", "pack_version"): (0, MANY),
    ("Answer", "value"): (-MANY, MANY),
    ("Portrait", "slack_before"): (0, A_DAY),
    ("Target", "tries"): (0, 99),
    ("Outgoing", "attempts"): (0, 99),
    ("Outgoing", "lost"): (0, 99),
    ("Stretch", "quality"): (1, 5),
    ("Stretch", "presence"): (1, 5),
}


@dataclass(frozen=True, slots=True)
class _Marked:
    key: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class _Calendar:
    """A calendar as the document has it: `raw` is zlib, then base64."""

    source: CalendarSource
    raw: str = ""
    window: Span | None = None
    read: Agenda = field(default_factory=Agenda)
    marks: tuple[_Marked, ...] = ()


_Document: Any = make_dataclass(
    "_Document",
    [
        ("format", str),
        ("settings", Settings),
        *((name, tuple[kind, ...], ()) for name, kind in SHELVES.items()),  # type: ignore[valid-type]
        ("calendars", tuple[_Calendar, ...], ()),
        ("weeks", tuple[WeekHeld, ...], ()),
    ],
    frozen=True,
    slots=True,
)
"""The document as a record: a list for every kind of thing."""


def write_everything(everything: Everything) -> str:
    """The text of an export, a line for each thing; `read_everything` gives the same back."""
    return "".join(_pieces(everything))


def _pieces(everything: Everything) -> Iterator[str]:
    """One thing after the other: many calendars as one tree of records would take very much memory."""
    yield f'{{\n"format": {_written(FORMAT)},\n"settings": {_written(as_json(everything.settings))}'
    for name in SHELVES:
        yield from _list(name, map(as_json, getattr(everything, name)))
    yield from _list("calendars", map(_as_document, everything.calendars))
    yield from _list("weeks", map(as_json, everything.weeks))
    yield "\n}\n"


def _list(name: str, documents: Iterable[Any]) -> Iterator[str]:
    yield f',\n"{name}": ['
    for number, document in enumerate(documents):
        yield f"{',' if number else ''}\n {_written(document)}"
    yield "]"


def _written(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False)


def _as_document(held: CalendarHeld) -> dict[str, Any]:
    return {
        "source": as_json(held.source),
        "raw": base64.b64encode(zlib.compress(held.raw, 6)).decode() if held.raw else "",
        "window": as_json(held.window),
        "read": as_json(held.read),
        "marks": [{"key": key, "mark": as_json(mark)} for key, mark in held.marks],
    }


def read_everything(raw: bytes, *, name: str = "") -> Everything:
    """What an export holds. NotReadable names everything that is wrong with it, each at its place."""
    findings = Findings()
    reader = Reader(findings, LIMITS)
    name = name or _("The export")
    document = _plain(raw, name)
    try:
        read = reader.read(_Document, document, "")
        everything = _everything(read, reader)
        _check(everything, reader)
    except Unreadable:
        everything = None
    if findings.faults or everything is None:
        raise NotReadable(name, findings.faults)
    return everything


def _plain(raw: bytes, name: str) -> Any:
    if len(raw) > MOST_BYTES:
        raise NotReadable(
            name,
            [
                Fault(
                    "file",
                    _("is too long."),
                    _("At most 100 MB are possible; take a backup of a life that is larger."),
                )
            ],
        )
    if raw.count(b"{") + raw.count(b"[") > MOST_RECORDS or raw.count(b",") > MOST_ENTRIES:
        raise NotReadable(
            name,
            [
                Fault(
                    "file",
                    _("has too many entries."),
                    _("At most %(most_records)s.") % {"most_records": f"{MOST_RECORDS:,}"},
                )
            ],
        )
    try:
        document = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as wrong:
        raise NotReadable(
            name, [Fault("file", _("is not in UTF-8."), _("Take the file as it was exported."))]
        ) from wrong
    except json.JSONDecodeError as wrong:
        fault = Fault(
            "file",
            _("is not JSON: %(msg)s.") % {"msg": wrong.msg},
            _("It may have been cut short."),
            wrong.lineno,
        )
        raise NotReadable(name, [fault]) from wrong
    except ValueError as wrong:
        raise NotReadable(name, [Fault("file", _("has a number that is none, or one too long."))]) from wrong
    except RecursionError as wrong:
        raise NotReadable(name, [Fault("file", _("is nested too deeply."))]) from wrong
    said = document.get("format") if isinstance(document, dict) else None
    if said != FORMAT:
        what = (
            _("is “%(said)s”, from another version.") % {"said": f"{said:.40}"}
            if isinstance(said, str)
            else _("does not say what this is.")
        )
        raise NotReadable(
            name, [Fault("format", what, _("This version reads “%(format)s”.") % {"format": FORMAT})]
        )
    return document


def _no_number(word: str) -> float:
    raise ValueError(word)


def _everything(read: _Document, reader: Reader) -> Everything:
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


def _check(everything: Everything, reader: Reader) -> None:
    """What no single record can say: ids are unique, weeks too, and zones exist."""
    for name in SHELVES:
        _unique((each.id for each in getattr(everything, name)), name, reader)
    _unique((each.source.id for each in everything.calendars), "calendars", reader)
    for number, week in enumerate(everything.weeks):
        _named(week, f"weeks[{number}]", reader)
    _unique((str(each.current.week.first) for each in everything.weeks), "weeks", reader)
    _check_settings(everything.settings, reader)
    _check_zones(everything, reader)
    for number, week in enumerate(everything.weeks):
        _same_week(week.current, week.accepted, number, reader)
    _in_our_time(everything, reader)
    for number, each in enumerate(everything.protected):
        if each.floats and each.minutes is None:
            reader.fault(f"protected[{number}].minutes", _("is missing, and times_a_week is there."))
    for number, wish in enumerate(everything.loosenings):
        if wish.wish and wish.wish.floats and wish.wish.minutes is None:
            reader.fault(f"loosenings[{number}].wish.minutes", _("is missing, and times_a_week is there."))
    _end_after_they_begin(everything, reader)
    for number, calendar in enumerate(everything.calendars):
        if calendar.source.kind == "feed" and not calendar.source.address:
            reader.fault(f"calendars[{number}].source.address", _("is missing, and it is a feed."))


def _end_after_they_begin(everything: Everything, reader: Reader) -> None:
    for name in ("seasons", "job_trials"):
        for number, stretch in enumerate(getattr(everything, name)):
            if stretch.last < stretch.first:
                reader.fault(f"{name}[{number}].last", _("is before its first day."))


def _check_zones(everything: Everything, reader: Reader) -> None:
    for number, check_in in enumerate(everything.check_ins):
        _check_zone(check_in.zone, f"check_ins[{number}].zone", reader)
    for number, request in enumerate(everything.requests):
        if request.zone:
            _check_zone(request.zone, f"requests[{number}].zone", reader)


def _check_zone(zone: str, place: str, reader: Reader) -> None:
    try:
        zone_of(zone)
    except CounterpointError as wrong:
        reader.fault(place, wrong.message, wrong.advice)


def _check_settings(settings: Settings, reader: Reader) -> None:
    _check_zone(settings.zone, "settings.zone", reader)
    if settings.clock not in (12, 24):
        reader.fault(
            "settings.clock", _("is %(clock)s.") % {"clock": settings.clock}, _("It can be 12 or 24.")
        )
    if settings.availability.meals:
        reader.fault(
            "settings.availability.meals", _("is not empty."), _("Meals stand in “meals” beside it.")
        )


def _named(week: WeekHeld, place: str, reader: Reader) -> None:
    """What a page leads to by its id must have one that can stand in an address."""
    for plan in filter(None, (week.current, week.accepted)):
        ids = {own for each in plan.blocks for own in (each.id, each.item_id)}
        ids |= {each.item_id for each in plan.left_out}
        if wrong := next((each for each in ids if not _CAN_BE_ASKED.fullmatch(each)), None):
            reader.fault(place, _("has an id “%(wrong)s”.") % {"wrong": f"{wrong:.40}"}, id_advice())


def _in_our_time(everything: Everything, reader: Reader) -> None:
    """What has a time lies in years that have a day before and after them in every zone."""
    moments = [
        (f"{name}[{number}].{said}", at)
        for name in SHELVES
        for number, each in enumerate(getattr(everything, name))
        for said, at in _moments(each)
    ]
    for number, held in enumerate(everything.weeks):
        for plan in (held.current, held.accepted) if held.accepted else (held.current,):
            moments.append((f"weeks[{number}]", plan.week.first))
            moments += [(f"weeks[{number}]", at) for block in plan.blocks for at in _ends(block.span)]
    for place, at in moments:
        if not YEARS[0] - 1 <= at.year <= YEARS[-1] + 1:  # the first and last week reach over
            reader.fault(
                place,
                _("is in the year %(year)s.") % {"year": at.year},
                _("It can be %(years)s to %(years2)s.") % {"years": YEARS[0], "years2": YEARS[-1]},
            )


def _moments(thing: Any, name: str = "") -> Iterator[tuple[str, date]]:
    """Each day and moment in a thing and in what it is made of, with the name of its field."""
    if isinstance(thing, date):
        yield name, thing
    elif isinstance(thing, tuple):
        for each in thing:
            yield from _moments(each, name)
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from _moments(getattr(thing, each.name), f"{name}.{each.name}".lstrip("."))


def _ends(span: Span) -> tuple[datetime, datetime]:
    return span.start, span.end


def _same_week(current: Plan, accepted: Plan | None, number: int, reader: Reader) -> None:
    if accepted is not None and accepted.week != current.week:
        reader.fault(f"weeks[{number}].accepted", _("is of another week than the current plan."))


def _unique(ids: Iterable[str], name: str, reader: Reader) -> None:
    counted = Counter(ids)
    for each, count in counted.items():
        if count > 1:
            reader.fault(
                name,
                _("has %(count)s entries with the id “%(each)s”.") % {"count": count, "each": each},
                _("Each has an id of its own."),
            )
        if not is_id(each):
            reader.fault(name, _("has an id “%(each)s”.") % {"each": f"{each:.40}"}, id_advice())
