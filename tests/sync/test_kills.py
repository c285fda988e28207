"""Killed at any statement of a pull, nothing is half, and the next pull makes it right."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.calendar_servers import Phone, Served
from tests.calendars import NOW, calendar, event
from tests.homes import fresh_home
from tests.kills.killing import ROOT, is_sound
from tests.server.running import environment

FULL = os.environ.get("COUNTERPOINT_FULL") == "1"
KILLS, SEED = 2, 11
NewPhone = Callable[[], Phone]


class Fallible:
    """A process in a home of its own; see `tests.sync.fallible`."""

    def __init__(self, home: Path) -> None:
        self.home, self.now = home, NOW
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.sync.fallible"],
            cwd=ROOT,
            env=environment(home, PYTHONPATH=str(ROOT)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def does(self, what: str, **said: Any) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([what, said]) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def pull(self, at: int = -1) -> dict[str, Any]:
        self.now += timedelta(minutes=15)
        return self.does("pull", now=self.now.isoformat(), at=at)

    @property
    def state(self) -> dict[str, Any]:
        return self.does("state", now=NOW.isoformat())

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def fallible(tmp_path: Path) -> Iterator[Fallible]:
    it = Fallible(fresh_home(tmp_path))
    yield it
    it.end()


def entry(n: int, title: str) -> bytes:
    return calendar(event(f"{n}@t", title, NOW + timedelta(hours=n)))


def edit(phone: Phone, step: int) -> None:
    """Something changes, four come, one goes."""
    phone.put("swim.ics", entry(0, f"Swim {step}"))
    for n in range(4):
        phone.put(f"{step}-{n}.ics", entry(10 * step + n + 1, f"Choir {step}"))
    if step:
        phone.delete(f"{step - 1}-0.ics")


def there(phone: Phone) -> dict[str, str]:
    return {name: _plain(raw.decode()) for name, raw in phone.has().items()}


def _plain(raw: str) -> str:
    return raw.replace("\r\n", "\n").strip()


def _titles(entries: dict[str, str]) -> list[str]:
    lines = (line for raw in entries.values() for line in raw.splitlines())
    return sorted(line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:"))


def _holds(fallible: Fallible, before: dict[str, Any], now: dict[str, str]) -> None:
    """Whatever is kept is whole, and of a state that was; a new token has all that belongs to it."""
    assert is_sound(fallible.home)
    found = fallible.state
    kept = {name: _plain(raw) for name, raw in found["kept"].items()}
    old = {name: _plain(raw) for name, raw in before["kept"].items()}
    assert all(raw in (old.get(name), now.get(name)) for name, raw in kept.items())
    assert kept.keys() >= old.keys() & now.keys()
    if found["token"] != before["token"]:
        assert kept == now
    assert found["titles"] in (before["titles"], _titles(kept))
    if not found["stale"]:
        assert found["titles"] == _titles(kept)


def _is_right(fallible: Fallible, now: dict[str, str]) -> dict[str, Any]:
    found = fallible.state
    assert {name: _plain(raw) for name, raw in found["kept"].items()} == now
    assert found["titles"] == _titles(now)
    assert found["token"]
    assert not found["stale"]
    assert found["trouble"] == ""
    return found


def test_killed_at_a_statement_of_a_pull_nothing_is_half_and_the_next_makes_it_right(
    fallible: Fallible, server: Served, new_phone: NewPhone
) -> None:
    phone = new_phone()
    fallible.does("begin", address=server.address, url=phone.url)
    edit(phone, 0)
    blank = fallible.state
    for at in (14, 33):
        assert fallible.pull(at)["killed"]
        _holds(fallible, blank, there(phone))
    assert fallible.pull()["statements"]
    edit(phone, 1)
    every = range(fallible.pull()["statements"])
    before = _is_right(fallible, there(phone))
    points = every if FULL else sorted(random.Random(f"{SEED} {server.name}").sample(every, KILLS))
    for step, at in enumerate(points, start=2):
        edit(phone, step)
        now = there(phone)
        assert fallible.pull(at)["killed"]
        _holds(fallible, before, now)
        assert fallible.pull()["statements"]
        before = _is_right(fallible, now)
