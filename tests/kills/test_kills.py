"""Killed at any moment, nothing that was acknowledged is lost, the database opens, and a retry works.

A seeded sample here; 340 kills with COUNTERPOINT_FULL=1.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from counterpoint.desk.ports import Diary
from counterpoint.domain.planning import Task
from tests.homes import fresh_home, living_in
from tests.kills import lived
from tests.kills.actors import PERSON, WINDOW, calendar_file, events_in, state_of, step
from tests.kills.killing import Actor, is_sound
from tests.mailserver import Letters, mail_server
from tests.memory import MemoryDiary
from tests.seeds import drawn
from tests.server.running import until

EDITS, LIVES = drawn(range(140), 2, "edits"), drawn(range(140), 1, "lives")
IMPORTS, PLANS = drawn(range(40), 1, "imports"), drawn(range(20), 1, "plans")
Start = Callable[..., Actor]
pytestmark = [pytest.mark.timeout(300), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return fresh_home(tmp_path)


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Starts an actor in that home; none of them outlives the test."""
    started: list[Actor] = []

    def one(*words: str, **more: str) -> Actor:
        started.append(Actor(home, *words, **more))
        return started[-1]

    yield one
    for actor in started:
        actor.end()


@pytest.fixture
def diary(home: Path) -> Iterator[Diary]:
    """Ada's diary in that home, read by this process while others write."""
    from counterpoint.adapters.storage.diary import StoredDiary
    from counterpoint.adapters.storage.models import Person

    with living_in(home):
        yield StoredDiary(Person.objects.create(username=PERSON))


@pytest.mark.parametrize("seed", EDITS)
def test_editing(home: Path, diary: Diary, start: Start, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged = start("edit", str(seed), "0", "100000").kill_after(chance.uniform(0, 0.8))
    assert is_sound(home)
    done = len(acknowledged)
    found = state_of(diary)
    oracle = memory_after(seed, done)
    if found != state_of(oracle):
        step(oracle, seed, done)  # kept, but killed before it could say so
        done += 1
    assert found == state_of(oracle)
    start("edit", str(seed), str(done), str(done + 5)).finish()
    for number in range(done, done + 5):
        step(oracle, seed, number)
    assert state_of(diary) == state_of(oracle)


@pytest.mark.parametrize("seed", LIVES)
def test_living(home: Path, diary: Diary, start: Start, seed: int) -> None:
    """Bends, give-backs, requests, reviews, seasons, looks, pauses: each is whole or has not happened."""
    chance = random.Random(3000 + seed)
    done = len(start("live", str(seed), "0", "100000").kill_after(chance.uniform(0, 1.5)))
    assert is_sound(home)
    again = start("live", str(seed), str(done), str(done))
    again.finish()
    oracle = MemoryDiary(PERSON)
    for number in range(done):
        lived.step(oracle, seed, number)
    if again.told("found") != lived.digest_of(oracle):
        lived.step(oracle, seed, done)  # kept, but killed before it could say so
        done += 1
    assert again.told("found") == lived.digest_of(oracle)
    later = start("live", str(seed), str(done), str(done + 5))
    later.finish()
    for number in range(done, done + 5):
        lived.step(oracle, seed, number)
    assert later.told("ended") == lived.digest_of(oracle)


def memory_after(seed: int, steps: int) -> MemoryDiary:
    oracle = MemoryDiary(PERSON)
    for number in range(steps):
        step(oracle, seed, number)
    return oracle


@pytest.mark.parametrize("seed", IMPORTS)
def test_importing(home: Path, diary: Diary, start: Start, seed: int) -> None:
    """Both the one who hands files in and the worker who reads the large ones are killed."""
    chance = random.Random(1000 + seed)
    lines = start("import", str(seed), "0", "9").kill_after(chance.uniform(0, 3))
    assert is_sound(home)
    kept = {int(number): id for number, id in (line.split() for line in lines)}
    for number, id in kept.items():
        assert diary.calendars.raw(id) == calendar_file(seed, number).raw
    start("worker", "reading").kill_after(chance.uniform(0, 2))
    assert is_sound(home)
    worker = start("worker", "reading")
    until(lambda: all_read(diary), 120)
    worker.process.terminate()
    worker.finish()
    for number, id in kept.items():
        calendar = diary.calendars.get(id).thing
        assert (calendar.events, calendar.trouble) == (events_in(calendar_file(seed, number)), "")
        assert occurrences(diary, id) == calendar.events
    assert len(diary.calendars.all()) - len(kept) in (0, 1)


def all_read(diary: Diary) -> bool:
    return all(diary.calendars.window(kept.thing.id) not in (None, _nothing(diary, kept.thing.id))
               and _job_is_done(diary, kept.thing.id) for kept in diary.calendars.all())  # fmt: skip


def _nothing(diary: Diary, id: str) -> object:
    """The empty window under which a large file waits to be read."""
    window = diary.calendars.window(id)
    return window if window and window.start == window.end else object()


def _job_is_done(diary: Diary, id: str) -> bool:
    job = diary.jobs.latest("read_calendar", calendar=id)
    return job is None or job.state == "done"


def occurrences(diary: Diary, id: str) -> int:
    return len(diary.calendars.occurrences(WINDOW, of=id))


@pytest.mark.parametrize("seed", PLANS)
def test_planning(home: Path, diary: Diary, start: Start, seed: int) -> None:
    from counterpoint.desk.planning.background import start_planning
    from counterpoint.domain.timeline import Week

    week, chance = Week.named("2030-W10"), random.Random(2000 + seed)
    for number in range(6):
        diary.tasks.add(Task(f"t{number}", f"Task {number}", 60))
    first = start_planning(diary, week, seconds=1.0)
    start("worker", "planning").kill_after(chance.uniform(0, 5))
    assert is_sound(home)
    worker = start("worker", "planning")
    until(lambda: is_done(diary, first.id), 120)
    kept = diary.plans.of(week)
    assert kept is not None
    assert kept.version == 1
    second = start_planning(diary, week, seconds=0.3, version=kept.version)
    until(lambda: is_done(diary, second.id), 120)
    worker.process.terminate()
    worker.finish()
    after = diary.plans.of(week)
    assert after is not None
    assert after.version == 2
    assert after.thing.undoable == 1


def is_done(diary: Diary, id: str) -> bool:
    job = diary.jobs.get(id)
    assert job.state not in ("failed", "stopped"), job.note
    return job.state == "done"


class Deadly(Letters):
    """Takes a letter, and whoever handed it over dies before hearing so."""

    def __init__(self) -> None:
        super().__init__()
        self.victim: Actor | None = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await super().handle_DATA(server, session, envelope)
        assert self.victim
        self.victim.process.kill()
        return "250 OK"


def test_sending(home: Path, diary: Diary, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between the server's taking a letter and our writing that down: one more copy, never a third."""
    from counterpoint.adapters.storage.models import OutgoingRow
    from counterpoint.desk.post.reaching import add_target, send_test

    monkeypatch.setenv("COUNTERPOINT_HOME", str(home))  # where the key is that seals what is written here
    now = datetime.now(UTC)
    send_test(diary, add_target(diary, "mail", "ada@example.org", now=now, confirmed=True).id, now)
    with mail_server(Deadly()) as letters:
        for copies in (1, 2, 2):
            letters.victim = start("worker", "sending", **letters.environment)
            if copies > len(letters.taken):
                letters.victim.finish()
            else:
                until(lambda: OutgoingRow.objects.get().state == "failed")
            assert is_sound(home)
            assert len(letters.taken) == copies
            minutes_pass = OutgoingRow.objects.filter(state="sending")
            minutes_pass.update(next_at=datetime.now(UTC))
    assert len({letter["Message-ID"] for _, letter in letters.taken}) == 1
