"""When energy comes, and what a task asks of it."""

from counterpoint.domain.energy.checkin import SCALE, CheckIn, Stretch, Where
from counterpoint.domain.energy.curve import Chronotype, Demand, EnergyCurve, first_curve, fit

__all__ = [
    "SCALE",
    "CheckIn",
    "Chronotype",
    "Demand",
    "EnergyCurve",
    "Stretch",
    "Where",
    "first_curve",
    "fit",
]
