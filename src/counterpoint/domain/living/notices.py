"""Notices: what is due is said once, where and when the person wants that, and never into quiet time.

A notice is decided on a snapshot (`Ground`), so that two looks at the same moment decide the same. The id of
what was told holds its kind and day (for a check-in prompt: the prompt), so that a crash or two clocks never
double it.
What quiet time holds back is not lost: it is said afterwards if it is still due, and else never was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from counterpoint.domain.timeline import DAY, EVERY_DAY, Span, WeeklyWindow, hours_on, local

NoticeKind = Literal["prompt", "ritual", "review", "season", "give_back", "commitment", "plan"]
KINDS: tuple[NoticeKind, ...] = ("prompt", "ritual", "review", "season", "give_back", "commitment", "plan")
NoticeChannel = Literal["app", "mail", "push", "apprise"]
NoticeState = Literal["told", "put_off"]
RESTS = timedelta(days=3)
"""So long what was put off with “not now” is not shown."""
REMEMBERED = timedelta(days=62)
"""So far back is looked for whether something was told already; nothing stays due for longer."""


@dataclass(frozen=True, slots=True)
class NoticeWish:
    """By what, and between which hours of the clock, a person wants to hear of one kind of thing.

    On no channel it is off. `begins` equal to `ends` is the whole day; an end before it is of the next day.
    """

    kind: NoticeKind
    app: bool = True
    mail: bool = False
    begins: time = time(7)
    ends: time = time(22)
    push: bool = False
    apprise: bool = False

    def on(self, channel: NoticeChannel) -> bool:
        return bool(getattr(self, channel))

    def without(self, channel: NoticeChannel) -> NoticeWish:
        """The same, and off on one channel."""
        off: dict[str, Any] = {channel: False}
        return replace(self, **off)

    def has(self, moment: datetime, zone: str) -> bool:
        """Whether this moment is within the hours."""
        if self.begins == self.ends:
            return True
        hours = WeeklyWindow(EVERY_DAY, self.begins, self.ends)
        today = local(moment, zone).date()
        return any(moment in span for day in (today - DAY, today) for span in hours_on([hours], day, zone))


@dataclass(frozen=True, slots=True)
class NoticeWishes:
    """What a person wants to hear of. Who has said nothing finds it in the app, and nothing leaves."""

    id: str = "notices"
    wishes: tuple[NoticeWish, ...] = ()
    quiet: tuple[WeeklyWindow, ...] = ()

    def of(self, kind: NoticeKind) -> NoticeWish:
        return next((each for each in self.wishes if each.kind == kind), NoticeWish(kind))


@dataclass(frozen=True, slots=True)
class Notice:
    """Something was told, or put off. `subject` names what it was about."""

    id: str
    at: datetime
    kind: NoticeKind
    subject: str
    state: NoticeState = "told"


@dataclass(frozen=True, slots=True)
class Due:
    """Something whose time it is, until `until` (None: as long as it is due at all).

    `subject` is the same for the same occasion; `thing_id` and `title` are those of the thing it is about.
    """

    kind: NoticeKind
    subject: str
    thing_id: str = ""
    title: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What a notice is decided from. `shut` holds every stretch of time that is to be left alone."""

    now: datetime
    zone: str
    wishes: NoticeWishes = NoticeWishes()
    shut: tuple[Span, ...] = ()
    kept: tuple[Notice, ...] = ()

    @property
    def today(self) -> date:
        return local(self.now, self.zone).date()

    @property
    def quiet_until(self) -> datetime | None:
        """The end of the quiet time that holds now; None when it is not quiet."""
        end, here = None, self.now
        for span in sorted((*self.shut, *self._quiet_hours())):
            if here in span:
                end = here = span.end
        return end

    def _quiet_hours(self) -> list[Span]:
        around = (self.today - DAY, self.today, self.today + DAY)
        return [span for day in around for span in hours_on(self.wishes.quiet, day, self.zone)]


def notice_id(kind: NoticeKind, subject: str, day: date) -> str:
    """One a kind and day; for a prompt, which has its own moment, one a prompt."""
    return f"prompt-{subject}" if kind == "prompt" else f"{kind}-{day.isoformat()}"


def put_off_id(kind: NoticeKind, subject: str, day: date) -> str:
    """One an occasion and day: what is put off leaves room for the next of its kind."""
    named = hashlib.sha256(subject.encode()).hexdigest()[:12]
    return f"{kind}-{day.isoformat()}-{named}"


def to_show(due: Iterable[Due], ground: Ground) -> tuple[Due, ...]:
    """What the app shows now: of each kind the first that is due, wanted, and was not put off lately."""
    found: dict[NoticeKind, Due] = {}
    for each in _welcome(due, ground, "app"):
        if not _was_put_off(each, ground):
            found.setdefault(each.kind, each)
    return tuple(found.values())


def to_tell(due: Iterable[Due], ground: Ground, channel: NoticeChannel) -> tuple[tuple[Due, Notice], ...]:
    """What is to be sent now: each occasion once for ever, and of each kind at most one a day but prompts."""
    told = {(each.kind, each.subject) for each in ground.kept}
    ids = {each.id for each in ground.kept}
    found = []
    for each in _welcome(due, ground, channel):
        named = notice_id(each.kind, each.subject, ground.today)
        if (each.kind, each.subject) not in told and named not in ids:
            ids.add(named)
            found.append((each, Notice(named, ground.now, each.kind, each.subject)))
    return tuple(found)


def _welcome(due: Iterable[Due], ground: Ground, channel: NoticeChannel) -> list[Due]:
    if ground.quiet_until is not None:
        return []
    return [
        each
        for each in due
        if ground.wishes.of(each.kind).on(channel)
        and ground.wishes.of(each.kind).has(ground.now, ground.zone)
        and (each.until is None or ground.now < each.until)
    ]


def _was_put_off(due: Due, ground: Ground) -> bool:
    return any(
        each.state == "put_off"
        and (each.kind, each.subject) == (due.kind, due.subject)
        and ground.now < each.at + RESTS
        for each in ground.kept
    )
