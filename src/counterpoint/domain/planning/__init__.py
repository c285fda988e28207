"""The week as a problem, the plan, its reasons, and the checker that judges every plan."""

from counterpoint.domain.planning.decided import (
    Decided,
    Freed,
    Lightening,
    Lighter,
    RoutineTurn,
    TaskTurn,
    lighter_routine,
    lighter_task,
)
from counterpoint.domain.planning.focus import FocusWishes
from counterpoint.domain.planning.life import Life, life_of
from counterpoint.domain.planning.places import Place, Way
from counterpoint.domain.planning.plan import (
    Block,
    BlockKind,
    BlockState,
    Cost,
    Crossing,
    DayBound,
    Did,
    DidKind,
    LeftOut,
    Plan,
    Reason,
)
from counterpoint.domain.planning.problem import Day, FirmTime, Item, ItemKind, Problem, Tier
from counterpoint.domain.planning.settings import Settings
from counterpoint.domain.planning.steps import RitualStep, StepKind
from counterpoint.domain.planning.things import FlexBlock, Importance, Ritual, Routine, Task

__all__ = [
    "Block",
    "BlockKind",
    "BlockState",
    "Cost",
    "Crossing",
    "Day",
    "DayBound",
    "Decided",
    "Did",
    "DidKind",
    "FirmTime",
    "FlexBlock",
    "FocusWishes",
    "Freed",
    "Importance",
    "Item",
    "ItemKind",
    "LeftOut",
    "Life",
    "Lightening",
    "Lighter",
    "Place",
    "Plan",
    "Problem",
    "Reason",
    "Ritual",
    "RitualStep",
    "Routine",
    "RoutineTurn",
    "Settings",
    "StepKind",
    "Task",
    "TaskTurn",
    "Tier",
    "Way",
    "life_of",
    "lighter_routine",
    "lighter_task",
]
