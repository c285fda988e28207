"""How fast calendars are read and unrolled, beside icalendar with recurring-ical-events in the same run.

A generated calendar of ten years (5,000 single events, 300 series in seven zones) is read, asked for single
weeks and for all of its ten years, and kept, so that a week comes from the table. All times are processor
time of the same process, the least of the replicates, so that a busy machine matters little; what counts is
the ratio. Memory is what a process of its own needs at its most, over what it needs to have the code at hand.
Every answer is compared: the same UIDs at the same times.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

from _calendar import LAST, calendar, ten_years, week
from _report import Bar, Report, options

PARSE_AND_WEEK, TEN_YEARS, STORED, MEMORY = 15.0, 20.0, 100.0, 0.1
BIG_SECONDS, BIG_MB = 5.0, 500.0
READ_IN = "Europe/Berlin"
ZONE = ZoneInfo(READ_IN)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
STORED_READS = 30
Moments = set[tuple[str, datetime, datetime]]
Asked = tuple[datetime, datetime]


def main(arguments: list[str] | None = None) -> int:
    parser = options(__doc__ or "")
    parser.add_argument("--singles", type=int, default=5_000, help="single events")
    parser.add_argument("--series", type=int, default=300)
    parser.set_defaults(seeds=[1], replicates=2)
    given = parser.parse_args(arguments)
    report = Report("recurrence", {**vars(given), "last_day": LAST})
    worst: dict[str, float] = {}
    for seed in given.seeds:
        raw = calendar(seed, singles=given.singles, series=given.series)
        for row in measured(seed, raw, given.replicates):
            report.rows.append(row)
            task = str(row["what"])
            worst[task] = min(worst.get(task, float("inf")), float(str(row["ratio"])))
    report.rows.append(big(given.seeds[0]))
    report.bars += bars(report, worst)
    return report.finish(given.json)


def bars(report: Report, worst: dict[str, float]) -> list[Bar]:
    apart = sum(row["equal"] is False for row in report.rows)
    last = report.rows[-1]
    return [
        Bar("answers that differ", apart, 0, "lower"),
        Bar("read, and one week: times as fast", worst["read, and one week"], PARSE_AND_WEEK, "higher"),
        Bar("ten years: times as fast", worst["ten years"], TEN_YEARS, "higher"),
        Bar("a week that is kept: times as fast", worst["a week that is kept"], STORED, "higher"),
        Bar(
            "memory for ten years, share of the peer's",
            1 / worst["memory for ten years (MB)"],
            MEMORY,
            "lower",
        ),
        Bar("20 MB, 50,000 events: seconds to read", float(str(last["ours"])), BIG_SECONDS, "lower"),
        Bar("20 MB, 50,000 events: MB", float(str(last["MB"])), BIG_MB, "lower"),
    ]


def measured(seed: int, raw: bytes, replicates: int) -> Iterable[dict[str, object]]:
    """Every row of one calendar; ours and the peer's turn by turn."""
    draw = random.Random(seed)
    weeks = [week(draw, ZONE) for _ in range(replicates)]
    ours = [our_times(raw, asked) for asked in weeks]
    theirs = [their_times(raw, asked) for asked in weeks]
    kept = apart(stored, raw, [week_ahead(draw) for _ in range(STORED_READS)])
    for what in ("read", "read, and one week", "ten years", "read, and ten years"):
        mine, other = (min(run[what] for run in runs) for runs in (ours, theirs))
        at = "ten years found" if "ten" in what else "week"
        same = all(mine[at] == other[at] for mine, other in zip(ours, theirs, strict=True))
        yield _row(
            seed, what, mine=mine, other=other, found=len(ours[0][at]), same=None if what == "read" else same
        )
    fresh = min(run["one week"] for run in theirs)
    yield _row(
        seed,
        "a week that is kept",
        mine=kept["seconds"],
        other=fresh,
        found=kept["found"],
        same=kept["equal"],
    )
    again = min(run["one week again"] for run in theirs)
    yield _row(
        seed,
        "the same, peer unrolled before",
        mine=kept["seconds"],
        other=again,
        found=kept["found"],
        same=kept["equal"],
    )
    yield _row(
        seed,
        "ten years, every name asked",
        mine=min(run["ten years, named"] for run in ours),
        other=min(run["ten years"] for run in theirs),
        found=len(ours[0]["ten years found"]),
    )
    mine, other = (apart(memory_of, raw, name) for name in ("ours", "theirs"))
    yield _row(
        seed, "memory for ten years (MB)", mine=mine, other=other, found=len(ours[0]["ten years found"])
    )


def _row(
    seed: int, what: str, *, mine: float, other: float, found: int, same: bool | None = None
) -> dict[str, object]:
    return {
        "seed": seed,
        "what": what,
        "ours": round(mine, 4),
        "peer": round(other, 3),
        "ratio": round(other / mine, 1),
        "occurrences": found,
        "equal": "" if same is None else same,
        "MB": "",
    }


# Ours


def our_times(raw: bytes, asked: Asked) -> dict[str, Any]:
    from counterpoint.adapters.calendars.ics import read_calendar

    file, reading = timed(lambda: read_calendar(raw))
    few, one = timed(lambda: file.agenda(_span(asked), zone=READ_IN))
    many, ten = timed(lambda: file.agenda(_span(ten_years(ZONE)), zone=READ_IN))
    _names, naming = timed(lambda: [each.recurrence_id for each in many.occurrences])
    return {
        "read": reading,
        "read, and one week": reading + one,
        "ten years": ten,
        "ten years, named": ten + naming,
        "read, and ten years": reading + ten,
        "week": _ours(few.occurrences),
        "ten years found": _ours(many.occurrences),
    }


def _ours(found: Iterable[Any]) -> Moments:
    return {(each.uid, each.span.start, each.span.end) for each in found}


def stored(raw: bytes, weeks: list[Asked]) -> dict[str, Any]:
    """Weeks of the table in which a calendar's occurrences are kept, and whether they are the peer's."""
    from counterpoint import wiring
    from counterpoint.domain.agenda import CalendarSource
    from counterpoint.domain.timeline import Span

    with tempfile.TemporaryDirectory(prefix="counterpoint-recurrence-") as folder:
        wiring.ready_storage(folder)
        from counterpoint.adapters.storage.models import Person

        diary = wiring.diary_of(Person.objects.create(username="robin", is_owner=True))
        whole = Span(NOW - timedelta(days=366), NOW + timedelta(days=3 * 366))
        read = wiring.reads_calendars()
        agenda = read(raw, source="Ten years", zone=READ_IN, window=whole, progress=lambda _share: None)
        source = diary.calendars.add(CalendarSource("ten", "Ten years", "", zone=READ_IN)).thing
        diary.calendars.fill(source.id, raw, agenda, whole)
        every = [_span(asked) for asked in weeks]
        diary.calendars.occurrences(every[0])
        reads = [timed(lambda each=each: diary.calendars.occurrences(each)) for each in every]  # type: ignore[misc]
    kept = [_ours(each for _calendar, each in some) for some, _seconds in reads]
    query = _unrolled(raw)
    same = all(_theirs(query.between(*asked)) == some for asked, some in zip(weeks, kept, strict=True))
    seconds = statistics.median(taken for _some, taken in reads)
    return {"seconds": seconds, "found": len(kept[0]), "equal": same}


def week_ahead(draw: random.Random) -> Asked:
    """A week of those that are kept."""
    start = datetime(2026, 1, 1, tzinfo=ZONE) + timedelta(days=draw.randrange(-300, 1000))
    return start, start + timedelta(days=7)


def _span(asked: Asked) -> Any:
    from counterpoint.domain.timeline import Span

    return Span(*(moment.astimezone(UTC) for moment in asked))


# The peer


def their_times(raw: bytes, asked: Asked) -> dict[str, Any]:
    import icalendar
    import recurring_ical_events

    parsed, reading = timed(lambda: icalendar.Calendar.from_ical(raw))
    (query, few), one = timed(lambda: _asked(recurring_ical_events.of(parsed), asked))
    _few, again = timed(lambda: query.between(*asked))
    many, ten = timed(lambda: recurring_ical_events.of(parsed).between(*ten_years(ZONE)))
    return {
        "read": reading,
        "read, and one week": reading + one,
        "one week": one,
        "one week again": again,
        "ten years": ten,
        "read, and ten years": reading + ten,
        "week": _theirs(few),
        "ten years found": _theirs(many),
    }


def _asked(query: Any, asked: Asked) -> tuple[Any, Any]:
    return query, query.between(*asked)


def _unrolled(raw: bytes) -> Any:
    import icalendar
    import recurring_ical_events

    return recurring_ical_events.of(icalendar.Calendar.from_ical(raw))


def _theirs(found: Iterable[Any]) -> Moments:
    return {(str(each["UID"]), _utc(each["DTSTART"].dt), _utc(each["DTEND"].dt)) for each in found}


def _utc(moment: date) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(0))
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZONE)).astimezone(UTC)


# Time and memory


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """(what it gives, seconds of this processor)."""
    began = process_time()
    result = work()
    return result, process_time() - began


def apart(work: Callable[..., Any], *arguments: Any) -> Any:
    """The answer of `work` from a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def memory_of(raw: bytes, whose: str) -> float:
    """MB that reading and ten years take at their most, over what the imports took."""
    if whose == "ours":
        from counterpoint.adapters.calendars.ics import read_calendar
        from counterpoint.engines.recurrence import agenda  # noqa: F401 - the code at hand

        before = _peak()
        kept: Any = read_calendar(raw).agenda(_span(ten_years(ZONE)), zone=READ_IN)
    else:
        query_of = _unrolled
        query_of(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n")
        before = _peak()
        kept = query_of(raw).between(*ten_years(ZONE))
    peak = _peak()
    assert kept
    return round(peak - before, 1)


def _peak() -> float:
    """The most that this process has needed, in MB; what Linux tells begins anew in each process."""
    told = Path("/proc/self/status")
    if told.exists():
        line = next(line for line in told.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def big(seed: int) -> dict[str, object]:
    """The largest calendar that is read, by a process of its own."""
    seconds, megabytes, found = apart(_big, seed)
    row = _row(seed, "20 MB, 50,000 events", mine=seconds, other=seconds, found=found)
    return row | {"peer": "", "ratio": "", "MB": round(megabytes)}


def _big(seed: int) -> tuple[float, float, int]:
    from counterpoint.adapters.calendars.ics import read_calendar

    raw = calendar(seed, singles=49_000, series=300)[: 20 * 1024 * 1024]
    file, seconds = timed(lambda: read_calendar(raw))
    return (
        seconds,
        _peak(),
        len(file.agenda(_span(week(random.Random(seed), ZONE)), zone=READ_IN).occurrences),
    )


if __name__ == "__main__":
    sys.exit(main())
