"""Killed before any statement, with a plan on its way to a server: nothing is lost, and nothing twice."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.calendar_servers import Phone, Served
from tests.homes import fresh_home
from tests.kills.killing import is_sound
from tests.sync.planned import when
from tests.sync.test_kills import FULL, Fallible

KILLS, SEED = 1, 3


@pytest.fixture
def fallible(tmp_path: Path) -> Iterator[Fallible]:
    it = Fallible(fresh_home(tmp_path))
    yield it
    it.end()


def both_alike(fallible: Fallible, phone: Phone) -> None:
    """After two visits the server has each block once, when it is, and nothing else."""
    for _visit in range(2):
        assert fallible.pull()["statements"]
    found = fallible.does("accepted")
    there = phone.has()
    assert not found["waits"], found
    assert found["trouble"] == ""
    assert found["stands"].keys() == found["blocks"].keys()
    assert sorted(there) == sorted(found["stands"].values())
    starts = {id: when(there[name].decode())[0] for id, name in found["stands"].items()}
    assert starts == found["blocks"]
    assert found["foreign"] == []


def points(statements: int, name: str) -> list[int]:
    every = range(statements)
    return list(every) if FULL else sorted(random.Random(f"{SEED} {name}").sample(every, KILLS))


def test_killed_while_a_plan_is_accepted_all_of_it_is_or_nothing(
    fallible: Fallible, radicale_server: Served
) -> None:
    url = fallible.does("plan", address=radicale_server.address)["url"]
    phone = Phone(radicale_server, url.rstrip("/").rpartition("/")[2])
    both_alike(fallible, phone)
    statements = fallible.does("accept", step=0)["statements"]
    both_alike(fallible, phone)
    for step, at in enumerate(points(statements, "accept"), start=1):
        before = fallible.does("accepted")
        assert fallible.does("accept", step=step, at=at)["killed"]
        assert is_sound(fallible.home)
        after = fallible.does("accepted")
        assert (after["blocks"] == before["blocks"]) is (not after["waits"])
        both_alike(fallible, phone)


def test_killed_while_it_is_put_there_the_next_visit_makes_it_right(
    fallible: Fallible, server: Served
) -> None:
    url = fallible.does("plan", address=server.address)["url"]
    phone = Phone(server, url.rstrip("/").rpartition("/")[2])
    both_alike(fallible, phone)
    fallible.does("accept", step=0)
    statements = fallible.pull()["statements"]
    both_alike(fallible, phone)
    seen: set[str] = set()
    for step, at in enumerate(points(statements, server.name), start=1):
        fallible.does("accept", step=step)
        assert fallible.pull(at)["killed"]
        assert is_sound(fallible.home)
        seen |= {f"{op} {state}" for op, state in _waits(fallible).values()}
        both_alike(fallible, phone)
    if FULL:
        assert {
            f"{op} {state}" for op in ("create", "change", "delete") for state in ("waiting", "sent")
        } <= seen


def _waits(fallible: Fallible) -> Any:
    return fallible.does("accepted")["waits"]
