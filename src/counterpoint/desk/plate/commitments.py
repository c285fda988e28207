"""The plate: what one carries, said in taps, decided about, and what a decision frees in the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from counterpoint.desk.matters.things import fresh_id, ids_on
from counterpoint.desk.ports import Diary, Kept, NotThere, Shelf
from counterpoint.desk.week.which import date_here
from counterpoint.domain.planning import (
    Decided,
    Freed,
    Lighter,
    Routine,
    RoutineTurn,
    Task,
    TaskTurn,
    lighter_routine,
    lighter_task,
)
from counterpoint.domain.values import QUESTIONS, Commitment, Decision, Question, read_line, taken_back

T = TypeVar("T")
MOST_LINES = 60
AGAIN_WEEKS = {"keep": 12, "reduce": 4, "delegate": 4, "swap": 4, "let_go": 8}
"""After how many weeks a decision asks to be looked at again, unless the person says otherwise."""


def add_lines(diary: Diary, text: str) -> tuple[Commitment, ...]:
    """Puts a commitment on the plate for each line; what is on it under the same title stays as it is."""
    shelf = diary.shelf(Commitment)
    domains = [kept.thing for kept in diary.domains.all()]
    added: list[Commitment] = []
    with diary.together():
        seen = {_plain(kept.thing.title) for kept in shelf.all()}
        taken = set(ids_on(shelf))
        for line in text.splitlines()[:MOST_LINES]:
            read = read_line(line, domains)
            if read is None or _plain(read.title) in seen:
                continue
            new = replace(read, id=fresh_id(read.title, taken))
            seen.add(_plain(read.title))
            taken.add(new.id)
            added.append(shelf.add(new).thing)
    return tuple(added)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def say(diary: Diary, id: str, question: Question, answer: int | None) -> Kept[Commitment]:
    """Answers one question about a commitment, whatever happened to its others; None leaves it open."""
    if answer is not None and answer not in QUESTIONS[question]:
        raise ValueError(answer)
    with diary.together():
        kept = diary.shelf(Commitment).get(id)
        said: dict[str, Any] = {question: answer}
        return diary.shelf(Commitment).change(replace(kept.thing, **said), version=kept.version)


def next_open(diary: Diary, after: str = "") -> Commitment | None:
    """The next commitment on the plate of which something is open, round to the first again."""
    plate = [kept.thing for kept in diary.shelf(Commitment).all()]
    here = next((n for n, each in enumerate(plate) if each.id == after), -1)
    round_ = plate[here + 1 :] + plate[: max(here, 0)]
    return next((each for each in round_ if each.open_questions and each.decision != "let_go"), None)


def due_to_look_again(diary: Diary, *, now: datetime) -> tuple[Commitment, ...]:
    """Commitments whose day to be looked at again has come, the longest waiting first."""
    today = date_here(diary, now)
    due = [k.thing for k in diary.shelf(Commitment).all() if k.thing.asks_to_be_looked_at(today)]
    return tuple(sorted(due, key=lambda each: each.look_again_on or today))


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decides: for whom, until when, and what becomes of the things in the plan."""

    decision: Decision
    look_again_on: date | None = None
    to_whom: str = ""
    minutes_a_week: int | None = None
    tasks: tuple[Lighter, ...] = ()
    routines: tuple[Lighter, ...] = ()


def usual_day(decision: Decision, today: date) -> date:
    """When one would look again at a decision of today."""
    return today + timedelta(weeks=AGAIN_WEEKS.get(decision, 4))


def linked_tasks(diary: Diary, commitment: Commitment) -> tuple[Task, ...]:
    """Its tasks that are there and not done."""
    linked = (kept.thing for kept in diary.tasks.all() if kept.thing.id in commitment.task_ids)
    return tuple(each for each in linked if not each.done)


def linked_routines(diary: Diary, commitment: Commitment) -> tuple[Routine, ...]:
    return tuple(kept.thing for kept in diary.routines.all() if kept.thing.id in commitment.routine_ids)


def decide(diary: Diary, id: str, choice: Choice, *, now: datetime, version: int) -> Decided:
    """Decides about a commitment, makes the plan lighter as chosen, and keeps everything as it was.

    ChangedMeanwhile when the commitment is another one by now; then nothing happens. Only what is linked to
    the commitment is touched, and what is no longer there is passed over.
    """
    with diary.together():
        shelf = diary.shelf(Commitment)
        was = shelf.get(id).thing
        became = replace(
            was,
            decision=choice.decision,
            decided_on=date_here(diary, now),
            look_again_on=choice.look_again_on,
            to_whom=choice.to_whom,
            minutes_a_week=was.minutes_a_week if choice.minutes_a_week is None else choice.minutes_a_week,
        )
        shelf.change(became, version=version)
        tasks = _lighten(diary.tasks, choice.tasks, was.task_ids, lighter_task)
        routines = _lighten(diary.routines, choice.routines, was.routine_ids, lighter_routine)
        own = fresh_id(f"{was.id} {choice.decision}", ids_on(diary.dated(Decided)))
        return diary.dated(Decided).add(Decided(own, now, was, became, tasks, routines)).thing


def _lighten(
    shelf: Shelf[Any], asked: Iterable[Lighter], linked: Sequence[str], turn: Callable[[Any, Lighter], Any]
) -> tuple[Any, ...]:
    turns = []
    there = {kept.thing.id: kept for kept in shelf.all() if kept.thing.id in linked}
    for each in asked:
        kept = there.pop(each.id, None)
        if kept is None:
            continue
        turned = turn(kept.thing, each)
        if turned.became is None:
            shelf.remove(each.id)
        else:
            shelf.change(turned.became, version=kept.version)
        turns.append(turned)
    return tuple(turns)


def decisions_about(diary: Diary, id: str) -> tuple[Decided, ...]:
    """What was decided about a commitment, the newest first."""
    every = (kept.thing for kept in diary.dated(Decided).all() if kept.thing.was.id == id)
    return tuple(every)[::-1]


def freed_by(diary: Diary) -> tuple[Decided, ...]:
    """Every decision that took something out of the plan and was not taken back, the newest first."""
    return tuple(kept.thing for kept in diary.dated(Decided).all() if kept.thing.freed)[::-1]


def freed_in_all(decided: Iterable[Decided]) -> Freed:
    each_freed = [each.freed for each in decided]
    return Freed(sum(each.a_week for each in each_freed), sum(each.once for each in each_freed))


def take_back(diary: Diary, decided_id: str) -> Decided:
    """Brings everything back as it was before a decision; what was changed since then otherwise stays.

    A task or routine that was removed comes back under its own name, or under another when that is taken.
    """
    with diary.together():
        gone = diary.dated(Decided).get(decided_id).thing
        diary.dated(Decided).remove(decided_id)
        tasks = dict(_bring_back(diary.tasks, gone.tasks))
        routines = dict(_bring_back(diary.routines, gone.routines))
        _restore_commitment(diary, gone, tasks, routines)
    return gone


def _restore_commitment(diary: Diary, gone: Decided, tasks: dict[str, str], routines: dict[str, str]) -> None:
    shelf = diary.shelf(Commitment)
    try:
        kept = shelf.get(gone.was.id)
    except NotThere:
        shelf.add(_renamed(gone.was, tasks, routines))
        return
    back = _renamed(taken_back(kept.thing, gone.became, gone.was), tasks, routines)
    shelf.change(back, version=kept.version)


def _renamed(each: Commitment, tasks: dict[str, str], routines: dict[str, str]) -> Commitment:
    """The commitment with the names under which its things came back."""
    return replace(
        each,
        task_ids=tuple(tasks.get(own, own) for own in each.task_ids),
        routine_ids=tuple(routines.get(own, own) for own in each.routine_ids),
    )


def _bring_back(
    shelf: Shelf[Any], turns: Sequence[TaskTurn] | Sequence[RoutineTurn]
) -> Iterable[tuple[str, str]]:
    """(name before, name now) of everything that comes back."""
    there = {kept.thing.id: kept for kept in shelf.all()}
    for each in turns:
        kept = there.get(each.was.id)
        if kept is not None and each.became is not None:
            shelf.change(taken_back(kept.thing, each.became, each.was), version=kept.version)
            yield each.was.id, each.was.id
        else:
            own = fresh_id(each.was.title, list(there)) if kept else each.was.id
            there[own] = shelf.add(replace(each.was, id=own))
            yield each.was.id, own
