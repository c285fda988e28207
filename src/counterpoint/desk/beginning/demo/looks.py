"""How it was for the example person, week by week: markers, looks back, and what was pointed out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from counterpoint.desk.beginning.demo.lived import ON
from counterpoint.desk.beginning.demo.others import SUN, Weeks
from counterpoint.domain.living import Notice
from counterpoint.domain.reviews import Markers, Note, Review, markers_id, review_id
from counterpoint.domain.timeline import DAY, local

# satisfaction, stress, conflict, focus, answering the unexpected; from the latest week back
_WEEKS_SAID = (
    (7, 5, 3, 7, 7), (8, 4, 3, 7, 6), (7, 5, 4, 6, 7), (6, 6, 4, 6, 6),
    (5, 7, 6, 5, 4), (6, 6, 5, 6, 5), (5, 7, 6, 5, 5), (5, 6, 5, 4, 5),
    (6, 6, 5, 5, 5),
)  # fmt: skip


def markers(weeks: Weeks) -> Iterator[Markers]:
    for back in range(len(_WEEKS_SAID), 0, -1):
        first, at = weeks.week.next(-back).first, weeks.at(-back, SUN, 20, 10)
        if at < weeks.now:
            yield Markers(markers_id(first), at, first, *_WEEKS_SAID[back - 1])


def reviews(weeks: Weeks) -> Iterator[Review]:
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


def notices(weeks: Weeks) -> Iterator[Notice]:
    """What was pointed out, in the app, in the last weeks."""
    for offset in (-4, -2):
        at, week = weeks.at(offset, SUN, 18, 5), weeks.week.next(offset)
        yield Notice(
            f"review-{local(at, weeks.zone):%Y-%m-%d}", at, "review", f"week-{week.first.isoformat()}"
        )
