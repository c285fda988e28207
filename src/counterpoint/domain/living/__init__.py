"""Living the day: a micro habit, and days on which life happened."""

from counterpoint.domain.living.habits import HabitState, MicroHabit
from counterpoint.domain.living.pauses import Pause

__all__ = ["HabitState", "MicroHabit", "Pause"]
