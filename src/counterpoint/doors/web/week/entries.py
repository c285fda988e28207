"""Each thing of a week as both the grid and the list show it: its voice, its look, its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from counterpoint.desk.week.look import WeekView, day_of, is_firm
from counterpoint.desk.week.ways import WayInWeek, ways_in
from counterpoint.domain.agenda import Fact, Together
from counterpoint.domain.asking.ground import REQUESTS
from counterpoint.domain.planning import Block, FirmTime, Settings
from counterpoint.domain.timeline import Span, local
from counterpoint.doors.web import say

Voice = Literal["work", "life", "both", "join"]
Look = Literal["fact", "protected", "planned", "ritual", "way"]

JOINING = ("ritual", "flex", "give_back")
KINDS = {
    "task": gettext_lazy("task"),
    "routine": gettext_lazy("routine"),
    "protected": gettext_lazy("protected time"),
    "meal": gettext_lazy("meal"),
    "flex": gettext_lazy("flex block"),
    "give_back": gettext_lazy("give-back"),
    "ritual": gettext_lazy("transition ritual"),
}
STATES = {
    "planned": gettext_lazy("planned"),
    "done": gettext_lazy("done"),
    "partly": gettext_lazy("partly done"),
    "skipped": gettext_lazy("not done"),
}
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


def settings_of(view: WeekView) -> Settings:
    """What `say` needs to know of the person's clock."""
    return Settings(zone=view.life.zone, clock=view.life.clock, week_start=view.life.week_start)


def entries_of(view: WeekView) -> list[Entry]:
    """Everything in the week, in order of start; what takes whole days comes first."""
    return in_order([*_facts(view), *_firm(view), *_blocks(view)])


def in_order(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.on, not entry.all_day, entry.span, entry.title))


def entry_of(view: WeekView, block: Block) -> Entry:
    """One block as the grid and the list show it."""
    crossed = _crossing(view, block)
    disturbing = (event for where, event in view.disturbed if where == block.id)
    notes = (
        *(_("“%(event)s” now lies here") % {"event": event} for event in disturbing),
        *(_("crossed by “%(event)s”") % {"event": event} for event in crossed),
    )
    return replace(
        _timed(view, block.span),
        id=block.id,
        title=block.title,
        voice=_voice(view, block),
        look=_look(block),
        kind=_("firmly protected") if is_firm(block) else str(KINDS[block.kind]),
        url=block_url(view, block.id),
        domain=_domain_name(view, block.domain_id),
        mark=mark_of(view, block.value_id),
        movable=block.kind != "ritual" and not is_firm(block),
        pinned=block.pinned,
        state=block.state,
        state_words=_state_words(block),
        crossing=", ".join(crossed),
        notes=notes,
        reasons=tuple(reason.words for reason in block.reasons),
    )


def _crossing(view: WeekView, block: Block) -> list[str]:
    """The events that lie on this piece of firm time."""
    if not is_firm(block):
        return []
    mine = (each for each in view.crossings if each.protected_id == block.subject_id)
    return [each.event for each in mine if each.span.overlaps(block.span)]


def block_url(view: WeekView, id: str) -> str:
    return reverse("week_block", args=[view.week.name, id])


def mark_of(view: WeekView, value_id: str) -> Mark | None:
    value = view.life.value(value_id)
    return Mark(view.life.mark(value_id), value.name) if value and value.name else None


def times(view: WeekView, span: Span) -> str:
    """From when to when, on the person's clock."""
    settings = settings_of(view)
    start, end = (local(each, view.life.zone) for each in (span.start, span.end))
    return f"{say.clock(start.time(), settings)}–{say.clock(end.time(), settings)}"


def wall(moment: datetime, view: WeekView) -> datetime:
    """What the clock on the person's wall shows, without its zone."""
    return local(moment, view.life.zone).replace(tzinfo=None)


def _timed(view: WeekView, span: Span) -> Entry:
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


def _blocks(view: WeekView) -> Iterator[Entry]:
    for block in view.blocks:
        yield entry_of(view, block)


def _firm(view: WeekView) -> Iterator[Entry]:
    """Firm time that no plan holds yet."""
    for time in view.protected:
        block = Block(
            time.id,
            "protected",
            time.id,
            time.subject_id,
            time.title,
            time.span,
            time.domain_id,
            time.value_id,
        )
        yield replace(entry_of(view, block), url="", voice=_of_sphere(time))


def _of_sphere(time: FirmTime) -> Voice:
    return time.sphere


def _facts(view: WeekView) -> Iterator[Entry]:
    for fact in view.facts:
        yield _fact(view, fact)


def _fact(view: WeekView, fact: Fact) -> Entry:
    crossed = ", ".join(dict.fromkeys(each.protected for each in view.crossings if each.fact_key == fact.key))
    domain = view.life.domain(fact.domain_id)
    notes = [_("crosses “%(protected)s”") % {"protected": crossed}] if crossed else []
    notes += [_("at the same time as “%(event)s”") % {"event": each} for each in _beside(view, fact)]
    notes += [] if fact.blocking or fact.all_day else [_("takes no time")]
    return replace(
        _timed(view, fact.span),
        id=f"fact:{fact.key}",
        title=fact.title or _("Busy"),
        voice=domain.sphere if domain else "both",
        look="fact",
        kind=_("a request you accepted") if fact.calendar_id == REQUESTS else _("from a calendar"),
        url=event_url(fact),
        domain=domain.name if domain else "",
        all_day=fact.all_day,
        times="" if fact.all_day else times(view, fact.span),
        crossing=crossed,
        notes=tuple(notes),
    )


def _beside(view: WeekView, fact: Fact) -> Iterator[str]:
    """The titles of the events ahead that lie on this one."""
    for together in view.together:
        if any(each.key == fact.key for each in together.facts):
            others = (each for each in together.facts if each.key != fact.key)
            yield from (each.title or _("Busy") for each in others if each.span.overlaps(fact.span))


def ways_between(view: WeekView) -> list[Entry]:
    """The ways from place to place, each as a line of its day."""
    return [
        replace(
            _timed(view, way.span),
            id=f"way:{way.span.start.isoformat()}",
            title=way_words(way),
            times=times(view, way.span) if way.span.minutes else "",
            look="way",
            notes=()
            if way.fits
            else (_("%(free)s are free for it") % {"free": say.length(way.span.minutes)},),
        )
        for way in ways_in(view)
    ]


def way_words(way: WayInWeek) -> str:
    """“25 min from Office to Pool”."""
    said = {"length": say.length(way.minutes), "from": way.from_name, "to": way.to_name}
    return _("%(length)s from %(from)s to %(to)s") % said


def together_shown(view: WeekView, several: Together) -> list[tuple[str, str, str]]:
    """Title, times and address of each of the events that lie at one time."""
    return [(each.title or _("Busy"), times(view, each.span), event_url(each)) for each in several.facts]


def event_url(fact: Fact) -> str:
    """Where the person says how this event counts, or what they answered."""
    if fact.calendar_id == REQUESTS:
        return reverse("request", args=[fact.key.removeprefix(f"{REQUESTS}/")])
    asked = {"key": fact.key.removeprefix(f"{fact.calendar_id}/"), "at": fact.span.start.isoformat()}
    return f"{reverse('calendar-event', args=[fact.calendar_id])}?{urlencode(asked)}"


def _voice(view: WeekView, block: Block) -> Voice:
    if block.kind in JOINING:
        return "join"
    domain = view.life.domain(block.domain_id)
    if domain:
        return domain.sphere
    return "life" if block.kind in ("protected", "meal", "routine") else "both"


def _look(block: Block) -> Look:
    if block.kind == "ritual":
        return "ritual"
    return "protected" if block.kind == "protected" else "planned"


def _domain_name(view: WeekView, domain_id: str) -> str:
    domain = view.life.domain(domain_id)
    return domain.name if domain else ""


def _state_words(block: Block) -> str:
    if block.state == "planned":
        return ""
    if block.state == "partly":
        done = block.minutes_done
        return ngettext("%(done)d minute of it done", "%(done)d minutes of it done", done) % {"done": done}
    return str(STATES[block.state])


def hours_shown(view: WeekView, entries: list[Entry]) -> tuple[int, int]:
    """The first and last hour of the grid, from midnight of a column's day; a night shift ends past 24."""
    waking = view.life.availability.waking
    starts = [window.start.hour for window in waking]
    ends = [_last_hour(window.start.hour, window.end.hour, bool(window.end.minute)) for window in waking]
    for entry in entries:
        if not entry.all_day and entry.span.minutes < 24 * 60:
            begin = _hours_into(entry.on, wall(entry.span.start, view))
            starts.append(int(begin))
            ends.append(-int(-(begin + entry.span.minutes / 60) // 1))
    first = max(0, min(starts, default=7))
    return first, min(max([*ends, first + 8]), first + 24)


def _last_hour(start: int, end: int, broken: bool) -> int:
    last = end + (1 if broken else 0)
    return last if last > start else last + 24


def _hours_into(on: date, moment: datetime) -> float:
    apart = moment - datetime.combine(on, datetime.min.time())
    return apart / timedelta(hours=1)
