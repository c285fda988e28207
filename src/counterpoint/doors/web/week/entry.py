"""What is shown of one thing at one time: its voice, its look, its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoint.desk.week.days import day_of
from counterpoint.desk.week.look import WeekView
from counterpoint.domain.timeline import Span
from counterpoint.doors.web import say
from counterpoint.doors.web.week.clock import times

Voice = Literal["work", "life", "both", "join"]
Look = Literal["fact", "protected", "planned", "ritual", "way"]
VOICES = {
    "work": gettext_lazy("work"),
    "life": gettext_lazy("life"),
    "both": gettext_lazy("work and life"),
    "join": gettext_lazy("what joins them"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A value as its letter in a ring."""

    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing at one time.

    `movable` says whether the person may move it here, `notes` what there is to know of it.
    """

    id: str
    title: str
    span: Span
    on: date
    times: str
    length: str
    voice: Voice
    look: Look
    kind: str
    url: str = ""
    domain: str = ""
    mark: Mark | None = None
    all_day: bool = False
    movable: bool = False
    pinned: bool = False
    state: str = "planned"
    state_words: str = ""
    crossing: str = ""
    notes: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def voice_words(self) -> str:
        return str(VOICES[self.voice])

    @property
    def spoken(self) -> str:
        """All of it in a few sentences, for who hears the page."""
        when = ", ".join(part for part in (self.title, date_format(self.on, "l j F"), self.times) if part)
        what = ", ".join(part for part in (self.kind, self.domain) if part)
        parts = [when, what, *self.notes]
        parts += [_("for %(value)s") % {"value": self.mark.name}] if self.mark else []
        parts += [_("pinned")] if self.pinned else []
        parts += [self.state_words] if self.state_words else []
        return ". ".join(part[:1].upper() + part[1:] for part in parts if part) + "."


def in_order(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.on, not entry.all_day, entry.span, entry.title))


def timed(view: WeekView, span: Span) -> Entry:
    """An entry of which nothing is known yet but its time."""
    return Entry(
        id="",
        title="",
        span=span,
        on=day_of(span.start, view),
        times=times(view, span),
        length=say.length(span.minutes),
        voice="both",
        look="planned",
        kind="",
    )
