"""Sweet spots on one's own plate, with what check-ins said beside one's own word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from counterpoint.desk.ports import Diary
from counterpoint.desk.reviews.looking_back import settled_check_ins
from counterpoint.domain.timeline import Span
from counterpoint.domain.values import Commitment, EnergySeen, Question, Spot, energy_seen, spot_of, unsaid

LOOKING_BACK = timedelta(weeks=12)


@dataclass(frozen=True, slots=True)
class Placed:
    """A commitment, where it lies, what was not said of it, and what check-ins during it said of energy."""

    commitment: Commitment
    spot: Spot
    unsaid: tuple[Question, ...]
    seen: EnergySeen


def sweet_spots(diary: Diary, *, now: datetime) -> tuple[Placed, ...]:
    """Everything that is carried, in the order of the plate; what was let go is left out."""
    levels = _levels(diary, now)
    carried = (kept.thing for kept in diary.shelf(Commitment).all() if kept.thing.decision != "let_go")
    life = diary.life()
    titles = {task.id: task.title for task in life.tasks}
    titles |= {routine.id: routine.title for routine in life.routines}
    return tuple(
        Placed(each, spot_of(each), unsaid(each), energy_seen(_of(each, titles, levels))) for each in carried
    )


def _of(each: Commitment, titles: dict[str, str], levels: dict[str, list[int]]) -> list[int]:
    linked = (titles[own] for own in (*each.task_ids, *each.routine_ids) if own in titles)
    names = {title.casefold().strip() for title in (each.title, *linked)}
    return [level for name in sorted(names) for level in levels.get(name, ())]


def _levels(diary: Diary, now: datetime) -> dict[str, list[int]]:
    """What was said of energy in the last twelve weeks, by activity, as far as estimates may use it."""
    levels: dict[str, list[int]] = {}
    for said in settled_check_ins(diary, Span(now - LOOKING_BACK, now)):
        if said.energy is not None and said.activity.strip():
            levels.setdefault(said.activity.casefold().strip(), []).append(said.energy)
    return levels
