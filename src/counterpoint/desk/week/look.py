"""A week as its person sees it: what calendars say, what is protected, what is planned, and its state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from counterpoint.desk.ports import Diary, Job, WeekPlan
from counterpoint.desk.week.crossings import crossings_of, disturbed_by
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.life import life_in
from counterpoint.desk.week.plannings import last_planning
from counterpoint.desk.week.which import week_ahead, week_of
from counterpoint.domain.agenda import Fact, Together, at_one_time
from counterpoint.domain.planning import Block, Crossing, FirmTime, LeftOut, Life, Plan
from counterpoint.domain.planning.pose import firm_times
from counterpoint.domain.timeline import Week, local
from counterpoint.domain.words import ngettext
from counterpoint.domain.zones import alike

MOST_A_DAY = 60
"""Events of one day that are shown; a calendar with more is hardly a person's, and would drown the week."""
Coming = Literal["", "open", "planned"]
WeekState = Literal["empty", "unplanned", "draft", "accepted", "changed"]


@dataclass(frozen=True, slots=True)
class WeekView:
    """One week with everything that a page, a feed or a print of it needs.

    `state`: "empty" when nothing is known of this life yet; "draft" until it is accepted; "changed" when
    what is planned differs from what was accepted. `version` is 0 before there is a plan. `disturbed`:
    (block id, title) where an event or firm time has come to lie on what is planned. `together`: events ahead
    that lie at one time. `coming`: in the last two days of the week that it is now, whether the next one is
    "open" or "planned"; else "". `seconds`, `iterations`: how long the plan was looked for; 0 once it is
    changed by hand. `other_clock`: its days go by another clock now than when they were planned.
    """

    week: Week
    now: datetime
    life: Life
    state: WeekState
    facts: tuple[Fact, ...] = ()
    protected: tuple[FirmTime, ...] = ()
    blocks: tuple[Block, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    disturbed: tuple[tuple[str, str], ...] = ()
    together: tuple[Together, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    version: int = 0
    undoable: int = 0
    last_step: str = ""
    job: Job | None = None
    coming: Coming = ""
    seconds: float = 0.0
    iterations: int = 0
    other_clock: bool = False

    def block(self, id: str) -> Block | None:
        return next((each for each in self.blocks if each.id == id), None)

    @property
    def proven(self) -> tuple[date, ...]:
        """The days that are proven to be the best that they can be given the others, of just this plan."""
        told = self.job.result if self.job else None
        if not told or self._kept_by(told) != self.version:
            return ()
        days = (date.fromisoformat(each) for each in told.get("proven", ()))
        return tuple(each for each in days if each in self.week.days)

    @property
    def together_with(self) -> tuple[Week, ...]:
        """The weeks that were planned together with just this plan, this one among them; else none."""
        told = self.job.result if self.job else None
        if not told or "versions" not in told or self._kept_by(told) != self.version:
            return ()
        return tuple(Week(date.fromisoformat(each)) for each in told["versions"])

    def _kept_by(self, told: Mapping[str, Any]) -> int | None:
        """The version in which a planning that has ended kept the plan of this week."""
        versions: Mapping[str, int] = told.get("versions", {})
        return versions.get(self.week.first.isoformat(), told.get("kept"))

    @property
    def holds_today(self) -> bool:
        return self.week.first <= local(self.now, self.life.zone).date() < self.week.next().first


def look_at_week(diary: Diary, week: Week, now: datetime) -> WeekView:
    """All of a week, from one reading of the diary."""
    life = life_in(diary, week)
    facts = facts_for(diary, week, life)
    kept = diary.plans.of(week)
    plan = kept.thing.current if kept else Plan(week, life.zone, ())
    firm = firm_times(life, week)
    shown, notes = _few_enough(
        tuple(each for each in facts if each.span.overlaps(week.span(life.zone))), life
    )
    return WeekView(
        week=week,
        now=now,
        life=life,
        state=_state(kept.thing if kept else None, life, facts),
        facts=shown,
        protected=_only_shown(firm, plan.blocks),
        blocks=plan.blocks,
        crossings=crossings_of(shown, firm),
        disturbed=disturbed_by(facts, plan.blocks, firm),
        together=at_one_time(shown, now),
        left_out=plan.left_out,
        notes=(*plan.notes, *notes),
        version=kept.version if kept else 0,
        undoable=kept.thing.undoable if kept else 0,
        last_step=kept.thing.last_step if kept else "",
        job=last_planning(diary, week),
        coming=_coming(diary, week, now),
        seconds=plan.seconds,
        iterations=plan.iterations,
        other_clock=week.span(life.zone).end > now and not _same_clock(plan, life, week),
    )


def _same_clock(plan: Plan, life: Life, week: Week) -> bool:
    span = week.span(life.zone)
    return alike(plan.zone, life.zone, span.start, span.end)


def _few_enough(facts: tuple[Fact, ...], life: Life) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
    """The first events of each day, and a word about those that are not shown."""
    counted: Counter[date] = Counter()
    shown = []
    for fact in facts:
        day = local(fact.span.start, life.zone).date()
        counted[day] += 1
        if counted[day] <= MOST_A_DAY:
            shown.append(fact)
    more = len(facts) - len(shown)
    if not more:
        return facts, ()
    words = ngettext(
        "%(more)d more event of this week is not shown; the planner knows of it. Calendars has them all.",
        "%(more)d more events of this week are not shown; the planner knows of them. Calendars has them all.",
        more,
    )
    return tuple(shown), (words % {"more": more},)


def _coming(diary: Diary, week: Week, now: datetime) -> Coming:
    if week != week_of(diary, now) or week_ahead(diary, now) == week:
        return ""
    return "planned" if diary.plans.of(week.next()) else "open"


def _only_shown(firm: Iterable[FirmTime], blocks: Iterable[Block]) -> tuple[FirmTime, ...]:
    """Firm time that no block of the plan shows already."""
    there = {(block.subject_id, block.span) for block in blocks if block.kind == "protected"}
    return tuple(each for each in firm if (each.subject_id, each.span) not in there)


def _state(plan: WeekPlan | None, life: Life, facts: Sequence[Fact]) -> WeekState:
    if plan is None:
        known = facts or life.tasks or life.routines or life.protected
        return "unplanned" if known else "empty"
    if plan.accepted is None:
        return "draft"
    return "accepted" if plan.accepted.blocks == plan.current.blocks else "changed"
