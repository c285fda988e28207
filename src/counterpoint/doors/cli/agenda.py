"""`counterpoint agenda`: what calendar files say of a stretch of time."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from counterpoint import wiring
from counterpoint.desk.calendars.reading import AgendaRead, AskedWindow, NothingToRead
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.timeline import local
from counterpoint.domain.zones import iana_zone

if TYPE_CHECKING:
    from counterpoint.domain.agenda import Occurrence

NAME = "agenda"
HELP = "Show what calendar files say of a stretch of time."

FAILED = 2


class NotADate(CounterpointError):
    """A word that is neither a day nor a time."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a calendar file (.ics)")
    parser.add_argument(
        "--from", dest="start", required=True, metavar="DATE", help="first day, such as 2026-11-23"
    )
    parser.add_argument(
        "--to",
        dest="end",
        required=True,
        metavar="DATE",
        help="the day after the last one; the same day asks for that day",
    )
    parser.add_argument(
        "--zone", help="time zone, such as Europe/Berlin (else that of the first calendar, or UTC)"
    )
    parser.add_argument("--json", action="store_true", help="write JSON")


def run(args: argparse.Namespace) -> int:
    """Show the agenda; 0, or 2 when no file could be read or the window makes no sense."""
    if args.zone:
        iana_zone(args.zone)
    window = AskedWindow(_moment(args.start, "--from"), _moment(args.end, "--to"))
    try:
        read = wiring.read_agenda(args.files, window, args.zone)
    except NothingToRead as nothing:
        if args.json:
            _write(nothing.read)
        raise
    if args.json:
        _write(read)
    else:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # a terminal may lack the letters of a title
        print("\n".join(_pages(read)))
    return 0


def _moment(text: str, option: str) -> date | datetime:
    """A day, or a local time or instant, in ISO 8601."""
    plain = text.strip()
    try:
        if "T" in plain.upper() or " " in plain:
            return datetime.fromisoformat(plain)
        return date.fromisoformat(plain)
    except ValueError:
        raise NotADate(
            f"{option} “{text}” is no date.",
            advice="Write it as 2026-11-23, or 2026-11-23T14:30.",
            field=option,
        ) from None


def _write(read: AgendaRead) -> None:
    """One JSON document, an entry a line."""
    encode = json.JSONEncoder().encode
    head = {"from": read.asked.start.isoformat(), "to": read.asked.end.isoformat(), "zone": read.zone}
    lists: dict[str, Iterator[dict[str, Any]]] = {
        "occurrences": (_entry(each, read.zone) for each in read.occurrences),
        "warnings": ({"about": d.about, "why": d.why, "source": source} for source, d in read.warnings),
        "set_aside": (
            {"component": s.component, "why": s.why, "source": source} for source, s in read.set_aside
        ),
    }
    sys.stdout.write(encode(head)[:-1])
    for name, entries in lists.items():
        sys.stdout.write(f",\n{encode(name)}: [")
        for number, entry in enumerate(entries):
            sys.stdout.write(("," if number else "") + "\n  " + encode(entry))
        sys.stdout.write("]")
    sys.stdout.write("}\n")


def _entry(each: Occurrence, zone: str) -> dict[str, Any]:
    start, end = _ends(each, zone)
    return {
        "uid": each.uid,
        "recurrence_id": each.recurrence_id,
        "start": start.isoformat(),
        "end": end.isoformat(),
        "all_day": each.all_day,
        "title": each.title,
        "status": each.status,
        "sequence": each.sequence,
        "blocking": each.blocking,
        "source": each.source,
    }


def _ends(each: Occurrence, zone: str) -> tuple[date, date]:
    """Where it begins and ends: times on the clock of a zone, or days, the last one exclusive."""
    if each.first_on is not None and each.until_on is not None:
        return each.first_on, each.until_on
    return local(each.span.start, zone), local(each.span.end, zone)


def _pages(read: AgendaRead) -> Iterator[str]:
    """A table by day, then what was assumed and what could not be read."""
    occurrences = read.occurrences
    if not occurrences:
        yield f"Nothing from {read.asked.start} to {read.asked.end} ({read.zone})."
    else:
        yield f"Times on the clock of {read.zone}"
    for day, those in groupby(occurrences, key=lambda each: _day(each, read.zone)):
        yield f"\n{day:%A %d %B} {day.year:04}"
        yield from _rows(those, read.zone)
    yield from _notes("Read on a guess", ((d.about, d.why, source) for source, d in read.warnings))
    yield from _notes("Could not be read", ((s.component, s.why, source) for source, s in read.set_aside))


def _day(each: Occurrence, zone: str) -> date:
    start = _ends(each, zone)[0]
    return start.date() if isinstance(start, datetime) else start


def _rows(those: Iterable[Occurrence], zone: str) -> Iterator[str]:
    for each in those:
        marks: list[str] = [each.status] if each.status != "confirmed" else []
        marks += ["does not block"] if not each.blocking and each.status != "cancelled" else []
        said = f"  ({', '.join(marks)})" if marks else ""
        yield f"  {_hours(each, zone):<20}{each.title or '(no title)'}{said}"


def _hours(each: Occurrence, zone: str) -> str:
    start, end = _ends(each, zone)
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        days = (end - start).days
        return "all day" if days == 1 else f"{days} days"
    beyond = (end.date() - start.date()).days
    return f"{start:%H:%M}–{end:%H:%M}" + (f" +{beyond} d" if beyond else "")


def _notes(heading: str, notes: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    lines = [f"  {about}: {why} [{source}]" for about, why, source in notes]
    if lines:
        yield f"\n{heading}"
        yield from lines
