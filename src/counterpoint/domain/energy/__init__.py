"""When energy comes, what a task asks of it, and check-ins: how it is right now."""

from counterpoint.domain.energy.checkin import SCALE, CheckIn, Stretch, Where
from counterpoint.domain.energy.curve import Chronotype, Demand, EnergyCurve, first_curve, fit
from counterpoint.domain.energy.prompts import HowOften, Prompt, PromptWishes, settling_days

__all__ = [
    "SCALE",
    "CheckIn",
    "Chronotype",
    "Demand",
    "EnergyCurve",
    "HowOften",
    "Prompt",
    "PromptWishes",
    "Stretch",
    "Where",
    "first_curve",
    "fit",
    "settling_days",
]
