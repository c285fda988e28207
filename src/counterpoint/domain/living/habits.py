"""A micro habit: one small action after a cue. It can rest, and nobody counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from counterpoint.domain.words import gettext as _

HabitState = Literal["on", "resting", "past"]


@dataclass(frozen=True, slots=True)
class MicroHabit:
    """“After `cue`, I `title`.” `told_to` is whoever the person told of it, if anybody.

    `last_on` is the last day on which they said that they did it; no other is kept: nothing can be counted.
    """

    id: str
    title: str
    cue: str = ""
    value_id: str = ""
    told_to: str = ""
    state: HabitState = "on"
    since: date | None = None
    last_on: date | None = None

    def sentence(self) -> str:
        """How one would say it: “After the kettle is on, I drink a glass of water.”"""
        title = self.title.strip().rstrip(".")
        cue = self.cue.strip().rstrip(".,")
        if not cue:
            frame = _("I %(title)s.")
            return frame % {"title": _small(_once(title, frame.partition("%(title)s")[0]))}
        frame = _("After %(cue)s, I %(title)s.")
        before, _cue, rest = frame.partition("%(cue)s")
        said = _once(title, rest.partition("%(title)s")[0])
        return frame % {"cue": _small(_once(cue, before)), "title": _small(said)}


def _once(words: str, frame: str) -> str:
    """The words without what the sentence says before them anyway: “After lunch” means lunch."""
    said = frame.strip(" ,") + " "
    return words[len(said) :] if said.strip() and words.casefold().startswith(said.casefold()) else words


def _small(words: str) -> str:
    """The words as they go on within a sentence: “I” and names in capitals stay."""
    first = words.split(" ", 1)[0]
    return (
        words
        if first in ("I", "I’m", "I've", "I’ve") or first[1:2].isupper()
        else words[:1].lower() + words[1:]
    )


def current_habit(habits: Iterable[MicroHabit]) -> MicroHabit | None:
    """The one that is on; one at a time is the point, so the newest when there are several.

    Of two of one day it is the one that was added last.
    """
    on = [(each.since or date.min, n, each) for n, each in enumerate(habits) if each.state == "on"]
    return max(on, key=lambda told: told[:2])[-1] if on else None


def telling(habit: MicroHabit, *, value: str = "", whom: str = "") -> str:
    """A short message to one person about it, for the person to change and send themselves."""
    greeting = _("Hi %(name)s,") % {"name": whom.strip()} if whom.strip() else _("Hi,")
    body = _("I am trying one small thing: %(sentence)s") % {"sentence": _quoted(habit)}
    if value:
        body += " " + _("It is for something that matters to me: %(value)s.") % {"value": value}
    ask = _("You need not remind me. I only wanted somebody to know.")
    return f"{greeting}\n\n{body}\n\n{ask}"


def _quoted(habit: MicroHabit) -> str:
    sentence = habit.sentence()
    return f"“{sentence.rstrip('.')}”."
