"""What the example person said of these weeks: how it was, hour by hour and week by week."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import exp
from random import Random
from typing import Any

from counterpoint.desk.beginning.demo_lived import ON
from counterpoint.desk.beginning.demo_others import SUN, Weeks
from counterpoint.desk.beginning.demo_weeks import SEED, WEEKS_LIVED, Lived
from counterpoint.desk.ports import Diary, Shelf
from counterpoint.domain.agenda import Fact
from counterpoint.domain.assessment import Answer, AnswerSheet, Portrait
from counterpoint.domain.energy import CheckIn, PromptWishes, Stretch
from counterpoint.domain.living import Notice
from counterpoint.domain.living.renewal import TAKEN
from counterpoint.domain.planning import Block
from counterpoint.domain.reviews import Markers, Note, Review, markers_id, review_id
from counterpoint.domain.timeline import DAY, local

MOST, FIVE = 7, 5
ANSWERED, PULLED, TOLD = 0.62, 0.1, 0.5
"""At so many of the moments at which Robin might have said something, they did."""
EVENING = 19


def said_of_example(diary: Diary, weeks: Weeks, lived: Lived) -> Iterator[tuple[Shelf[Any], Sequence[Any]]]:
    """What is put on which shelf; nothing of it lies ahead."""
    life, chance = diary.life(), Random(SEED)
    spheres = {domain.id: domain.sphere for domain in life.domains}
    yield diary.dated(CheckIn), tuple(_check_ins(weeks, lived, spheres, chance))
    yield diary.dated(Stretch), tuple(_stretches(weeks, lived, chance))
    yield diary.dated(Markers), tuple(_markers(weeks))
    yield diary.dated(Review), tuple(_reviews(weeks))
    yield diary.dated(AnswerSheet), tuple(_sheets(weeks))
    yield diary.dated(Notice), tuple(_notices(weeks))
    yield diary.shelf(PromptWishes), [PromptWishes("prompts", "light")]
    yield diary.shelf(Portrait), [Portrait(stage="middle")]


# Check-ins and stretches


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What chance adds to a moment: to its level, and to what was said of it (0 to 1 each)."""

    apart: float
    pulled: float
    work_lifts: float
    work_drains: float
    life_lifts: float
    life_drains: float


def _check_ins(weeks: Weeks, lived: Lived, spheres: Mapping[str, str], chance: Random) -> Iterator[CheckIn]:
    """Some moments of each day, with a morning person's rhythm, better and worse days, and chance."""
    first = weeks.at(-WEEKS_LIVED, 0, 0)
    for n in range((local(weeks.now, weeks.zone).date() - local(first, weeks.zone).date()).days, -1, -1):
        of_day = chance.gauss(0, 0.5)
        for quarter in range(4):
            minutes = 415 + quarter * 235 + chance.randrange(0, 200)
            answered = chance.random() < ANSWERED
            drawn = _Drawn(of_day + chance.gauss(0, 0.6), *(chance.random() for _ in range(5)))
            at = weeks.ago(n, 0) + timedelta(minutes=minutes)
            if answered and at < weeks.now:
                yield _check_in(at, weeks.zone, _going_on(at, lived), spheres, drawn)


def _check_in(
    at: datetime, zone: str, going_on: tuple[str, str], spheres: Mapping[str, str], drawn: _Drawn
) -> CheckIn:
    title, domain_id = going_on
    at_work = spheres.get(domain_id) == "work"
    late = title in ("Late launch", "Budget talk")
    here = local(at, zone)
    said = CheckIn(
        id=f"example-{at:%Y%m%dT%H%M}",
        at=at,
        zone=zone,
        energy=_step(_rhythm(here) + drawn.apart),
        tension=_step(3.2 + at_work * 0.8 + late * 2 - drawn.apart),
        mood=_step(4.7 - at_work * 0.3 + drawn.apart),
        where="work" if at_work else "personal",
        activity=title,
        domain_id=domain_id,
        pulled=True if drawn.pulled < PULLED else None,
    )
    return _in_the_evening(said, drawn) if here.hour >= EVENING else said


def _in_the_evening(said: CheckIn, drawn: _Drawn) -> CheckIn:
    """How much of a lift and a drain each part gave the other: work on good days, life nearly always."""
    return replace(
        said,
        work_lifted=_step(2.8 + 2.2 * drawn.work_lifts + drawn.apart),
        work_drained=_step(1.8 + 2.6 * drawn.work_drains - drawn.apart),
        life_lifted=_step(3 + 2.4 * drawn.life_lifts),
        life_drained=_step(1 + 2 * drawn.life_drains),
    )


def _rhythm(here: datetime) -> float:
    """A morning person's energy over the day: most at ten, a dip after lunch, a second wind, then less."""
    hour = here.hour + here.minute / 60
    best, dip, again = ((hour - 10) / 2.4) ** 2, ((hour - 14) / 1.2) ** 2, ((hour - 17.3) / 1.8) ** 2
    return 3.9 + 1.7 * exp(-best) - 0.8 * exp(-dip) + 0.6 * exp(-again) - max(0.0, hour - 20) * 0.5


def _going_on(at: datetime, lived: Lived) -> tuple[str, str]:
    """What calendar or plan has at a moment, and of which part of life it is."""
    here: tuple[Fact | Block, ...] = (
        *(each for each in lived.facts if at in each.span),
        *(each for each in lived.blocks if at in each.span and each.kind not in ("meal", "ritual")),
    )
    return next(((each.title, each.domain_id) for each in here), ("", ""))


def _step(level: float, most: int = MOST) -> int:
    return min(most, max(1, round(level)))


_GOOD_FOR: Mapping[str, tuple[float, float]] = {
    "work": (3.5, 3.6), "family": (4.4, 4.1), "health": (4.3, 4.4), "choir": (4.7, 4.8),
    "home": (3.2, 3.4), "learning": (4.0, 3.9), "": (3.8, 3.8),
}  # fmt: skip
"""How good, and how present, what belongs to a part of life usually is."""


def _stretches(weeks: Weeks, lived: Lived, chance: Random) -> Iterator[Stretch]:
    """How some of what was done was, and a few times by the river."""
    told = [each for each in lived.blocks if each.state == "done" and each.kind != "meal"]
    events = [each for each in lived.facts if each.title in ("Choir rehearsal", "Concert", "Design review")]
    every: list[Fact | Block] = [*told, *events]
    for each in sorted(every, key=lambda one: one.span):
        drawn, quality, presence = chance.random(), chance.gauss(0, 0.7), chance.gauss(0, 0.6)
        if drawn < TOLD:
            good, present = _GOOD_FOR.get(each.domain_id, _GOOD_FOR[""])
            own = each.key if isinstance(each, Fact) else each.id
            yield Stretch(
                f"{own}@{each.span.start:%Y%m%dT%H%M}"[:120], each.span.start, each.span.minutes, each.title,
                own if isinstance(each, Fact) else each.subject_id, each.domain_id,
                _step(good + quality, FIVE), _step(present + presence, FIVE),
            )  # fmt: skip
    for days, hour in ((4, 13), (9, 16), (17, 13)):
        at = weeks.ago(days, hour, 10)
        yield Stretch(
            f"river-{at:%Y%m%d}", at, 10, "Ten minutes by the river", f"{TAKEN}river", "health", 5, 5
        )


# Weeks, months, instruments

# satisfaction, stress, conflict, focus, answering the unexpected; from the latest week back
_WEEKS_SAID = (
    (7, 5, 3, 7, 7), (8, 4, 3, 7, 6), (7, 5, 4, 6, 7), (6, 6, 4, 6, 6),
    (5, 7, 6, 5, 4), (6, 6, 5, 6, 5), (5, 7, 6, 5, 5), (5, 6, 5, 4, 5),
    (6, 6, 5, 5, 5),
)  # fmt: skip


def _markers(weeks: Weeks) -> Iterator[Markers]:
    for back in range(len(_WEEKS_SAID), 0, -1):
        first, at = weeks.week.next(-back).first, weeks.at(-back, SUN, 20, 10)
        if at < weeks.now:
            yield Markers(markers_id(first), at, first, *_WEEKS_SAID[back - 1])


def _reviews(weeks: Weeks) -> Iterator[Review]:
    """Three weeks, two weeks of living this way and a month, each finished."""
    yield _week_review(
        weeks, -6, _FIRST, change="boundary", promise="An afternoon without a plan, on Sundays"
    )
    yield _week_review(
        weeks, -4, _SECOND, change="later", promise="A walk before the first call", cue="the school bell"
    )
    yield _fortnight(weeks)
    yield _month(weeks)
    yield _week_review(weeks, -2, _THIRD, change="habit", promise=ON.title, cue=ON.cue, habit_id=ON.id)


_FIRST = {
    "promise": "", "boundaries": "Dinner held.", "plan": "Too much for one week.",
    "energy": "Mornings are mine.", "between": "",
    "good": "Noa’s face at the door.", "markers": "", "change": "",
}  # fmt: skip
_SECOND = {
    "promise": "Sunday afternoon stayed empty, and nobody missed anything.",
    "boundaries": "The parents’ evening came after dinner, and dinner held.",
    "plan": "Eli’s fever took two days. What was left could wait.", "energy": "", "between": "",
    "good": "Soup that somebody else had made.", "markers": "", "change": "",
}  # fmt: skip
_THIRD = {
    "promise": "The walk is still for later.", "boundaries": "Monday’s dinner went to the budget talk.",
    "plan": "The cake took longer than I thought, and was worth it.", "energy": "Best before eleven.",
    "between": "The birthday carried me into Monday.", "good": "Three generations at one table.",
    "markers": "Calmer than in the weeks before.", "change": "",
}  # fmt: skip


def _week_review(
    weeks: Weeks,
    offset: int,
    said: Mapping[str, str],
    *,
    change: Any,
    promise: str,
    cue: str = "",
    habit_id: str = "",
) -> Review:
    here, at = weeks.week.next(offset), weeks.at(offset, SUN, 20, 15)
    notes = tuple(Note(part, words) for part, words in said.items())
    return Review(
        review_id("week", here.first), at, "week", here.first, here.days[-1], notes, change, promise, cue,
        habit_id, at + timedelta(minutes=11),
    )  # fmt: skip


def _fortnight(weeks: Weeks) -> Review:
    first, last, at = weeks.week.next(-4).first, weeks.week.next(-3).days[-1], weeks.at(-3, SUN, 20, 40)
    notes = (Note("adjust", "Fewer things a day. The mornings for what is deep, the afternoons for people."),)
    return Review(
        review_id("fortnight", first),
        at,
        "fortnight",
        first,
        last,
        notes,
        finished_at=at + timedelta(minutes=6),
    )


def _month(weeks: Weeks) -> Review:
    """The month before the one that can be looked back at now."""
    today = local(weeks.now, weeks.zone).date()
    open_now = today.replace(day=1) if today.day >= 15 else _month_before(today)  # noqa: PLR2004
    first = _month_before(open_now)
    at = weeks.ago((today - open_now).days, 0) + timedelta(minutes=20)
    notes = (
        Note("values", "Music was the quietest of the four, and I missed it."),
        Note("seasons", "The concerts are over; the proposal comes."),
        Note("boundaries", "Dinner is worth what it costs."),
        Note("plate", "The newsletter is Ada’s now, and she likes it."),
        Note("markers", ""),
    )
    return Review(
        review_id("month", first), at, "month", first, open_now - DAY, notes,
        finished_at=at + timedelta(minutes=14),
    )  # fmt: skip


def _month_before(day: date) -> date:
    return (day.replace(day=1) - DAY).replace(day=1)


_ANSWERS: Mapping[str, tuple[Mapping[str, int], Mapping[str, int]]] = {
    "quick": (
        {"fit": 5, "switch_off": 4, "say": 7},
        {"fit": 7, "switch_off": 6, "say": 7},
    ),
    "who-5": (
        {"cheerful": 3, "calm": 2, "active": 3, "rested": 3, "interest": 4},
        {"cheerful": 4, "calm": 3, "active": 4, "rested": 3, "interest": 4},
    ),
    "ons4": (
        {"satisfied": 6, "worthwhile": 7, "happy": 6, "anxious": 4},
        {"satisfied": 7, "worthwhile": 8, "happy": 7, "anxious": 3},
    ),
    "exhaustion": ({"worn_out": 5, "drained": 3}, {"worn_out": 4, "drained": 3}),
    "everyday": (
        {
            "work_takes_1": 5, "work_takes_2": 5, "work_gives_1": 5, "work_gives_2": 4, "life_takes_1": 3,
            "life_takes_2": 4, "life_gives_1": 5, "life_gives_2": 6, "harmony_1": 4, "harmony_2": 5,
            "harmony_3": 4, "work_comes_in": 5, "life_comes_in": 5, "apart_like": 3, "apart_leave": 3,
            "control_when": 5, "control_out": 4, "detach_thoughts": 3, "detach_evening": 4,
            "schedule_ends": 6, "schedule_hour": 6, "purpose_known": 5, "purpose_days": 5,
            "pressure_more": 5, "pressure_jump": 4,
        },
        {
            "work_takes_1": 4, "work_takes_2": 3, "work_gives_1": 5, "work_gives_2": 5, "life_takes_1": 3,
            "life_takes_2": 3, "life_gives_1": 6, "life_gives_2": 6, "harmony_1": 5, "harmony_2": 6,
            "harmony_3": 5, "work_comes_in": 5, "life_comes_in": 5, "apart_like": 2, "apart_leave": 3,
            "control_when": 6, "control_out": 6, "detach_thoughts": 5, "detach_evening": 5,
            "schedule_ends": 6, "schedule_hour": 6, "purpose_known": 6, "purpose_days": 5,
            "pressure_more": 4, "pressure_jump": 3,
        },
    ),
    "sleep": (
        {
            "work_days": 5, "asleep_work": 1380, "awake_work": 390, "asleep_free": 15, "awake_free": 480,
            "alarm_free": 0,
        },
        {
            "work_days": 5, "asleep_work": 1365, "awake_work": 390, "asleep_free": 0, "awake_free": 465,
            "alarm_free": 0,
        },
    ),
}  # fmt: skip


def _sheets(weeks: Weeks) -> Iterator[AnswerSheet]:
    """Every instrument twice, some weeks apart."""
    for nth, days in enumerate((38, 5)):
        at = weeks.ago(days, 20, 30)
        for pack_id, answers in _ANSWERS.items():
            given = tuple(Answer(item, value) for item, value in answers[nth].items())
            sitting = "" if pack_id == "quick" else f"full-{at:%Y%m%d%H%M%S}"
            yield AnswerSheet(
                f"{pack_id}-{at:%Y-%m-%d}", at, pack_id, 1, sitting, given, at + timedelta(minutes=6)
            )


def _notices(weeks: Weeks) -> Iterator[Notice]:
    """What was pointed out, in the app, in the last weeks."""
    for offset in (-4, -2):
        at, week = weeks.at(offset, SUN, 18, 5), weeks.week.next(offset)
        yield Notice(
            f"review-{local(at, weeks.zone):%Y-%m-%d}", at, "review", f"week-{week.first.isoformat()}"
        )
