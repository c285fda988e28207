"""A week as its person sees it: what calendars say, what is protected, what is planned, and its state."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from counterpoint.desk.ports import Diary, Job, WeekPlan
from counterpoint.desk.week.own_echo import without_ours
from counterpoint.domain.agenda import Fact, Occurrence, Together, at_one_time, facts_of
from counterpoint.domain.asking import facts_of_requests
from counterpoint.domain.boundaries import PROMISED, Availability, GiveBack, Request
from counterpoint.domain.capacity.estimates import Habit, habits_by_demand
from counterpoint.domain.energy import Demand
from counterpoint.domain.energy.prompts import waking_day
from counterpoint.domain.planning import Block, Crossing, FirmTime, LeftOut, Life, Plan
from counterpoint.domain.planning.giving_back import item_id_of
from counterpoint.domain.planning.pose import firm_times
from counterpoint.domain.timeline import DAY, Span, Week, instant, local
from counterpoint.domain.words import ngettext
from counterpoint.domain.zones import alike

PLANNING, PROVING = "plan_week", "prove_week"
MOST_WEEKS = 4
"""So many can be planned together."""
MOST_A_DAY = 60
"""Events of one day that are shown; a calendar with more is hardly a person's, and would drown the week."""
LATE = timedelta(days=5)  # into a week: what is left of it is hardly worth a plan
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


def week_named(name: str, week_start: int) -> Week:
    """The week called `name` for a person whose weeks begin on `week_start` (0 Monday … 6 Sunday).

    A week is named after the ISO week that most of its days are in, so one that begins on a Sunday begins the
    day before its ISO week, and one that begins on a Tuesday the day after.
    """
    monday = Week.named(name).first
    return Week(monday + timedelta(days=(week_start + 3) % 7 - 3))


def week_of(diary: Diary, now: datetime) -> Week:
    """The week that it is now for this person: by their zone and the day on which their weeks begin."""
    settings = diary.settings().thing
    return Week.holding(local(now, settings.zone).date(), week_start=settings.week_start)


def week_ahead(diary: Diary, now: datetime) -> Week:
    """The week that is to be planned first: this one, and in its last two days the next."""
    this = week_of(diary, now)
    today = local(now, diary.settings().thing.zone).date()
    return this.next() if today >= this.first + LATE else this


def facts_for(diary: Diary, week: Week, life: Life | None = None, *, weeks: int = 1) -> tuple[Fact, ...]:
    """What calendars say of a week and a day on either side, with the person's own word on each event, and
    the requests that were accepted.
    """
    life = life or diary.life()
    span = Span(week.span(life.zone).start, week.next(weeks - 1).span(life.zone).end).grown(DAY, DAY)
    by_calendar: dict[str, list[Occurrence]] = defaultdict(list)
    for calendar_id, occurrence in without_ours(diary, span, diary.calendars.occurrences(span)):
        by_calendar[calendar_id].append(occurrence.by(life.zone))
    facts = [
        fact
        for kept in diary.calendars.all()
        if kept.thing.id in by_calendar
        for fact in facts_of(
            by_calendar[kept.thing.id],
            calendar_id=kept.thing.id,
            domain_id=kept.thing.domain_id,
            rules=life.event_rules,
            marks=diary.calendars.marks(kept.thing.id),
        )
    ]
    promised = (kept.thing for kept in diary.shelf(Request).having(state=PROMISED))
    facts += facts_of_requests(promised, facts, span)
    return tuple(sorted(facts, key=lambda fact: (fact.span, fact.key)))


def life_in(diary: Diary, week: Week, now: datetime | None = None, *, weeks: int = 1) -> Life:
    """The life from which a week, or so many from it on, are planned: without what the plan of any other week
    has placed of a give-back or, as of `now`, still has ahead of a task; with how long tasks usually take,
    where that is wanted.

    Without `now` it is the life to look at a week with: tasks are whole.
    """
    life, these = diary.life(), weeks_from(week, weeks)
    if now is not None:
        life = _without_what_is_ahead(diary, these, life, now)
    if diary.settings().thing.as_usual:
        life = replace(life, usual=tuple((kind, each.reckoned, each.of) for kind, each in habits_in(diary)))
    backs = (_less_elsewhere(diary, these, life, each) for each in life.give_backs)
    return replace(
        life, give_backs=tuple(each for each in backs if each.state != "owed" or each.minutes_left)
    )


def weeks_from(week: Week, weeks: int) -> tuple[Week, ...]:
    """So many weeks from one on."""
    return tuple(week.next(nth) for nth in range(weeks))


def _without_what_is_ahead(diary: Diary, these: tuple[Week, ...], life: Life, now: datetime) -> Life:
    """Minutes of each task that other weeks have ahead: at most four before these, and three after them, as
    many as can be planned with one of them.

    What lies behind without a word is not done, and wanted again.
    """
    found: dict[str, int] = defaultdict(int)
    later = set()
    this = Week.holding(local(now, life.zone).date(), week_start=life.week_start)
    for other in weeks_from(these[0].next(-4), 4 + len(these) + MOST_WEEKS - 1):
        kept = diary.plans.of(other) if other.first >= this.first and other not in these else None
        for each in kept.thing.current.blocks if kept else ():
            if each.kind == "task" and each.state == "planned" and each.span.start >= now:
                found[each.subject_id] += each.span.minutes
                later |= {each.subject_id} if other.first > these[-1].first else set()
    return replace(life, elsewhere=tuple(sorted(found.items())), later=tuple(sorted(later)))


def habits_in(diary: Diary) -> tuple[tuple[Demand, Habit], ...]:
    """How long each kind of task usually takes this person beside what they wrote; nothing while unknown."""
    blocks = (block for kept in diary.plans.all() for block in kept.thing.current.blocks)
    return habits_by_demand((kept.thing for kept in diary.tasks.all()), blocks)


def _less_elsewhere(diary: Diary, these: tuple[Week, ...], life: Life, each: GiveBack) -> GiveBack:
    """What is owed, less the minutes that the plans of other weeks have a place for."""
    if each.state != "owed":
        return each
    return replace(each, minutes_given=each.minutes_given + _placed_elsewhere(diary, these, life, each))


def _placed_elsewhere(diary: Diary, these: tuple[Week, ...], life: Life, owed: GiveBack) -> int:
    """Minutes that are planned in other weeks than these; what was done of it counts as given already."""
    placed = 0
    other = Week.holding(local(owed.at, life.zone).date(), week_start=life.week_start)
    while other.span(life.zone).start < owed.due_at:
        kept = diary.plans.of(other) if other not in these else None
        blocks = kept.thing.current.blocks if kept else ()
        mine = (each for each in blocks if each.item_id == item_id_of(owed) and each.state == "planned")
        placed += sum(each.span.minutes for each in mine)
        other = other.next()
    return placed


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


def planning_asked(week: Week, weeks: int = 1) -> dict[str, Any]:
    """What is written down of a planning of so many weeks, so that it is found by each of them."""
    asked = {"week": week.first.isoformat(), "weeks": weeks}
    return asked | {_covers(each): True for each in weeks_from(week, weeks)}


def last_planning(diary: Diary, week: Week) -> Job | None:
    """The newest planning of this week, alone or with others."""
    return diary.jobs.latest(PLANNING, **{_covers(week): True})


def _covers(week: Week) -> str:
    return f"covers_{week.first.isoformat()}"


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


def crossings_of(facts: Iterable[Fact], firm: Iterable[FirmTime]) -> tuple[Crossing, ...]:
    """Every event that takes time which is firmly protected."""
    firm = tuple(firm)
    return tuple(
        Crossing(fact.key, fact.title, time.subject_id, time.title, met)
        for fact in facts
        if fact.blocking
        for time in firm
        if (met := fact.span.meet(time.span))
    )


def disturbed_by(
    facts: Iterable[Fact], blocks: Iterable[Block], firm: Iterable[FirmTime] = ()
) -> tuple[tuple[str, str], ...]:
    """(block id, title) for each block, not behind yet, on which an event or firm time has come to lie.

    An event on firm time is a crossing, and is told as one.
    """
    lying = [(fact.span, fact.title) for fact in facts if fact.blocking]
    lying += [(time.span, time.title) for time in firm]
    return tuple(
        (block.id, title)
        for block in blocks
        if block.state == "planned" and not is_firm(block)
        for span, title in lying
        if span.overlaps(block.span)
    )


def is_firm(block: Block) -> bool:
    """Whether a block only shows recurring time that is firm, which no plan moves."""
    return block.kind == "protected" and block.id == block.item_id


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


def day_of(moment: datetime, view: WeekView) -> date:
    """The date of a moment as this person's days have it: a late night belongs to the day before."""
    return date_for(moment, view.life.zone, view.life.availability)


def is_of_day(span: Span, day: date, view: WeekView, *, all_day: bool = False) -> bool:
    """Whether something is of a day: it begins on it, or still goes on when that day begins."""
    zone = view.life.zone
    first, last = local(span.start, zone).date(), local(span.end - timedelta.resolution, zone).date()
    if all_day:
        return first <= day <= last
    begun = day_of(span.start, view)
    if begun >= day or last < day:
        return begun == day
    awake = waking_day(day, view.life.availability.waking, zone)
    return (awake.start if awake else instant(day, time(0), zone)) < span.end


def date_for(moment: datetime, zone: str, availability: Availability) -> date:
    """The same, from a zone and waking hours alone."""
    here = local(moment, zone)
    earliest = min((window.start for window in availability.waking), default=None)
    ends_late = any(window.end <= window.start for window in availability.waking)
    if ends_late and earliest is not None and here.time() < earliest:
        return here.date() - DAY
    return here.date()
