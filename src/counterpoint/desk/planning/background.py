"""Planning in the background, of a week or of several: asked for, watched, stopped, and kept or offered."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from counterpoint.desk.planning.by_hand import changed_meanwhile
from counterpoint.desk.planning.drafts import draft_of, plan_from
from counterpoint.desk.planning.proving import ask_for_proof
from counterpoint.desk.ports import Diary, Job, Kept, NotThere, WeekPlan
from counterpoint.desk.week.blocks import is_held, known_again
from counterpoint.desk.week.crossings import disturbed_by
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.life import life_in
from counterpoint.desk.week.plannings import PLANNING, last_planning, planning_asked
from counterpoint.desk.week.which import MOST_WEEKS, weeks_from
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
TOGETHER = gettext_noop("Planned several weeks together")


class StillChanging(CounterpointError):
    """A week of which so much was changed while it was planned that no plan is true to it."""


def start_planning(
    diary: Diary,
    week: Week,
    *,
    weeks: int = 1,
    seconds: float | None = None,
    afresh: bool = False,
    version: int | None = None,
) -> Job:
    """Asks for the week to be planned, or for `weeks` (1–4) from it on together.

    A planning of this week that is under way, alone or with others, is the answer to a second asking.

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
        weeks = min(max(1, weeks), MOST_WEEKS)
        if seconds is None:
            new = afresh or not all(diary.plans.of(each) for each in weeks_from(week, weeks))
            seconds = SECONDS if new else AGAIN_SECONDS * weeks
        payload = planning_asked(week, weeks) | {
            "seconds": min(max(0.1, seconds), _LONGEST),
            "version": kept.version if kept else 0,
            "afresh": afresh,
        }
        return diary.jobs.record(PLANNING, payload)


def planning_of(diary: Diary, week: Week) -> Job | None:
    """The planning of this week that is waiting or running, be it of this week alone or of several."""
    job = last_planning(diary, week)
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

    weeks = weeks_from(Week(date.fromisoformat(job.payload["week"])), job.payload.get("weeks", 1))
    watch = _Watch(diary, job, clock)
    try:
        for _round in range(_ROUNDS):
            ground = _Ground.of(diary, weeks, now)
            plans = _planned(ground, job, watch, two=two)
            if _keep_or_offer(diary, ground, plans, job, watch):
                if prove:
                    _ask_for_proof(diary, weeks, job)
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
    """What a week, or several, are planned from. A plan is kept only while all of it still is as it was.

    `before` is the plan that each week has, None for none, of these `versions` (then 0).
    """

    weeks: tuple[Week, ...]
    life: Life
    facts: tuple[Fact, ...]
    before: tuple[Plan | None, ...]
    versions: tuple[int, ...]
    now: datetime

    @classmethod
    def of(cls, diary: Diary, weeks: tuple[Week, ...], now: datetime) -> _Ground:
        with diary.at_one_moment():
            life = life_in(diary, weeks[0], now, weeks=len(weeks))
            facts = facts_for(diary, weeks[0], life, weeks=len(weeks))
            kept = [diary.plans.of(each) for each in weeks]
        before = tuple(each.thing.current if each else None for each in kept)
        return cls(weeks, life, facts, before, tuple(each.version if each else 0 for each in kept), now)

    def blocks(self, nth: int = 0) -> tuple[Block, ...]:
        plan = self.before[nth]
        return plan.blocks if plan else ()

    def is_still(self, other: _Ground) -> bool:
        """Whether nothing of it has changed but, where it is one week, its own plan."""
        same = (other.life, other.facts) == (self.life, self.facts)
        return same and (len(self.weeks) == 1 or other.versions == self.versions)


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


def _planned(ground: _Ground, job: Job, watch: _Watch, *, two: bool) -> tuple[Plan, ...]:
    from counterpoint.desk.planning.several import Weeks, plan_weeks
    from counterpoint.desk.planning.weeks import plan_week

    how = {"seconds": job.payload["seconds"], "on_better": watch.better, "stop": watch.stop, "two": two}
    if len(ground.weeks) > 1:
        before = tuple((week, ground.blocks(nth)) for nth, week in enumerate(ground.weeks))
        afresh = job.payload["afresh"]
        return plan_weeks(Weeks(ground.life, ground.facts, before, ground.now, afresh), **how)
    plan = plan_week(
        ground.life,
        ground.facts,
        ground.weeks[0],
        now=ground.now,
        in_force=() if job.payload["afresh"] else ground.blocks(),
        pinned=tuple(each for each in ground.blocks() if is_held(each, ground.now)),
        **how,
    )
    return (known_again(plan, ground.blocks()),)


def _keep_or_offer(diary: Diary, ground: _Ground, plans: tuple[Plan, ...], job: Job, watch: _Watch) -> bool:
    """False when something was changed meanwhile, so that it has to be made once more.

    Where that was nothing but the plan of the one week that is planned, the new one is offered beside it.
    """
    with diary.together():
        here = _Ground.of(diary, ground.weeks, ground.now)
        if not ground.is_still(here):
            return False
        if len(plans) == 1 and here.versions[0] != job.payload["version"]:
            watch.end("", {"offered": draft_of(plans[0])})
            return True
        versions = [
            diary.plans.keep(
                plan, step=_step(here, nth), version=here.versions[nth] or None, begun_at=ground.now
            ).version
            for nth, plan in enumerate(plans)
        ]
        told = {each.first.isoformat(): version for each, version in zip(here.weeks, versions, strict=True)}
        several = {"versions": told} if len(plans) > 1 else {}
        watch.end("", {"kept": versions[0], "stopped": watch.stopped, **several})
        return True


def _step(here: _Ground, nth: int) -> str:
    if len(here.weeks) > 1:
        return _(TOGETHER)
    return _(REPLANNED if here.before[nth] else PLANNED)


def _ask_for_proof(diary: Diary, weeks: tuple[Week, ...], job: Job) -> None:
    """Asks for proofs where the plan was kept; one that is only on offer stands on nothing yet."""
    result = diary.jobs.get(job.id).result or {}
    versions = result.get("versions", {})
    for week in weeks:
        version = versions.get(week.first.isoformat(), result.get("kept"))
        if version:
            ask_for_proof(diary, week, version=version, planning=job.id)


def offer_of(job: Job | None) -> Plan | None:
    """The plan that a job found after the person had changed the week meanwhile."""
    if job is None or not job.result or "offered" not in job.result:
        return None
    return plan_from(job.result["offered"])


def best_so_far(job: Job | None, week: Week | None = None) -> Plan | None:
    """What a running job has found until now, of one of its weeks where it has several."""
    if job is None or job.state not in ("waiting", "running") or not job.result or "best" not in job.result:
        return None
    plan = plan_from(job.result["best"])
    if week is None or job.payload.get("weeks", 1) == 1:
        return plan
    days = week.span(plan.zone)
    return replace(plan, week=week, blocks=tuple(each for each in plan.blocks if each.span.start in days))


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
