"""Today on one screen. Each part is a function of the moment; None or () where it has nothing to say."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from counterpoint.desk.boundaries.giving_back import open_give_backs, places_of
from counterpoint.desk.day import rituals
from counterpoint.desk.day.checking_in import due_prompts
from counterpoint.desk.day.moment import Around, Entry, around, entries_of
from counterpoint.desk.day.pausing import pause_at
from counterpoint.desk.ports import Diary, NotThere
from counterpoint.desk.post.notices import notice_wishes
from counterpoint.desk.week.days import day_of, is_of_day
from counterpoint.desk.week.look import WeekView, look_at_week
from counterpoint.desk.week.ways import WayInWeek, ways_in
from counterpoint.desk.week.which import week_of
from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import GiveBack
from counterpoint.domain.energy import Prompt, Stretch
from counterpoint.domain.energy.prompts import evening_begins
from counterpoint.domain.living import NoticeKind, NoticeWishes, Pause
from counterpoint.domain.planning import Block, Settings, Task
from counterpoint.domain.timeline import DAY, instant
from counterpoint.domain.words import gettext as _

FEW = 3
RATED_WITHIN = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Moment:
    """A diary at a moment, read once for all parts of the page."""

    diary: Diary
    now: datetime
    settings: Settings
    view: WeekView
    entries: tuple[Entry, ...]
    around: Around
    wishes: NoticeWishes

    def hears_of(self, kind: NoticeKind) -> bool:
        """Whether the app is to bring a kind of thing to mind. What hours it has are for notices alone."""
        return self.wishes.of(kind).app

    @property
    def on(self) -> date:
        """The date of this day, which a late night still belongs to."""
        return day_of(self.now, self.view)

    @property
    def is_evening(self) -> bool:
        begins = evening_begins(self.on, self.view.life.availability.waking, self.view.life.zone)
        return begins is not None and self.now >= begins


@dataclass(frozen=True, slots=True)
class Must:
    """A task that matters most and is meant for today: its block of today, or its deadline by tomorrow."""

    task: Task
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What has just ended, under the id of its stretch, and what was said of it so far."""

    id: str
    entry: Entry
    said: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Tomorrow:
    """The first things of the next day."""

    on: date
    entries: tuple[Entry, ...]
    more: bool = False


def moment_of(diary: Diary, now: datetime) -> Moment:
    view = look_at_week(diary, week_of(diary, now), now)
    entries = entries_of(view)
    here, wishes = around(entries, view, now), notice_wishes(diary).thing
    return Moment(diary, now, diary.settings().thing, view, entries, here, wishes)


def now_and_next(moment: Moment) -> Around:
    """What is on and what comes; a ritual between the two has a part of its own."""
    others = [each for each in moment.entries if each.kind != "ritual"]
    return around(others, moment.view, moment.now)


def way_ahead(moment: Moment) -> WayInWeek | None:
    """The way that has to be gone before the next thing of the day, while there is still time for it."""
    following = now_and_next(moment).next
    if following is None:
        return None
    ahead = (each for each in ways_in(moment.view) if moment.now <= each.span.start)
    return next((each for each in ahead if each.span.end <= following.span.start), None)


def musts(moment: Moment) -> tuple[Must, ...]:
    """The few: those with a block today first, then those that are due by the end of tomorrow."""
    done = {block.id for block in moment.view.blocks if block.state == "done"}
    here = reversed(_of_day(moment.entries, moment.view, moment.on))
    todays = {each.subject_id: each for each in here if each.block_id and each.block_id not in done}
    ends = instant(moment.on + 2 * DAY, time(0), moment.view.life.zone)
    found = [
        Must(task, todays.get(task.id))
        for task in moment.view.life.tasks
        if task.importance == "must" and not task.done
    ]
    meant = [each for each in found if each.entry or (each.task.deadline_at and each.task.deadline_at < ends)]
    return tuple(sorted(meant, key=_when)[:FEW])


def _when(must: Must) -> tuple[bool, datetime | None, str]:
    at = must.entry.span.start if must.entry else must.task.deadline_at
    return (must.entry is None, at, must.task.title)


def ritual_due(moment: Moment) -> Entry | None:
    """The transition whose time it is, as notices have it."""
    due = rituals.ritual_due(moment.diary, moment.now)
    return next((each for each in moment.entries if due and each.block_id == due.block.id), None)


def all_day(moment: Moment) -> tuple[str, ...]:
    """The titles of what stands over the whole of today in a calendar."""
    facts = (each for each in moment.view.facts if each.all_day)
    today = (each.title for each in facts if is_of_day(each.span, moment.on, moment.view, all_day=True))
    return tuple(dict.fromkeys(title for title in today if title))


def together_today(moment: Moment) -> tuple[Fact, ...]:
    """The next events of today that lie at one time; none where nothing does."""
    return next(
        (
            several.facts
            for several in moment.view.together
            if any(is_of_day(each.span, moment.on, moment.view) for each in several.facts)
        ),
        (),
    )


def give_back_due(moment: Moment) -> GiveBack | None:
    """The time that is still to be given back: the nearest that has no place yet, else the nearest."""
    due = [each for each in open_give_backs(moment.diary, moment.now) if each.due_at > moment.now]
    return min(due, key=lambda each: (place_of(moment, each) is not None, each.due_at), default=None)


def place_of(moment: Moment, each: GiveBack) -> Block | None:
    """Where the plan has all that is left of a give-back: the first of its blocks."""
    return next(iter(places_of(moment.diary, each, moment.now)), None)


def pause(moment: Moment) -> Pause | None:
    """The pause that holds, if life happened."""
    return pause_at(moment.diary, moment.now)


def prompt(moment: Moment) -> Prompt | None:
    """The check-in that is asked for just now."""
    if not moment.hears_of("prompt"):
        return None
    return next(iter(due_prompts(moment.diary, moment.now, moment.view)), None)


def tomorrow(moment: Moment) -> Tomorrow | None:
    """In the evening: how the next day begins."""
    if not moment.is_evening:
        return None
    view, on = moment.view, moment.on + DAY
    if on not in view.week.days:
        view = look_at_week(moment.diary, view.week.next(), moment.now)
    found = [each for each in _of_day(entries_of(view), view, on) if each.kind != "ritual"]
    return Tomorrow(on, tuple(found[:FEW]), more=len(found) > FEW)


def _of_day(entries: Sequence[Entry], view: WeekView, on: date) -> list[Entry]:
    return [each for each in entries if is_of_day(each.span, on, view)]


# How good it was


def past(moment: Moment) -> Past | None:
    """The stretch that has just ended, until both was said of it."""
    entry = moment.around.past
    if entry is None:
        return None
    said = _said_of(moment.diary, stretch_id(entry))
    whole = said is not None and said.quality is not None and said.presence is not None
    return None if whole else Past(stretch_id(entry), entry, said)


def stretch_id(entry: Entry) -> str:
    """The same for the same stretch, so that what is said twice of it is kept once."""
    return hashlib.sha256(f"{entry.subject_id} {entry.span.start.isoformat()}".encode()).hexdigest()[:24]


def _said_of(diary: Diary, id: str) -> Stretch | None:
    try:
        return diary.dated(Stretch).get(id).thing
    except NotThere:
        return None


def rate_stretch(
    diary: Diary, id: str, now: datetime, *, quality: int | None = None, presence: int | None = None
) -> Stretch:
    """Keeps how good a stretch was, or how present one was in it (1–5 each); None leaves it as it is.

    Raises NotThere for a stretch that is no longer near, ChangedMeanwhile when another tab was quicker.
    """
    shelf = diary.dated(Stretch)
    try:
        kept = shelf.get(id)
    except NotThere:
        made = replace(_stretch(diary, id, now), quality=quality, presence=presence)
        return shelf.add(made).thing
    said = kept.thing
    joined = replace(said, quality=quality or said.quality, presence=presence or said.presence)
    return shelf.change(joined, version=kept.version).thing


def _stretch(diary: Diary, id: str, now: datetime) -> Stretch:
    for moment in (now, now - RATED_WITHIN):
        view = look_at_week(diary, week_of(diary, moment), now)
        for entry in entries_of(view):
            if stretch_id(entry) == id and now - RATED_WITHIN <= entry.span.end <= now:
                return Stretch(
                    id, entry.span.start, entry.span.minutes, entry.title, entry.subject_id, entry.domain_id
                )
    raise NotThere(_("This stretch is no longer near enough to say how it was."))
