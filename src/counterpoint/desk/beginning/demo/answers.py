"""What the example person answered to instruments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from counterpoint.desk.beginning.demo.others import Weeks
from counterpoint.domain.assessment import Answer, AnswerSheet

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


def sheets(weeks: Weeks) -> Iterator[AnswerSheet]:
    """Every instrument twice, some weeks apart."""
    for nth, days in enumerate((38, 5)):
        at = weeks.ago(days, 20, 30)
        for pack_id, answers in _ANSWERS.items():
            given = tuple(Answer(item, value) for item, value in answers[nth].items())
            sitting = "" if pack_id == "quick" else f"full-{at:%Y%m%d%H%M%S}"
            yield AnswerSheet(
                f"{pack_id}-{at:%Y-%m-%d}", at, pack_id, 1, sitting, given, at + timedelta(minutes=6)
            )
