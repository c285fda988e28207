"""Before something is taken on: what the coming weeks hold, what it costs, what makes room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from counterpoint.desk.ports import Diary
from counterpoint.desk.week.blocks import is_held
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.which import week_of
from counterpoint.domain.asking import Tone
from counterpoint.domain.boundaries import Disclosure, least_of
from counterpoint.domain.capacity import Fit, Ground, Habit, No, draft_no, fit_of, habit_of, survey
from counterpoint.domain.planning import Life, Routine, Task
from counterpoint.domain.timeline import DAY
from counterpoint.domain.values import Commitment

WEEKS = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """A promise looked at, with all that an answer needs.

    `ready`: by which day (a task), or from which on (what recurs), it would fit; None for no such day in
    these weeks. `commitments`: all that is on the plate.
    """

    promise: Task | Routine
    life: Life
    ground: Ground
    fit: Fit
    habit: Habit
    disclosure: Disclosure
    ready: date | None = None
    commitments: tuple[Commitment, ...] = ()

    @property
    def recurs(self) -> bool:
        return isinstance(self.promise, Routine)

    def commitment_of(self, kind: str, id: str) -> Commitment | None:
        """What on the plate a task or routine is part of."""
        return next(
            (
                each
                for each in self.commitments
                if id in (each.task_ids if kind == "task" else each.routine_ids if kind == "routine" else ())
            ),
            None,
        )


def can_i_take_on(diary: Diary, promise: Task | Routine, *, now: datetime) -> Answer:
    """Reckons a promise against this week and the three after it. Nothing is kept."""
    with diary.at_one_moment():
        life, first = diary.life(), week_of(diary, now)
        facts = facts_for(diary, first, life, weeks=WEEKS)
        plans = {kept.thing.week: kept.thing.current for kept in diary.plans.all()}
        commitments = tuple(kept.thing for kept in diary.shelf(Commitment).all())
    weeks = []
    for week in (first.next(nth) for nth in range(WEEKS)):
        blocks = plans[week].blocks if week in plans else ()
        weeks.append((week, tuple(each for each in blocks if is_held(each, now))))
    ground = survey(life, facts, weeks, promise, now=now)
    habit = habit_of(life.tasks, (block for plan in plans.values() for block in plan.blocks))
    recurs = isinstance(promise, Routine)
    fit = fit_of(ground, times=habit.reckoned, recurs=recurs)
    return Answer(
        promise,
        life,
        ground,
        fit,
        habit,
        least_of(each.disclosure for each in life.protected),
        _ready(fit, recurs=recurs),
        commitments,
    )


def _ready(fit: Fit, *, recurs: bool) -> date | None:
    """The first day of the week from which on, or the last of the week by which."""
    if fit.later is None:
        return None
    return fit.later.first if recurs else fit.later.next().first - DAY


def draft(answer: Answer, said: No, *, tone: Tone = "warm", disclosure: Disclosure | None = None) -> str:
    """A no, or a “not before”, to copy. Only values of boundaries that let others read them can be named."""
    open_values = {each.value_id for each in answer.life.protected if each.disclosure == "value"}
    names = [each.name for each in answer.life.values if each.id in open_values]
    return draft_no(
        said,
        tone=tone,
        disclosure=disclosure or answer.disclosure,
        values=names,
        name=answer.life.name,
        day=answer.ready,
        recurs=answer.recurs,
    )
