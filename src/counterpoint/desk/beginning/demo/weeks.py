"""The weeks that lie behind the example person: planned, lived through, and marked as it went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import chain
from random import Random

from counterpoint.desk.ports import Diary
from counterpoint.desk.week.crossings import crossings_of
from counterpoint.desk.week.facts import facts_for
from counterpoint.domain.agenda import Fact
from counterpoint.domain.energy import fit
from counterpoint.domain.planning import Block, BlockState, Life, Plan, Routine, Task
from counterpoint.domain.planning.giving_back import item_id_of
from counterpoint.domain.planning.identity import recognise
from counterpoint.domain.planning.pose import firm_times, pose
from counterpoint.domain.planning.problem import Item, Problem
from counterpoint.domain.planning.reasons import with_reasons
from counterpoint.domain.planning.rituals import ritual_blocks
from counterpoint.domain.timeline import Span, Week, common, instant, local, without

SEED = "Robin Vale"
WEEKS_LIVED = 6
STEP, APART = timedelta(minutes=15), timedelta(minutes=15)
A_FULL_DAY = 420.0
"""So many placed minutes weigh as much against a day as the worst hour against the best."""

# by week, counted from the planned one: the task, and how long it took beside what was written
_DONE: Mapping[int, tuple[tuple[Task, float], ...]] = {
    -6: (
        (
            Task(
                "library",
                "Prepare the workshop for the library",
                150,
                "work",
                "",
                "must",
                "deep",
                True,
                60,
                90,
            ),
            1.0,
        ),
        (Task("quote", "Quote for the bakery sign", 45, "work", "", "should", "steady"), 1.0),
        (Task("boots", "Take the boots to be mended", 30, "home", "", "could", "light"), 1.0),
    ),
    -5: (
        (Task("launch", "Last check before the launch", 120, "work", "", "must", "deep", True, 60, 90), 1.3),
        (Task("thanks", "Thank you notes after the workshop", 30, "work", "", "could", "light"), 1.0),
        (Task("coat", "A winter coat for Eli", 60, "family", "", "must", "light"), 1.0),
    ),
    -4: (
        (Task("notes", "Write up what the launch taught us", 60, "work", "", "should", "steady"), 1.25),
        (Task("fuse", "Mend the hall light", 30, "home", "", "should", "light"), 1.0),
    ),
    -3: (
        (Task("folio", "Choose what goes into the portfolio", 90, "work", "", "should", "deep"), 1.3),
        (Task("questions", "Questions for the interviews", 45, "work", "", "must", "steady"), 1.0),
        (Task("gift", "A present for Noa", 45, "family", "", "must", "light"), 1.0),
    ),
    -2: (
        (Task("budget", "Figures for the budget talk", 90, "work", "", "must", "deep"), 1.2),
        (Task("cake", "Bake for Noa’s birthday", 75, "family", "", "must", "light"), 1.0),
        (
            Task("colour", "Colour course, chapter 3", 90, "learning", "", "could", "steady", True, 45, 90),
            1.0,
        ),
    ),
    -1: (
        (
            Task("sketches", "First sketches for the museum", 180, "work", "", "must", "deep", True, 60, 120),
            1.25,
        ),
        (Task("visit", "Tidy the studio for the visit", 45, "work", "", "should", "light"), 1.0),
        (Task("forms", "Sign the school forms", 15, "family", "", "must", "light"), 1.0),
    ),
    0: (
        (Task("outline", "Outline of the museum proposal", 60, "work", "", "should", "deep"), 1.2),
        (Task("photos", "Photos of the launch for Tomke", 30, "work", "", "could", "light"), 1.0),
        (Task("fee", "Pay the choir’s fee", 15, "choir", "", "should", "light"), 1.0),
    ),
}
HANDED_ON = Routine(
    "letter", "Write the studio’s newsletter", 45, 1, (), 1, "work", "", "should", "steady", True
)
HANDED_ON_IN = -3
"""In that week the newsletter was handed on; it rests since."""


@dataclass(frozen=True, slots=True)
class Lived:
    """What is known of the time behind: blocks of plans and events of calendars, in order of start."""

    blocks: tuple[Block, ...] = ()
    facts: tuple[Fact, ...] = ()


def live_weeks(diary: Diary, week: Week, now: datetime) -> Lived:
    """Keeps a plan for each of the weeks behind, and for what lies behind of the one that is to be planned.

    Each is laid around the events of its calendar by the rules of every plan, and marked as it went.
    """
    life, chance = diary.life(), Random(SEED)
    blocks: list[Block] = []
    facts: dict[str, Fact] = {}
    today = instant(local(now, life.zone).date(), time(0), life.zone)
    for offset in range(-WEEKS_LIVED, 1):
        here = week.next(offset)
        of_week = facts_for(diary, here, life)
        laid = _laid(_life_then(life, offset), of_week, here, until=today if offset == 0 else None)
        marked = [replace(each, state=_came_of(each, life, chance, now)) for each in laid]
        _keep(diary, here, marked, of_week, accepted=offset < 0)
        blocks += [each for each in marked if each.span.end <= now]
        facts |= {each.key: each for each in of_week if each.span.end <= now}
    diary.tasks.add_all(_done_tasks(blocks))
    return Lived(tuple(blocks), tuple(sorted(facts.values(), key=lambda each: each.span)))


def _life_then(life: Life, offset: int) -> Life:
    """The life as a week was planned from it: its tasks still to be done, nothing owed."""
    tasks = tuple(replace(task, minutes=_took(task, times)) for task, times in _DONE[offset])
    routines = tuple(replace(each, paused=each.paused and offset >= HANDED_ON_IN) for each in life.routines)
    return replace(life, tasks=tasks, routines=routines)


def _took(task: Task, times: float) -> int:
    return round(task.minutes * times / 15) * 15 if times > 1 else task.minutes


def _done_tasks(blocks: Iterable[Block]) -> Iterator[Task]:
    """The tasks that lie behind: done, with the length that was written for them."""
    done = {each.subject_id for each in blocks if each.kind == "task" and each.state == "done"}
    for task, _times in chain.from_iterable(_DONE.values()):
        if task.id in done:
            yield replace(task, done=True, minutes_done=task.minutes)


def _laid(
    life: Life, facts: tuple[Fact, ...], week: Week, *, until: datetime | None = None
) -> tuple[Block, ...]:
    """The blocks of a week; with `until` those that end by then, tasks among them as far as they fit."""
    given = list(_given_back(life, week))
    problem = pose(replace(life, give_backs=()), facts, week)
    laid = [*_firm(problem), *given, *_placed(_soon(problem, until), [each.span for each in given], life)]
    told = with_reasons(problem, laid)
    whole = sorted([*told, *ritual_blocks(problem, told)], key=lambda each: each.span)
    here = (each for each in whole if until is None or each.span.end <= until)
    return recognise(here, (), within=week.name)


def _soon(problem: Problem, until: datetime | None) -> Problem:
    """The problem in which tasks have their times up to a moment only."""
    if until is None:
        return problem
    before = [Span(problem.horizon.start, max(problem.horizon.start, until))]
    items = (
        replace(each, windows=tuple(common(each.windows, before))) if each.kind == "task" else each
        for each in problem.items
    )
    return replace(problem, items=tuple(items))


def _firm(problem: Problem) -> Iterator[Block]:
    for each in problem.firm:
        if not each.carried:
            yield Block(
                each.id, "protected", each.id, each.subject_id, each.title, each.span,
                each.domain_id, each.value_id,
            )  # fmt: skip


def _given_back(life: Life, week: Week) -> Iterator[Block]:
    """The time that was given back in a week."""
    whole = week.span(life.zone)
    for each in life.give_backs:
        if each.given_at is not None and each.given_at in whole:
            span = Span(each.given_at - timedelta(minutes=each.minutes), each.given_at)
            item_id = item_id_of(each)
            yield Block(
                f"{item_id}#1", "give_back", item_id, each.id, each.title, span, each.domain_id, each.value_id
            )


def _placed(problem: Problem, taken: list[Span], life: Life) -> Iterator[Block]:
    """Each item in its own times, around what is there: the best hour first, and no day too full."""
    room = _Room(problem, [*taken, *(each.span for each in life.bends)])
    for item in sorted(problem.items, key=lambda each: (each.tier, -each.weight, each.id)):
        own: list[Span] = []
        for nth, minutes in enumerate(_pieces(item), start=1):
            span = room.best(item, minutes, own)
            if span is None:
                break
            own.append(span)
            yield Block(
                f"{item.id}#{nth}", item.kind, item.id, item.subject_id, item.title, span,
                item.domain_id, item.value_id,
            )  # fmt: skip


def _pieces(item: Item) -> list[int]:
    most = item.piece_most
    whole, rest = divmod(item.minutes, most) if most else (0, 0)
    return [most] * whole + ([rest] if rest else [])


class _Room:
    """What is free in a week, how full each day is, and how well an hour suits."""

    def __init__(self, problem: Problem, taken: Iterable[Span]) -> None:
        self.problem = problem
        given = [*(each.span for each in problem.facts), *(each.span for each in problem.firm)]
        self.busy: list[Span] = [*given, *taken]
        self.load: dict[date, float] = {}
        self.here: dict[datetime, datetime] = {}

    def local(self, moment: datetime) -> datetime:
        if moment not in self.here:
            self.here[moment] = local(moment, self.problem.zone)
        return self.here[moment]

    def best(self, item: Item, minutes: int, own: list[Span]) -> Span | None:
        """The place for a piece, which is taken then; None where there is none."""
        length = timedelta(minutes=minutes)
        apart = timedelta(0) if item.kind == "meal" else APART
        free = without(item.windows, [each.grown(apart, apart) for each in self.busy])
        starts = (start for gap in free for start in _starts(gap, length) if self._is_apart(item, start, own))
        best = max(
            starts, key=lambda each: (self._worth(item, each, length), -each.timestamp()), default=None
        )
        if best is None:
            return None
        self.busy.append(Span(best, best + length))
        day = self.local(best).date()
        self.load[day] = self.load.get(day, 0) + minutes
        return self.busy[-1]

    def _worth(self, item: Item, start: datetime, length: timedelta) -> float:
        curve = self.problem.curve
        suits = [fit(item.demand, curve.at(self.local(each))) for each in (start, start + length - STEP)]
        return sum(suits) / 2 - self.load.get(self.local(start).date(), 0) / A_FULL_DAY

    def _is_apart(self, item: Item, start: datetime, own: Iterable[Span]) -> bool:
        """Whether it is far enough from the other pieces of what wants to be on days of its own."""
        day, others = self.local(start).date(), (self.local(each.start).date() for each in own)
        return not item.one_a_day or all(abs((day - other).days) >= item.spacing_days for other in others)


def _starts(gap: Span, length: timedelta) -> Iterator[datetime]:
    late = gap.start.minute % 15
    start = gap.start + (STEP - timedelta(minutes=late) if late else timedelta(0))
    while start + length <= gap.end:
        yield start
        start += STEP


def _came_of(block: Block, life: Life, chance: Random, now: datetime) -> BlockState:
    """What Robin said of it: much was done, some was skipped, and of some nothing was said."""
    drawn = chance.random()
    if block.span.end > now or any(pause.holds(block.span.start) for pause in life.pauses):
        return "planned"
    if block.kind in ("task", "give_back"):
        return "done"
    if block.kind in ("meal", "ritual"):
        return "planned"
    if block.kind == "protected":
        return "done" if drawn < 0.7 else "planned"  # noqa: PLR2004  # of each ten about so many
    return "done" if drawn < 0.65 else "skipped" if drawn < 0.8 else "planned"  # noqa: PLR2004


def _keep(
    diary: Diary, week: Week, blocks: Sequence[Block], facts: tuple[Fact, ...], *, accepted: bool
) -> None:
    """Keeps the plan of a week as of the Sunday evening before it."""
    if not blocks:
        return
    zone = diary.settings().thing.zone
    plan = Plan(week, zone, tuple(blocks), crossings=crossings_of(facts, firm_times(diary.life(), week)))
    begun = instant(week.first - timedelta(days=1), time(19, 10), zone)
    kept = diary.plans.keep(plan, step="Planned the week", version=None, begun_at=begun)
    if accepted:
        diary.plans.accept(week, version=kept.version)
