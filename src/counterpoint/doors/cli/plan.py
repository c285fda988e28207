"""`counterpoint plan`: a week planned from life.toml and calendar files."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from counterpoint import wiring
from counterpoint.desk.planning.files import CalendarFile, PlannedWeek
from counterpoint.desk.planning.weeks import FirmClash
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.timeline import YEARS, Week, local
from counterpoint.doors.cli.week_table import week_as_lines

NAME = "plan"
HELP = "Plan a week from life.toml and calendar files."

PLANNED, CLASH = 0, 3
OUT = "-"
MOST_SECONDS = 600.0
MOST_WEEKS = 4
WIDEST, NARROWEST = 120, 40
_THURSDAY = timedelta(days=3)


class NotPossible(CounterpointError):
    """Options that make no sense, or a file that cannot be written."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--life", required=True, metavar="FILE", help="life.toml: what matters and what is to be placed"
    )
    parser.add_argument(
        "--calendar", nargs="+", action="extend", default=[], metavar="[DOMAIN=]FILE",
        help="calendar files (.ics), if you like with the part of life that each belongs to",
    )  # fmt: skip
    parser.add_argument(
        "--week", metavar="WEEK", help="2026-W48, a day in it, “this” (the default) or “next”"
    )
    parser.add_argument(
        "--weeks", type=int, default=1, metavar="N", help="plan so many weeks together, up to four (1)"
    )
    parser.add_argument("--seconds", type=float, help="how long to look for a better plan (5)")
    parser.add_argument(
        "--iterations", type=int, help="instead: how many steps to look for; the same each time"
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="another seed gives another of several good plans"
    )
    parser.add_argument("--whole", action="store_true", help="plan the whole week, days that have passed too")
    parser.add_argument("--json", metavar="FILE", help="write the plan as plan.json; - for here")
    parser.add_argument("--ics", metavar="FILE", help="write the plan as a calendar; - for here")


def run(args: argparse.Namespace) -> int:
    """Plan and show the week; 0, or 3 when firm rules clash. Bad input raises a CounterpointError."""
    now = datetime.now(UTC)
    _judge(args)
    read = wiring.read_life(args.life)
    week = _week(args.week, local(now, read.life.zone).date(), read.life.week_start)
    try:
        planned = wiring.plan_from_files(
            read,
            [calendar_named(each) for each in args.calendar],
            week,
            now=now,
            whole=args.whole,
            weeks=args.weeks,
            seconds=args.seconds,
            iterations=args.iterations,
            seed=args.seed,
        )
    except FirmClash as clash:
        print(f"counterpoint: {clash.message}\n{clash.advice}", file=sys.stderr)
        return CLASH
    _hand_out(args, planned, now)
    return PLANNED


def _judge(args: argparse.Namespace) -> None:
    if args.json == OUT and args.ics == OUT:
        raise NotPossible("Two things cannot both be written here.", advice="Give --json or --ics a file.")
    if args.seconds is not None and not 0 < args.seconds <= MOST_SECONDS:
        raise NotPossible(
            f"--seconds {args.seconds:g} is out of range.", advice=f"From 0.1 to {MOST_SECONDS:g}."
        )
    if not 1 <= args.weeks <= MOST_WEEKS:
        raise NotPossible(f"--weeks {args.weeks} is out of range.", advice=f"From 1 to {MOST_WEEKS}.")
    if args.iterations is not None and args.iterations < 1:
        raise NotPossible(f"--iterations {args.iterations} is out of range.", advice="Give 1 or more.")


def _week(text: str | None, today: date, week_start: int) -> Week:
    """The week that a word means, for one whose weeks begin on `week_start`; NotAWeek for others."""
    word = (text or "this").strip().lower()
    if word in {"this", "next"}:
        return Week.holding(today, week_start=week_start).next(int(word == "next"))
    day = _day_in(word)
    if day.year not in YEARS:
        raise NotPossible(f"The year {day.year} is too far away.", advice="Choose a week nearer to now.")
    return Week.holding(day, week_start=week_start)


def _day_in(word: str) -> date:
    """The date itself, or the Thursday of an ISO week: every week that bears its name holds that day."""
    try:
        return date.fromisoformat(word) if re.fullmatch(r"[\d-]{10}", word) else _thursday(word)
    except ValueError:
        return _thursday(word)


def _thursday(name: str) -> date:
    return Week.named(name.upper()).first + _THURSDAY


def calendar_named(text: str) -> CalendarFile:
    """``work=path.ics`` or ``path.ics``; a file whose own name holds the sign is taken as it is."""
    domain, sign, path = text.partition("=")
    if sign and not Path(text).exists():
        return CalendarFile(path, domain)
    return CalendarFile(text)


def _hand_out(args: argparse.Namespace, planned: PlannedWeek, now: datetime) -> None:
    if args.json:
        write(args.json, wiring.plan_as_json(planned.plan).encode())
    if args.ics:
        write(args.ics, wiring.planned_week_as_ics(planned, now=now))
    if OUT not in (args.json, args.ics):
        width = min(WIDEST, max(NARROWEST, shutil.get_terminal_size((100, 24)).columns))
        show(week_as_lines(planned, width=width))


def write(place: str, content: bytes) -> None:
    """Into a file, or out where the place says so. Raises NotPossible for one that cannot be written."""
    if place == OUT:
        sys.stdout.write(content.decode())
        return
    try:
        Path(place).write_bytes(content)
    except OSError as error:
        raise NotPossible(
            f"“{place}” cannot be written: {error.strerror}.", advice="Choose another place."
        ) from error


def show(lines: Sequence[str]) -> None:
    """To a terminal of any encoding; a letter that it does not have becomes a question mark."""
    encoding = sys.stdout.encoding or "utf-8"
    print("\n".join(lines).encode(encoding, "replace").decode(encoding))
