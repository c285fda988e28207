"""What a style changes in the product's defaults: things anybody could add by hand, taken up one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from counterpoint.domain.assessment.styles import Style
from counterpoint.domain.planning import FlexBlock, Ritual, Routine
from counterpoint.domain.timeline import WEEKDAYS, WeeklyWindow
from counterpoint.domain.words import gettext as _

Change = Ritual | Routine | FlexBlock | int
"""A thing to add, or the minutes of each day that are at least kept empty."""


@dataclass(frozen=True, slots=True)
class Default:
    """One changed default: for whom, what, and why. `changes` says what switching it on does."""

    id: str
    style: Style
    title: str
    why: str
    changes: tuple[Change, ...]


def defaults() -> tuple[Default, ...]:
    """All of them, in the reader's language."""
    return (
        Default(
            "close-the-day",
            "specialist",
            _("A quarter of an hour that closes work"),
            _(
                "A line that is drawn the same way each day needs no new decision: "
                "the planner holds it after work."
            ),
            (Ritual("portrait-close", _("Close the day"), "work", "life", 15),),
        ),
        Default(
            "transitions",
            "blender",
            _("Ten minutes between work and the rest, both ways"),
            _(
                "Where much is mixed, one part easily runs on in the other; "
                "a short ritual marks where it ends."
            ),
            (
                Ritual("portrait-in", _("Arrive at work"), "life", "work", 10),
                Ritual("portrait-out", _("Leave work behind"), "work", "life", 10),
            ),
        ),
        Default(
            "mixed-hours",
            "blender",
            _("Two and a half hours a week that are mixed on purpose"),
            _("Chosen mixing has its place in the week, so the other hours can be one thing at a time."),
            (FlexBlock("portrait-flex", _("Mixed on purpose"), 150, 60),),
        ),
        Default(
            "load-cap",
            "purpose",
            _("At least an hour and a half of each day stays empty"),
            _(
                "What is worth doing is hard to refuse: the planner takes on less, "
                "so what is in a day can be done well."
            ),
            (90,),
        ),
        Default(
            "batching",
            "multitasker",
            _("Messages and small things together, half an hour a day"),
            _("Small things in one place leave longer stretches for one thing at a time."),
            (
                Routine(
                    "portrait-batch",
                    _("Messages and small things"),
                    30,
                    5,
                    (WeeklyWindow(WEEKDAYS, time(11), time(16)),),
                    demand="light",
                ),
            ),
        ),
        Default(
            "room",
            "multitasker",
            _("At least an hour and a quarter of each day stays empty"),
            _("A day that is full to the edge turns every surprise into a jump from one thing to another."),
            (75,),
        ),
    )


def default_named(id: str) -> Default | None:
    return next((each for each in defaults() if each.id == id), None)
