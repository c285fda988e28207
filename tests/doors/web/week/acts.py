"""What is done on the Week page, and what is asked of it afterwards."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.test import Client

from counterpoint.desk.ports import Diary
from counterpoint.desk.week.blocks import known_again
from counterpoint.desk.week.facts import facts_for
from counterpoint.domain.agenda import Agenda, CalendarSource, Occurrence
from counterpoint.domain.planning import Block
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.timeline import Span, Week
from tests.desk.weeks import WEEK, ZONE, a_block, at, span

PAGE = "/week/2026-W48/"
HOSTILE = "<img src=x onerror=alert(1)>"


def planned(diary: Diary, *, week: Week = WEEK, seconds: float = 0.0, iterations: int = 0) -> int:
    """The report on Monday at ten and the call on Tuesday evening; the version of that plan."""
    life = diary.life()
    call = replace(a_block("call", span(1, 20, 30)), title=HOSTILE)
    problem = pose(life, facts_for(diary, week, life), week)
    plan = settle(problem, (a_block("report", span(0, 10, 120)), call))
    kept = diary.plans.keep(
        known_again(replace(plan, week=week, zone=ZONE, seconds=seconds, iterations=iterations), ()),
        step="Planned",
        version=None,
    )
    return kept.version


def blocks(diary: Diary) -> dict[str, Block]:
    kept = diary.plans.of(WEEK)
    assert kept is not None
    return {each.title: each for each in kept.thing.current.blocks}


def at_block(block: Block) -> str:
    return f"{PAGE}blocks/{quote(block.id)}/"


def act(client: Client, block: Block, version: int, **fields: str) -> HttpResponse:
    answer: Any = client.post(at_block(block), {"version": version, **fields}, follow=True)
    return answer


def as_data(client: Client, url: str, version: int, **fields: str) -> dict[str, Any]:
    headers = {"Accept": "application/json"}
    answer = client.post(url, {"version": version, **fields}, headers=headers)
    assert answer.status_code == 200
    state: dict[str, Any] = json.loads(answer.content)
    return state


def with_event(diary: Diary, title: str, when: Span, uid: str = "event") -> None:
    if not diary.calendars.all():
        diary.calendars.add(CalendarSource("office", "Office", "work", zone=ZONE))
    before = diary.calendars.occurrences(Span(at(-40, 0), at(40, 0)))
    every = (*(each for _, each in before), Occurrence(uid, None, when, title))
    diary.calendars.fill("office", uid.encode(), Agenda(every), Span(at(-40, 0), at(40, 0)))


def finish(job_id: str) -> None:
    from counterpoint.adapters.storage.models import JobRow

    JobRow.objects.filter(own_id=job_id).update(state="done")
