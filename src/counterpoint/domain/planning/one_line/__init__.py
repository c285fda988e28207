"""A task or a routine from one line of words: “Draft report 3h deep by Fri #work !must”.

What is understood is taken out of the line; all the rest is the title. What could be meant in two ways
is read in one of them and noted, or left in the title and noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from counterpoint.domain.grammar import what_is_not_read
from counterpoint.domain.planning.one_line import what, when
from counterpoint.domain.planning.one_line.draft import Draft
from counterpoint.domain.planning.things import Routine, Task
from counterpoint.domain.values import LifeDomain
from counterpoint.domain.words import gettext as _

__all__ = ["LONGEST_LINE", "OneLine", "read_one_line"]

LONGEST_LINE = 500
_STEPS = (
    what.importance,
    what.domain,
    what.pieces,
    what.how_often,
    what.on_these_days,
    what.by_the_week,
    when.deadline,
    when.earliest,
    when.this_evening,
    when.next_week,
    when.on_a_day,
    when.at_an_hour,
    what.length,
    when.hours,
    what.split,
    what.energy,
)


@dataclass(frozen=True, slots=True)
class OneLine:
    """What a line says: a task or a routine, and what was assumed or left in the title."""

    thing: Task | Routine
    notes: tuple[str, ...] = ()

    @property
    def task(self) -> Task | None:
        return self.thing if isinstance(self.thing, Task) else None

    @property
    def routine(self) -> Routine | None:
        return self.thing if isinstance(self.thing, Routine) else None


def read_one_line(text: str, *, today: date, zone: str, domains: Iterable[LifeDomain] = ()) -> OneLine:
    """The task or routine that a line means. Never fails; a line with any word in it has a title.

    `today` is the local date from which “Fri” or “tomorrow” counts. Lengths are rounded up to five
    minutes. The id is made from the title and has to be made unique by whoever keeps the thing.
    """
    plain = " ".join(re.sub(r"[\x00-\x1f\x7f]+", " ", text).split())
    draft = Draft(plain[:LONGEST_LINE].strip(), today, zone, tuple(domains))
    if not plain:
        draft.notes.append(_("There are no words yet."))
    if len(plain) > LONGEST_LINE:
        draft.notes.append(
            _("Only the first %(longest_line)s letters were taken.") % {"longest_line": LONGEST_LINE}
        )
    for step in _STEPS:
        step(draft)
    draft.notes.extend(what_is_not_read() if plain else ())
    thing = draft.task() if draft.times is None else draft.routine()
    return OneLine(thing, tuple(draft.notes))
