"""What the coming weeks still hold, what one more promise costs, and the least that makes room for it."""

from counterpoint.domain.capacity.estimates import Habit, habit_of
from counterpoint.domain.capacity.promise import Fit, FitWord, Moved, Relief, fit_of
from counterpoint.domain.capacity.rooms import Ground, Pool, Room, Want, survey
from counterpoint.domain.capacity.saying_no import No, draft_no

__all__ = [
    "Fit",
    "FitWord",
    "Ground",
    "Habit",
    "Moved",
    "No",
    "Pool",
    "Relief",
    "Room",
    "Want",
    "draft_no",
    "fit_of",
    "habit_of",
    "survey",
]
