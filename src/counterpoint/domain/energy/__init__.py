"""When energy comes, and what a task asks of it."""

from counterpoint.domain.energy.curve import Chronotype, Demand, EnergyCurve, first_curve, fit

__all__ = ["Chronotype", "Demand", "EnergyCurve", "first_curve", "fit"]
