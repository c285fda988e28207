"""What matters: core values, life domains, the plate with its bridges and support, and seasons."""

from counterpoint.domain.values.bridges import Bridge, MaybeABridge, bridges_to_look_for
from counterpoint.domain.values.commitments import (
    DECISIONS,
    QUESTIONS,
    Commitment,
    Decision,
    Question,
    read_line,
    taken_back,
)
from counterpoint.domain.values.handing_over import note_about
from counterpoint.domain.values.leanings import PILES, Leaning, Pile, nearest
from counterpoint.domain.values.marks import marks_of
from counterpoint.domain.values.matters import CoreValue, LifeDomain, Sphere, rank_weight
from counterpoint.domain.values.seasons import (
    DYNAMICS,
    FACTORS,
    Dynamic,
    Emphasis,
    Run,
    Season,
    Voice,
    is_loud,
    is_soft,
    runs,
    voice_on,
    voice_over,
)
from counterpoint.domain.values.support import Support, SupportKind, who_can_step_in
from counterpoint.domain.values.sweet_spots import EnergySeen, Spot, energy_seen, spot_of, unsaid

__all__ = [
    "DECISIONS",
    "DYNAMICS",
    "FACTORS",
    "PILES",
    "QUESTIONS",
    "Bridge",
    "Commitment",
    "CoreValue",
    "Decision",
    "Dynamic",
    "Emphasis",
    "EnergySeen",
    "Leaning",
    "LifeDomain",
    "MaybeABridge",
    "Pile",
    "Question",
    "Run",
    "Season",
    "Sphere",
    "Spot",
    "Support",
    "SupportKind",
    "Voice",
    "bridges_to_look_for",
    "energy_seen",
    "is_loud",
    "is_soft",
    "marks_of",
    "nearest",
    "note_about",
    "rank_weight",
    "read_line",
    "runs",
    "spot_of",
    "taken_back",
    "unsaid",
    "voice_on",
    "voice_over",
    "who_can_step_in",
]
