"""What the numbers of an export can be, by record and field."""

from __future__ import annotations

from counterpoint.adapters.files.records import Limits
from counterpoint.domain.agenda.accounts import MOST_FAILURES, MOST_TRIES
from counterpoint.domain.boundaries.loosening import MOST_DAYS
from counterpoint.domain.reviews import ALL_MARKERS

A_DAY, A_YEAR, MANY = 24 * 60, 366 * 24 * 60, 2_000_000_000
CHECK_IN_SCALES = ("energy", "tension", "mood", "work_lifted", "work_drained", "life_lifted", "life_drained")
LIMITS: Limits = {
    ("CoreValue", "rank"): (1, 99),
    ("ProtectedTime", "times_a_week"): (1, 7),
    ("ProtectedTime", "minutes"): (1, A_DAY),
    ("Meal", "minutes"): (1, A_DAY),
    ("Ritual", "minutes"): (0, A_DAY),
    ("RitualStep", "minutes"): (0, A_DAY),
    ("Settings", "week_start"): (0, 6),
    ("Settings", "slack_minutes"): (0, A_DAY),
    ("Settings", "loosening_days"): (0, MOST_DAYS),
    ("Loosening", "days"): (0, MOST_DAYS),
    ("Availability", "sleep_minutes"): (0, A_DAY),
    ("Availability", "focus_minutes"): (0, A_DAY),
    ("Availability", "break_minutes"): (5, A_DAY),
    ("Availability", "rest_minutes"): (0, A_DAY),
    ("Availability", "hard_minutes"): (0, A_DAY),
    ("Task", "minutes"): (1, A_YEAR),
    ("Task", "minutes_done"): (0, A_YEAR),
    ("Task", "first_minutes"): (0, A_YEAR),
    ("Task", "took_minutes"): (0, A_YEAR),
    ("Task", "piece_least"): (1, A_YEAR),
    ("Task", "piece_most"): (1, A_YEAR),
    ("Routine", "minutes"): (1, A_DAY),
    ("Routine", "times_a_week"): (1, 7),
    ("Routine", "spacing_days"): (0, 7),
    ("CalendarSource", "events"): (0, MANY),
    ("Occurrence", "sequence"): (0, MANY),
    ("Message", "sequence"): (0, MANY),
    ("CalendarAccount", "failures"): (0, MOST_FAILURES),
    ("Errand", "tries"): (0, MOST_TRIES),
    ("Commitment", "necessity"): (1, 5),
    ("Commitment", "joy"): (1, 5),
    ("Commitment", "strength"): (1, 5),
    ("Commitment", "energy"): (-2, 2),
    ("Commitment", "minutes_a_week"): (0, 7 * A_DAY),
    ("GiveBack", "minutes"): (1, 7 * A_DAY),
    ("GiveBack", "minutes_given"): (0, A_YEAR),
    **{("CheckIn", name): (1, 7) for name in CHECK_IN_SCALES},
    **{("Markers", name): (0, 10) for name in ALL_MARKERS},
    ("Stretch", "minutes"): (0, A_YEAR),
    ("Renewal", "minutes"): (5, A_DAY),
    ("FocusWishes", "least"): (0, A_DAY),
    ("Way", "minutes"): (1, A_DAY),
    ("Way", "back_minutes"): (0, A_DAY),
    ("AnswerSheet", "pack_version"): (0, MANY),
    ("Answer", "value"): (-MANY, MANY),
    ("Portrait", "slack_before"): (0, A_DAY),
    ("Target", "tries"): (0, 99),
    ("Outgoing", "attempts"): (0, 99),
    ("Outgoing", "lost"): (0, 99),
    ("Stretch", "quality"): (1, 5),
    ("Stretch", "presence"): (1, 5),
}
