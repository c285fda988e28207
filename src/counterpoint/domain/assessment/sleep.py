"""Mid-sleep on free days, corrected for the sleep that is caught up then: a plain fact about one's clock.

Roenneberg, Allebrandt, Merrow and Vetter, “Social jetlag and obesity”, Current Biology 22 (2012):
MSFsc = MSF − ½ (SDfree − SDweek) if SDfree > SDweek, else MSF. With an alarm on free days it is not known.
"""

from __future__ import annotations

from collections.abc import Mapping

DAY = 24 * 60
WEEK_DAYS = 7
ITEMS = ("work_days", "asleep_work", "awake_work", "asleep_free", "awake_free", "alarm_free")


def mid_sleep(values: Mapping[str, int]) -> float | None:
    """Minutes after midnight, from the six items of `ITEMS`; None when that cannot be known."""
    work_days = values.get("work_days")
    free = _times(values, "free")
    if work_days is None or not 0 <= work_days < WEEK_DAYS or free is None or values.get("alarm_free") != 0:
        return None
    asleep, free_length = free
    middle = asleep + free_length / 2
    work = _times(values, "work") if work_days else free
    if work is None:
        return None
    week_length = (work[1] * work_days + free_length * (WEEK_DAYS - work_days)) / WEEK_DAYS
    caught_up = max(0.0, free_length - week_length)
    return (middle - caught_up / 2) % DAY


def _times(values: Mapping[str, int], days: str) -> tuple[int, int] | None:
    """When one falls asleep, and how long one sleeps, in minutes."""
    asleep, awake = values.get(f"asleep_{days}"), values.get(f"awake_{days}")
    if asleep is None or awake is None or asleep == awake:
        return None
    return asleep, (awake - asleep) % DAY
