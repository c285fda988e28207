"""Processes that are to be killed: each does its work step by step and says after each what is now kept.

    python -m tests.kills.actors edit SEED FIRST LAST
    python -m tests.kills.actors live SEED FIRST LAST
    python -m tests.kills.actors import SEED FIRST LAST
    python -m tests.kills.actors worker QUEUE

What a step does follows from the seed and its number alone, so that a diary in memory can be brought to the
same state.
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from counterpoint.desk.calendars.adding import add_file
from counterpoint.desk.calendars.uploads import Upload
from counterpoint.desk.ports import Diary
from counterpoint.domain.agenda import Agenda, CalendarSource, Mark
from counterpoint.domain.planning import Task
from counterpoint.domain.timeline import Span
from tests.contracts.examples import MONDAY, SETTINGS, WEEK, block, occurrence, plan
from tests.kills import lived

PERSON = "ada"
LARGE = 6800  # events that make a file too large to be read at once
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
WINDOW = Span(MONDAY - timedelta(days=365), MONDAY + timedelta(days=365))


def step(diary: Diary, seed: int, number: int) -> None:
    """One edit, all of it or nothing."""
    chance = random.Random(seed * 100_003 + number)
    chance.choice([_task, _task, _plan, _plan, _settings, _calendar, _mark, _several])(diary, chance, number)


def _task(diary: Diary, chance: random.Random, number: int) -> None:
    there = diary.tasks.all()
    if len(there) < 8 or chance.random() < 0.2:
        diary.tasks.add(Task(f"task-{number}", f"Step {number}", 30))
        return
    kept = chance.choice(there)
    if chance.random() < 0.2:
        diary.tasks.remove(kept.thing.id, version=kept.version)
    else:
        diary.tasks.change(replace(kept.thing, title=f"Changed by {number}"), version=kept.version)


def _plan(diary: Diary, chance: random.Random, number: int) -> None:
    kept = diary.plans.of(WEEK)
    if kept is not None and chance.random() < 0.3:
        diary.plans.accept(WEEK, version=kept.version)
    elif kept is not None and kept.thing.undoable and chance.random() < 0.3:
        diary.plans.undo(WEEK, version=kept.version)
    else:
        blocks = [block(f"b{n}", chance.randrange(100) / 4) for n in range(3)]
        diary.plans.keep(plan(*blocks), step=f"Step {number}", version=kept.version if kept else None)


def _settings(diary: Diary, chance: random.Random, number: int) -> None:
    changed = replace(SETTINGS, name=f"Ada {number}", slack_minutes=chance.randrange(100))
    diary.change_settings(changed, version=diary.settings().version)


def _calendar(diary: Diary, chance: random.Random, number: int) -> None:
    there = diary.calendars.all()
    if len(there) < 3:
        diary.calendars.add(CalendarSource(f"calendar-{number}", "Work", "d1"))
        return
    id = chance.choice(there).thing.id
    events = tuple(occurrence(f"{number}-{n}", n) for n in range(chance.randrange(300)))
    diary.calendars.fill(id, f"raw {number}".encode(), Agenda(events), WINDOW)


def _mark(diary: Diary, chance: random.Random, number: int) -> None:
    for kept in diary.calendars.all()[:1]:
        diary.calendars.mark(kept.thing.id, f"event-{chance.randrange(4)}", Mark(f"d{number}"))


def _several(diary: Diary, chance: random.Random, number: int) -> None:
    with diary.together():
        for part in (_task, _settings, _task):
            part(diary, chance, -1 - number * 1000 - len(diary.tasks.all()))  # a number that no step has


def state_of(diary: Diary) -> Any:
    """All that the steps touch, as it can be compared with another diary's."""
    return (
        diary.tasks.all(),
        diary.settings(),
        diary.plans.of(WEEK),
        [(each, sequence) for each, sequence, _ in diary.plans.published()],
        [
            (kept, diary.calendars.raw(kept.thing.id), dict(diary.calendars.marks(kept.thing.id)))
            for kept in diary.calendars.all()
        ],
        sorted((id, each.uid, each.span) for id, each in diary.calendars.occurrences(WINDOW)),
    )


def calendar_file(seed: int, number: int) -> Upload:
    """Every third one is large."""
    many = LARGE if number % 3 == 2 else random.Random(seed + number).randrange(20, 200)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//EN"]
    for event in range(many):
        start = NOW + timedelta(minutes=30 * (event % 4000))
        lines += [
            "BEGIN:VEVENT",
            f"UID:{seed}-{number}-{event}@example.org",
            f"DTSTAMP:{NOW:%Y%m%dT%H%M%SZ}",
            f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
            f"DTEND:{start + timedelta(minutes=25):%Y%m%dT%H%M%SZ}",
            f"SUMMARY:Event {event} of file {number}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR\r\n")
    return Upload(f"file-{number}.ics", "\r\n".join(lines).encode())


def events_in(upload: Upload) -> int:
    return upload.raw.count(b"BEGIN:VEVENT")


def import_one(diary: Diary, seed: int, number: int) -> str:
    from counterpoint import wiring

    upload = calendar_file(seed, number)
    added = add_file(diary, upload, now=NOW, read=wiring.reads_calendars())
    return added.calendar.id


STEPS = {"edit": step, "live": lived.step, "import": import_one}


def main(what: str, *words: str) -> None:
    from counterpoint import wiring

    wiring.open_storage()
    if what == "worker":
        from counterpoint.server.worker import main as work

        print("begun", flush=True)
        work(words[0])
        return
    diary = wiring.diary_of(wiring.accounts.person_named(PERSON))
    seed, first, last = map(int, words)
    print("begun", flush=True)
    if what == "live":
        print(f"found {lived.digest_of(diary)}", flush=True)
    for number in range(first, last):
        kept = STEPS[what](diary, seed, number)
        print(f"kept {number} {kept}", flush=True)
    if what == "live":
        print(f"ended {lived.digest_of(diary)}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
