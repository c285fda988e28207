"""What is lived at the desk, step by step: bends, give-backs, requests, check-ins, reviews, seasons, pauses.

What a step does follows from the seed and its number alone, also the ids that it makes.
"""

from __future__ import annotations

import hashlib
import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from counterpoint.adapters.instruments.shelf import shipped_packs
from counterpoint.desk.boundaries import changing as boundaries
from counterpoint.desk.boundaries import giving_back, requests
from counterpoint.desk.boundaries.bending import bend, coming, unbend
from counterpoint.desk.day import checking_in, pausing
from counterpoint.desk.day.journal import write_entry
from counterpoint.desk.day.savouring import add_good_thing
from counterpoint.desk.know_yourself import answering as know_yourself
from counterpoint.desk.matters import seasons as voices
from counterpoint.desk.ports import Diary
from counterpoint.desk.reviews.ending import Chosen, finish
from counterpoint.desk.reviews.looks import keep_words, review_under_way
from counterpoint.domain.boundaries import Bend, GiveBack, ProtectedTime, Request
from counterpoint.domain.everything import SHELVES
from counterpoint.domain.planning import Plan, Settings, Task
from counterpoint.domain.timeline import EVERY_DAY, Span, Week, WeeklyWindow
from counterpoint.domain.values import CoreValue, Emphasis, LifeDomain, Season

BEGAN = datetime(2026, 11, 23, 7, tzinfo=UTC)
EVENINGS = (WeeklyWindow(EVERY_DAY, time(18), time(19, 30)),)
Edit = Callable[[Diary, random.Random, int, datetime], None]


@contextmanager
def ids_by(chance: random.Random) -> Iterator[None]:
    """Ids that are made of chance are made of this one."""
    usual = uuid.uuid4
    uuid.uuid4 = lambda: uuid.UUID(int=chance.getrandbits(128))
    try:
        yield
    finally:
        uuid.uuid4 = usual


def step(diary: Diary, seed: int, number: int) -> None:
    """One thing that a person does, all of it or nothing. The first one lays the ground."""
    chance = random.Random(seed * 100_003 + number)
    with ids_by(chance):
        if number == 0:
            _begin(diary)
        else:
            chance.choice(EDITS)(diary, chance, number, BEGAN + number * timedelta(minutes=11))


def _begin(diary: Diary) -> None:
    with diary.together():
        diary.change_settings(Settings(zone="Europe/Berlin", loosening_days=1), version=0)
        diary.values.add(CoreValue("family", "Family", 1))
        diary.domains.add(LifeDomain("work", "Work", "work"))
        diary.protected.add(ProtectedTime("dinner", "Dinner", EVENINGS, "firm", "family"))
        mornings = (WeeklyWindow(EVERY_DAY, time(6), time(8)),)
        diary.protected.add(ProtectedTime("run", "Run", mornings, "bends", "family"))
        diary.tasks.add(Task("report", "Report", 120, "work"))
        for week in (Week.named("2026-W48"), Week.named("2026-W49")):
            diary.plans.keep(Plan(week, "Europe/Berlin", ()), step="Planned", version=None)


def _bend(diary: Diary, chance: random.Random, number: int, now: datetime) -> None:
    ahead = [each for times in coming(diary, now).values() for each in times]
    if ahead and chance.random() < 0.7:
        each = chance.choice(ahead)
        bend(diary, each.protected.id, each.span, "emergency", now, for_whom=f"Anna {number}")
    elif bends := diary.dated(Bend).all():
        unbend(diary, chance.choice(bends).thing.id, now)


def _give_back(diary: Diary, chance: random.Random, number: int, now: datetime) -> None:
    owed = diary.dated(GiveBack).all()
    if owed:
        id = chance.choice(owed).thing.id
        acts = (
            lambda: giving_back.take_up(diary, id, now),
            lambda: giving_back.let_go(diary, id, now),
            lambda: giving_back.give(diary, id, now),
            lambda: giving_back.offer_again(diary, id, now),
        )
        with suppress(giving_back.NothingOwed):  # a bend that was taken back left it as a gift
            chance.choice(acts)()


def _check_in(diary: Diary, chance: random.Random, number: int, now: datetime) -> None:
    said = {"energy": chance.randrange(1, 8), "activity": f"step {number}"}
    checking_in.keep_answers(diary, f"check-in-{number // 3}", said, at=now, zone="Europe/Berlin")


def _request(diary: Diary, chance: random.Random, number: int, now: datetime) -> None:
    found = requests.all_requests(diary)
    if len(found.open) < 2:
        start = now.replace(hour=17, minute=0) + timedelta(days=chance.randrange(1, 6))
        span = Span(start, start + timedelta(hours=1))
        requests.keep_request(diary, Request("", now, f"Anna {number}", "the launch", span))
    elif found.answered and chance.random() < 0.3:
        kept = chance.choice(found.answered)
        requests.reopen(diary, kept.thing.id, version=kept.version, now=now)
    else:
        kept, back = chance.choice(found.open), chance.random() < 0.5
        requests.accept(diary, kept.thing.id, version=kept.version, now=now, give_back=back)


def _review(diary: Diary, chance: random.Random, number: int, now: datetime) -> None:
    review = review_under_way(diary, "week", now)
    if chance.random() < 0.5:
        keep_words(diary, review, {"promise": f"Step {number}"})
    else:
        finish(diary, review, Chosen("habit", f"Read page {number}", "the kettle"), now)


def _season(diary: Diary, chance: random.Random, number: int, now: datetime) -> None:
    there = diary.shelf(Season).all()
    if len(there) < 4:
        voice = (Emphasis("work", "ff"),)
        diary.shelf(Season).add(Season(f"s{number}", "Launch", date(2026, 11, 1), date(2026, 11, 24), voice))
    else:
        kept = chance.choice(there)
        voices.look_back(diary, kept.thing.id, f"Step {number}", version=kept.version, now=now)


def _look(diary: Diary, chance: random.Random, number: int, now: datetime) -> None:
    look = know_yourself.look_under_way(diary, shipped_packs())
    if look is None:
        know_yourself.begin_look(diary, shipped_packs(), now=now)
    elif chance.random() < 0.2:
        know_yourself.finish_look(diary, look, now=now)
    else:
        screen = chance.choice(look.screens)
        know_yourself.answer(diary, look, screen, {each.id: each.least for each in screen.items})


def _write(diary: Diary, chance: random.Random, number: int, now: datetime) -> None:
    if chance.random() < 0.5:
        write_entry(diary, f"Entry {number}", now=now)
    else:
        add_good_thing(diary, f"Good thing {number}", now=now)


def _pause(diary: Diary, chance: random.Random, number: int, now: datetime) -> None:
    if pausing.is_paused(diary, now):
        pausing.end(diary, now)
    else:
        pausing.begin(diary, now, note=f"Step {number}")


def _loosen(diary: Diary, chance: random.Random, number: int, now: datetime) -> None:
    if chance.random() < 0.4 or any(each.due_at <= now for each in boundaries.wishes(diary)):
        boundaries.settle_wishes(diary, now + timedelta(days=2))
        return
    kept = diary.protected.get("dinner")
    ends = time(19, chance.choice((0, 15, 30, 45)))
    changed = replace(kept.thing, windows=(WeeklyWindow(EVERY_DAY, time(18), ends),))
    boundaries.keep_boundary(diary, changed, version=kept.version, now=now)


EDITS: tuple[Edit, ...] = (
    _bend, _bend, _give_back, _give_back, _check_in, _request, _review, _season, _look, _write, _pause,
    _loosen,
)  # fmt: skip


def digest_of(diary: Diary) -> str:
    """All that the steps touch, in short, to be compared with another diary's."""
    shelves = [(name, diary.shelf(kind).all()) for name, kind in SHELVES.items() if name != "calendars"]
    bare = sum(1 for kept in diary.dated(Bend).all() if not _has_row(diary, kept.thing.id))
    whole = (shelves, diary.settings(), diary.plans.all(), bare)
    return hashlib.sha256(repr(whole).encode()).hexdigest()[:24]


def _has_row(diary: Diary, bend_id: str) -> bool:
    return any(kept.thing.bend_id == bend_id for kept in diary.dated(GiveBack).all())
