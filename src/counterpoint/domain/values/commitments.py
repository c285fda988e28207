"""Commitments: what is on the plate, what each asks and gives, and what was decided about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal

from counterpoint.domain.notation import DURATION_PATTERN, minutes_found, slug, up_to_grid
from counterpoint.domain.values.matters import LifeDomain

Decision = Literal["", "keep", "reduce", "delegate", "swap", "let_go"]
DECISIONS: tuple[Decision, ...] = ("keep", "reduce", "delegate", "swap", "let_go")
Question = Literal["necessity", "joy", "energy", "strength", "minutes_a_week"]
QUESTIONS: Mapping[Question, range] = {
    "necessity": range(1, 6),
    "joy": range(1, 6),
    "energy": range(-2, 3),
    "strength": range(1, 6),
    "minutes_a_week": range(7 * 24 * 60 + 1),
}
"""What can be said of a commitment, and what can be said to it; any may stay open."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something that the person carries. Whatever was not said is None.

    `necessity`, `joy` and `strength` run from 1 to 5, `energy` from -2 (drains) to 2 (feeds).
    `minutes_a_week` is what it takes now. The decision has a day to look again, and whom it goes to.
    `task_ids` and `routine_ids` are what the plan holds of it. `label` is the person's own word for what
    kind of thing it is within its life domain ("deep work", "children").
    """

    id: str
    title: str
    domain_id: str = ""
    value_id: str = ""
    necessity: int | None = None
    joy: int | None = None
    energy: int | None = None
    strength: int | None = None
    minutes_a_week: int | None = None
    decision: Decision = ""
    decided_on: date | None = None
    look_again_on: date | None = None
    to_whom: str = ""
    task_ids: tuple[str, ...] = ()
    routine_ids: tuple[str, ...] = ()
    notes: str = ""
    label: str = ""

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """What nothing was said to yet, in the order in which it is asked."""
        return tuple(name for name in QUESTIONS if getattr(self, name) is None)

    def asks_to_be_looked_at(self, today: date) -> bool:
        return self.look_again_on is not None and self.look_again_on <= today


LONGEST_TITLE = 120
_DOMAIN = re.compile(r"(?:^|\s)#([^\s#]+)")
_HOURS = re.compile(
    rf"(?:(?<=\s)|^){DURATION_PATTERN}(?:\s*(?:a|per|each|every)\s+week\b|\s*/\s*(?:w|wk|week)\b)?",
    re.IGNORECASE,
)


def read_line(text: str, domains: Iterable[LifeDomain]) -> Commitment | None:
    """What one line of a quick list says: a title, hours a week (“2h”), a domain (“#family”); or None.

    The id is empty. A word after “#” that names no domain stays in the title. Of a title that is too long,
    all is kept in the notes.
    """
    named = {slug(name): each.id for each in domains for name in (each.name, each.id)}
    found = next((each for each in _DOMAIN.finditer(text) if slug(each[1]) in named), None)
    rest = text[: found.start()] + text[found.end() :] if found else text
    hours = _HOURS.search(rest)
    minutes = up_to_grid(minutes_found(hours)) if hours else None
    if hours and minutes in QUESTIONS["minutes_a_week"]:
        rest = rest[: hours.start()] + rest[hours.end() :]
    title = " ".join(rest.split()).strip(" ,;–-")
    if not title:
        return None
    return Commitment(
        "",
        title[:LONGEST_TITLE],
        named[slug(found[1])] if found else "",
        minutes_a_week=minutes if minutes in QUESTIONS["minutes_a_week"] else None,
        notes=text.strip() if len(title) > LONGEST_TITLE else "",
    )


def taken_back(now: Any, became: Any, was: Any) -> Any:
    """`now` with every field as it `was` that is still what it `became`; what was changed since stays."""
    back = {
        each.name: getattr(was, each.name)
        for each in fields(was)
        if getattr(now, each.name) == getattr(became, each.name)
    }
    return type(was)(**{each.name: getattr(now, each.name) for each in fields(was)} | back)
