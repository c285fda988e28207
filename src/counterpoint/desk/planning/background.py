"""Planning a week in the background: asked for, carried out, watched, stopped, and kept or offered."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from counterpoint.desk.planning.by_hand import changed_meanwhile
from counterpoint.desk.planning.drafts import draft_of, plan_from
from counterpoint.desk.planning.proving import ask_for_proof
from counterpoint.desk.ports import Diary, Job, Kept, NotThere, WeekPlan
from counterpoint.desk.week.blocks import is_held, known_again
from counterpoint.desk.week.look import PLANNING, disturbed_by, facts_for, life_in
from counterpoint.domain.agenda import Fact
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Block, Life, Plan
from counterpoint.domain.planning.pose import firm_times
from counterpoint.domain.timeline import Week
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import gettext_noop

if TYPE_CHECKING:
    from counterpoint.desk.planning.weeks import FirmClash

SECONDS = 5.0
AGAIN_SECONDS = 1.0
_LONGEST = 120.0
_TELL_EVERY = 0.25
_ROUNDS = 3
PLANNED, REPLANNED = gettext_noop("Planned the week"), gettext_noop("Planned around my changes")


class StillChanging(CounterpointError):
    """A week of which so much was changed while it was planned that no plan is true to it."""


def start_planning(
    diary: Diary,
    week: Week,
    *,
    seconds: float | None = None,
    afresh: bool = False,
    version: int | None = None,
) -> Job:
    """Asks for the week to be planned; a planning that is under way is the answer to a second asking.

    With a plan in force little is moved, and a shorter time does, unless `afresh`; what is pinned, marked or
    past stays either way.
    `version` is that of the plan the person had before them; ChangedMeanwhile is raised for another one.
    """
    with diary.together():
        under_way = planning_of(diary, week)
        if under_way is not None:
            return under_way
        kept = diary.plans.of(week)
        if kept is not None and version is not None and kept.version != version:
            raise changed_meanwhile(kept)
        if seconds is None:
            seconds = SECONDS if kept is None or afresh else AGAIN_SECONDS
        payload = {
            "week": week.first.isoformat(),
            "seconds": min(max(0.1, seconds), _LONGEST),
            "version": kept.version if kept else 0,
            "afresh": afresh,
        }
        return diary.jobs.record(PLANNING, payload)


def planning_of(diary: Diary, week: Week) -> Job | None:
    """The planning of this week that is waiting or running."""
    job = diary.jobs.latest(PLANNING, week=week.first.isoformat())
    return job if job is not None and job.state in ("waiting", "running") else None


def stop_planning(diary: Diary, week: Week) -> Job | None:
    """Asks the planning under way to stop; the best so far will be kept."""
    job = planning_of(diary, week)
    if job is not None:
        diary.jobs.ask_to_stop(job.id)
    return job


def run_planning(
    diary: Diary,
    job: Job,
    now: datetime,
    *,
    clock: Callable[[], float] = time.monotonic,
    two: bool = False,
    prove: bool = False,
) -> None:
    """Carries out a planning job: with a second process beside it where there should be `two`, and with
    proofs asked for afterwards where one should `prove`.

    Run again after a kill it starts over; run again after its end it does nothing.
    """
    if job.result and ("kept" in job.result or "offered" in job.result):
        return
    from counterpoint.desk.planning.weeks import (
        FirmClash,  # the engine is the worker's, no page should wait for it
    )

    week = Week(date.fromisoformat(job.payload["week"]))
    watch = _Watch(diary, job, clock)
    try:
        for _round in range(_ROUNDS):
            ground = _Ground.of(diary, week, now)
            if _keep_or_offer(diary, ground, _planned(ground, job, now, watch, two=two), job, watch):
                if prove:
                    _ask_for_proof(diary, week, job)
                return
    except FirmClash as clash:
        watch.end("", {"refused": _refusal(clash)})
        return
    raise StillChanging(
        _("What this week is planned from changed again and again while it was planned."),
        advice=_("What was there before is unchanged. Plan it once more."),
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a week is planned from. A plan is kept only while all of it still is as it was."""

    week: Week
    life: Life
    facts: tuple[Fact, ...]
    before: tuple[Block, ...]
    now: datetime

    @classmethod
    def of(cls, diary: Diary, week: Week, now: datetime) -> _Ground:
        life, kept = life_in(diary, week, now), diary.plans.of(week)
        return cls(week, life, facts_for(diary, week, life), kept.thing.current.blocks if kept else (), now)

    def still_holds(self, diary: Diary) -> bool:
        life = life_in(diary, self.week, self.now)
        return (life, facts_for(diary, self.week, life)) == (self.life, self.facts)


class _Watch:
    """Tells how far a planning is and hears whether it is to stop, no oftener than a person can see."""

    def __init__(self, diary: Diary, job: Job, clock: Callable[[], float]) -> None:
        self.diary, self.job, self.clock = diary, job, clock
        self.began = self.told = clock()
        self.stopped = False
        self.best: Plan | None = None

    def better(self, plan: Plan, _seconds: float) -> None:
        first = self.best is None
        self.best = plan
        self._tell(at_once=first)

    def stop(self) -> bool:
        self._tell()
        return self.stopped

    def _tell(self, *, at_once: bool = False) -> None:
        now = self.clock()
        if at_once or now - self.told >= _TELL_EVERY:
            self.told = now
            share = min(0.99, (now - self.began) / self.job.payload["seconds"])
            result = {"best": draft_of(self.best)} if self.best else None
            self.diary.jobs.tell(self.job.id, progress=share, note="", result=result)
            self.stopped = self.stopped or self.diary.jobs.get(self.job.id).stop_asked

    def end(self, note: str, result: Mapping[str, Any]) -> None:
        self.diary.jobs.tell(self.job.id, progress=1.0, note=note, result=result)


def _planned(ground: _Ground, job: Job, now: datetime, watch: _Watch, *, two: bool) -> Plan:
    from counterpoint.desk.planning.weeks import plan_week

    plan = plan_week(
        ground.life,
        ground.facts,
        ground.week,
        now=now,
        in_force=() if job.payload["afresh"] else ground.before,
        pinned=tuple(each for each in ground.before if is_held(each, now)),
        seconds=job.payload["seconds"],
        on_better=watch.better,
        stop=watch.stop,
        two=two,
    )
    return known_again(plan, ground.before)


def _keep_or_offer(diary: Diary, ground: _Ground, plan: Plan, job: Job, watch: _Watch) -> bool:
    """False when something else than the plan was changed meanwhile, so that it has to be made once more."""
    with diary.together():
        if not ground.still_holds(diary):
            return False
        kept = diary.plans.of(ground.week)
        if (kept.version if kept else 0) != job.payload["version"]:
            watch.end("", {"offered": draft_of(plan)})
            return True
        step = _(REPLANNED if kept else PLANNED)
        version = kept.version if kept else None
        after = diary.plans.keep(plan, step=step, version=version, begun_at=ground.now)
        watch.end("", {"kept": after.version, "stopped": watch.stopped})
        return True


def _ask_for_proof(diary: Diary, week: Week, job: Job) -> None:
    """Asks for proofs where the plan was kept; one that is only on offer stands on nothing yet."""
    version = (diary.jobs.get(job.id).result or {}).get("kept")
    if version:
        ask_for_proof(diary, week, version=version, planning=job.id)


def offer_of(job: Job | None) -> Plan | None:
    """The plan that a job found after the person had changed the week meanwhile."""
    if job is None or not job.result or "offered" not in job.result:
        return None
    return plan_from(job.result["offered"])


def best_so_far(job: Job | None) -> Plan | None:
    """What a running job has found until now."""
    if job is None or job.state not in ("waiting", "running") or not job.result or "best" not in job.result:
        return None
    return plan_from(job.result["best"])


def take_offer(diary: Diary, week: Week, job_id: str, *, version: int) -> Kept[WeekPlan]:
    """Puts the offered plan in the place of the person's own; one step of undo brings theirs back.

    Raises NotThere for an offer that is gone, or that what is there by now no longer leaves room for.
    """
    with diary.together():
        plan, kept = offer_of(diary.jobs.get(job_id)), diary.plans.of(week)
        if plan is None or plan.week != week:
            raise NotThere(_("This plan is no longer on offer."), advice=_("Plan the week again."))
        if kept is not None and kept.version != version:
            raise changed_meanwhile(kept)
        before = kept.thing.current.blocks if kept else ()
        taken = known_again(plan, before)
        _refuse_outdated(diary, taken, before)
        after = diary.plans.keep(taken, step=_("Took the new plan"), version=kept.version if kept else None)
        decline_offer(diary, job_id)
    return after


def _refuse_outdated(diary: Diary, taken: Plan, before: tuple[Block, ...]) -> None:
    """Raises NotThere where taking the plan would undo what was done, or go over firm time or an event."""
    done = {(each.item_id, each.span, each.state) for each in taken.blocks}
    for block in before:
        if block.state in ("done", "partly") and (block.item_id, block.span, block.state) not in done:
            raise _outdated(_("You did “%(title)s” since this plan was made.") % {"title": block.title})
    life = diary.life()
    facts, firm = facts_for(diary, taken.week, life), firm_times(life, taken.week)
    pinned = {each.id for each in taken.blocks if each.pinned}
    for block_id, title in disturbed_by(facts, taken.blocks, firm):
        if block_id not in pinned:
            raise _outdated(
                _("“%(title)s” has come to lie on this plan since it was made.") % {"title": title}
            )


def _outdated(words: str) -> NotThere:
    return NotThere(words, advice=_("Plan the week again around what is there now."))


def decline_offer(diary: Diary, job_id: str) -> None:
    """Lets an offered plan go."""
    diary.jobs.tell(job_id, progress=1.0, result={"kept": 0})


def _refusal(clash: FirmClash) -> dict[str, Any]:
    return {"message": clash.message, "advice": clash.advice, "rules": list(clash.clash)}
