"""What a person writes about their job, side by side, and the small steps that come of it.

The four sides are those of job crafting (tasks, people, meaning: Wrzesniewski and Dutton, 2001) and the
schedule. The questions are our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from counterpoint.domain.words import gettext as _

Side = Literal["tasks", "people", "meaning", "schedule"]
SIDES: Mapping[Side, tuple[str, ...]] = {
    "tasks": ("tasks-more", "tasks-less", "tasks-strength"),
    "people": ("people-more", "people-less", "people-ask"),
    "meaning": ("meaning-whom", "meaning-proud"),
    "schedule": ("schedule-when", "schedule-free", "schedule-given"),
}
"""The questions of each side, by the id of the note that answers them."""
PROPOSAL = "proposal"
MOST_STEPS = 5


@dataclass(frozen=True, slots=True)
class JobNote:
    """An answer in the person's own words, under the id of its question; `proposal` is the text as edited."""

    id: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class JobTrial:
    """Something to try at work from one day to another, both included. `shows`: what would show it works."""

    id: str
    title: str
    first: date
    last: date
    shows: str = ""
    told: str = ""
    looking_back: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Steplet:
    """One small thing to do, made from a line of an answer. `id` names the line: question and number."""

    id: str
    title: str
    minutes: int


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of an answer without bullets; at most a handful."""
    plain = (line.strip(" \t•*-–—").rstrip(" .") for line in text.splitlines())
    return tuple(line for line in plain if line)[:MOST_STEPS]


def small_steps(notes: Mapping[str, str], side: Side) -> tuple[Steplet, ...]:
    """A small step for each line that was written about a side of the job."""
    said = _forms()
    return tuple(
        Steplet(f"{question}.{number}", said[question][0] % {"words": line}, said[question][1])
        for question in SIDES[side]
        for number, line in enumerate(lines_of(notes.get(question, "")))
    )


def _forms() -> Mapping[str, tuple[str, int]]:
    """What each question's lines become, and for how many minutes."""
    return {
        "tasks-more": (_("Make an hour for this at work: %(words)s"), 60),
        "tasks-less": (_("Ask who would take over a part of this: %(words)s"), 15),
        "tasks-strength": (_("Offer a colleague help with this: %(words)s"), 15),
        "people-more": (_("Half an hour with %(words)s, without an agenda"), 30),
        "people-less": (_("Agree on a shorter or rarer way to meet: %(words)s"), 15),
        "people-ask": (_("Ask for advice: %(words)s"), 15),
        "meaning-whom": (_("Find out what my work was good for: %(words)s"), 30),
        "meaning-proud": (_("Show somebody what came of it: %(words)s"), 15),
        "schedule-when": (_("Try it on one day: %(words)s"), 15),
        "schedule-free": (_("Put it into the calendar as protected: %(words)s"), 10),
        "schedule-given": (_("Say it to those whom it concerns: %(words)s"), 15),
    }
