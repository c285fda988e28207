"""The steps of a ritual: what one does, one after the other, in minutes that are one's own.

A step is written on a line: ``Write tomorrow's first line``; ``5 min Walk around the block``;
``Breathe 2 min``; ``Bach https://music.example/suite``. The notation reads whatever is typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.notation import DURATION_PATTERN, minutes_found
from counterpoint.domain.words import gettext as _

StepKind = Literal["do", "timer", "walk", "music", "breathe"]
MOST_STEPS, LONGEST_STEP = 12, 120
LONGEST_LINE = 3000
_LINK = re.compile(r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_LENGTH = re.compile(DURATION_PATTERN, re.IGNORECASE)
_WALK = re.compile(r"\b(walk|stroll|gehen|spazier\w*)\b", re.IGNORECASE)
_BREATHE = re.compile(r"\b(breath\w*|atme\w*)\b", re.IGNORECASE)


class NotAStep(CounterpointError):
    """A line that is no step of a ritual."""


@dataclass(frozen=True, slots=True)
class RitualStep:
    """One step. `minutes` 0: it takes what it takes. `link` is an https address, of music for example."""

    words: str = ""
    minutes: int = 0
    link: str = ""

    def __post_init__(self) -> None:
        if self.link and not is_safe_link(self.link):
            raise NotAStep(
                _("“%(link)s” is no https address.") % {"link": self.link[:80]},
                advice=_("Paste the address of the music as your browser shows it, beginning with https://."),
                field="steps",
            )

    @property
    def kind(self) -> StepKind:
        """What it is, by what it says: it chooses the sign beside it and nothing else."""
        if self.link:
            return "music"
        if _BREATHE.search(self.words):
            return "breathe"
        if _WALK.search(self.words):
            return "walk"
        return "timer" if self.minutes else "do"


def is_safe_link(link: str) -> bool:
    """Whether a link leads to a web page over https, and to nothing else."""
    if re.search(r"[\s\x00-\x1f\x7f\"'<>\\]", link):
        return False
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc


def read_step(line: str) -> RitualStep:
    """The step on a line.

    Raises NotAStep for an address that is not https, a length that is too long, and a line of more than 3000
    characters.
    """
    if len(line) > LONGEST_LINE:
        raise NotAStep(
            _("“%(line)s…” is longer than a step of a ritual is.") % {"line": line.strip()[:80]},
            advice=_("A few words are enough; a link can be longer."),
            field="steps",
        )
    found = _LINK.search(line)
    link, line = (found[0], line.replace(found[0], " ", 1)) if found else ("", line)
    length = next((each for each in _LENGTH.finditer(line) if minutes_found(each)), None)
    minutes = minutes_found(length) if length else 0
    if minutes > LONGEST_STEP:
        raise NotAStep(
            _("“%(line)s” is longer than a ritual is.") % {"line": line.strip()},
            advice=_("A step can have up to two hours."),
            field="steps",
        )
    words = _tidy(f"{line[: length.start()]} {line[length.end() :]}" if length else line)
    return RitualStep(words, minutes, link)


def _tidy(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" \t:,–—-")


def read_steps(text: str) -> tuple[RitualStep, ...]:
    """The steps in a text, one a line; empty lines are passed over. Raises NotAStep."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_STEPS:
        raise NotAStep(
            _("A ritual has at most %(most)d steps.") % {"most": MOST_STEPS},
            advice=_("A few are enough to arrive."),
            field="steps",
        )
    return tuple(each for each in map(read_step, lines) if each.words or each.minutes or each.link)


def say_step(step: RitualStep) -> str:
    """The line that says a step; `read_step` gives the same step back."""
    length = f"{step.minutes} min" if step.minutes else ""
    order = (step.link, length, step.words) if "://" in step.words else (length, step.words, step.link)
    return " ".join(filter(None, order))


def say_steps(steps: tuple[RitualStep, ...]) -> str:
    return "\n".join(map(say_step, steps))
