"""The guided look at one's job: answers kept, small steps taken up as tasks, a proposal put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from counterpoint.desk.matters.tasks import add_task
from counterpoint.desk.ports import Diary, Kept, NotThere
from counterpoint.desk.week.which import date_here
from counterpoint.domain.job import (
    SIDES,
    JobNote,
    JobTrial,
    Side,
    Steplet,
    asks_to_look_back,
    running,
    small_steps,
)
from counterpoint.domain.planning import Task
from counterpoint.domain.words import gettext as _


def job_notes(diary: Diary) -> dict[str, str]:
    """Every answer by its question."""
    return {kept.thing.id: kept.thing.text for kept in diary.shelf(JobNote).all()}


def write_notes(
    diary: Diary, said: Mapping[str, str], *, read: Mapping[str, int]
) -> Mapping[str, Kept[JobNote]]:
    """Keeps answers over those that were read, by question; `read` has their versions (0: there was none).

    When another tab changed one of them to something else meanwhile, nothing is written and those are
    given back as they are now. Empty: all is kept.
    """
    shelf = diary.shelf(JobNote)
    with diary.together():
        there = {kept.thing.id: kept for kept in shelf.all()}
        changed = {each: text for each, text in said.items() if text != _text(there.get(each))}
        elsewhere = {each: there[each] for each in changed if _is_newer(there.get(each), read.get(each, 0))}
        if elsewhere:
            return elsewhere
        for question, text in changed.items():
            if question in there:
                shelf.change(JobNote(question, text), version=there[question].version)
            else:
                shelf.add(JobNote(question, text))
    return {}


def _text(kept: Kept[JobNote] | None) -> str:
    return kept.thing.text if kept else ""


def _is_newer(kept: Kept[JobNote] | None, version: int) -> bool:
    return kept is not None and kept.version != version


@dataclass(frozen=True, slots=True)
class Offered:
    """A small step, and whether it is on the list of tasks already."""

    step: Steplet
    taken: bool


def steps_of(diary: Diary, side: Side) -> tuple[Offered, ...]:
    """The small steps that come of one side of the job."""
    titles = {kept.thing.title for kept in diary.tasks.all()}
    return tuple(Offered(each, _title(each) in titles) for each in small_steps(job_notes(diary), side))


def _title(step: Steplet) -> str:
    return step.title[:LONGEST_TITLE]


LONGEST_TITLE = 120


def take_up(diary: Diary, step_id: str) -> tuple[Task, bool]:
    """Makes a small step a task; (task, whether it is new). NotThere when its line is another by now."""
    with diary.together():
        notes = job_notes(diary)
        every = (step for side in SIDES for step in small_steps(notes, side))
        step = next((each for each in every if each.id == step_id), None)
        if step is None:
            raise NotThere(_("This step is no longer there."))
        for kept in diary.tasks.all():
            if kept.thing.title == _title(step):
                return kept.thing, False
        notes_too = step.title if len(step.title) > LONGEST_TITLE else ""
        task = Task("", _title(step), step.minutes, _work(diary), demand="light", notes=notes_too)
        return add_task(diary, task).thing, True


def _work(diary: Diary) -> str:
    """The first life domain that is work, if there is one."""
    return next((k.thing.id for k in diary.domains.all() if k.thing.sphere == "work"), "")


def trials(diary: Diary) -> tuple[JobTrial, ...]:
    """Everything that was or is to be tried at work, the latest first."""
    every = (kept.thing for kept in diary.shelf(JobTrial).all())
    return tuple(sorted(every, key=lambda each: each.first, reverse=True))


def trial_to_propose(diary: Diary, *, now: datetime) -> JobTrial | None:
    """The trial that a proposal speaks of: the next or the current one."""
    today = date_here(diary, now)
    ahead = [each for each in trials(diary) if each.last >= today and each.ended_on is None]
    return min(ahead, key=lambda each: each.first, default=None)


def trials_to_look_back_at(diary: Diary, *, now: datetime) -> tuple[JobTrial, ...]:
    """Trials that are over and ask for one look back; for the page of the job, Today and a review."""
    today = date_here(diary, now)
    return tuple(each for each in trials(diary) if asks_to_look_back(each, today))


def is_running(diary: Diary, trial: JobTrial, *, now: datetime) -> bool:
    return running(trial, date_here(diary, now))
