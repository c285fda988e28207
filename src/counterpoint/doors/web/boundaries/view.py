"""What the pages of the boundaries show: lines that are ready to be set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from counterpoint.desk.boundaries.bending import coming
from counterpoint.desk.boundaries.changing import wishes
from counterpoint.desk.boundaries.giving_back import open_give_backs, places_of
from counterpoint.desk.boundaries.ledger import WeekTold
from counterpoint.desk.ports import Diary
from counterpoint.domain.boundaries import Bend, GiveBack, Loosening
from counterpoint.domain.planning import Block, Life, Settings
from counterpoint.domain.timeline import local
from counterpoint.doors.web import say
from counterpoint.doors.web.bend_offers import Offer, offer_of, when
from counterpoint.doors.web.matters.view import Line, protected_line


@dataclass(frozen=True, slots=True)
class WishLine:
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class BoundaryLine:
    """A boundary with its next times and the wish that waits, if there is one."""

    line: Line
    next: Offer | None
    later: Sequence[Offer]
    wish: WishLine | None
    floats: bool


@dataclass(frozen=True, slots=True)
class GiveBackLine:
    """A give-back in words, with what can be said of it."""

    id: str
    bend_id: str
    title: str
    words: str
    state: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class BoundariesPage:
    boundaries: Sequence[BoundaryLine]
    give_backs: Sequence[GiveBackLine]
    wait: str
    shorter: WishLine | None = None


def boundaries_of(diary: Diary, now: datetime) -> BoundariesPage:
    life, settings = diary.life(), diary.settings().thing
    times, waiting = coming(diary, now), {each.protected_id: each for each in wishes(diary)}
    lines = []
    for each in life.protected:
        offers = [offer_of(time, settings, now) for time in times[each.id]]
        line, wish = protected_line(each, life, settings), waiting.get(each.id)
        waits = WishLine(wish.id, wish_words(wish, settings, now)) if wish else None
        lines.append(BoundaryLine(line, offers[0] if offers else None, offers[1:], waits, each.floats))
    backs = [
        give_back_line(each, places_of(diary, each, now), life, settings, now)
        for each in open_give_backs(diary, now)
    ]
    wish = waiting.get("")
    shorter = WishLine(wish.id, wish_words(wish, settings, now)) if wish else None
    return BoundariesPage(lines, backs, wait_words(settings.loosening_days), shorter)


def full_day(moment: datetime, settings: Settings) -> str:
    """“Tuesday 24 November”."""
    return date_format(local(moment, settings.zone).date(), "l j F")


def wish_words(wish: Loosening, settings: Settings, now: datetime) -> str:
    due = local(wish.due_at, settings.zone)
    told = {"day": full_day(wish.due_at, settings), "time": say.clock(due.time(), settings)}
    if wish.due_at <= now:
        return _("You wished to loosen this, and the wait is over: it takes effect in a moment.")
    if wish.days is not None:
        return shorter_words(wish, settings)
    if wish.wish is None:
        return _("You wished to let it go. It goes on %(day)s at %(time)s; until then it holds.") % told
    return (
        _("You wished to loosen it. That takes effect on %(day)s at %(time)s; until then it holds as it is.")
        % told
    )


def shorter_words(wish: Loosening, settings: Settings) -> str:
    """When a shorter wait takes effect."""
    told = {"day": full_day(wish.due_at, settings), "days": wish.days}
    if not wish.days:
        return (
            _("From %(day)s on, loosening acts at once, as you wished; until then it waits as before.") % told
        )
    words = ngettext(
        "From %(day)s on, loosening waits %(days)d day, as you wished; until then it waits as before.",
        "From %(day)s on, loosening waits %(days)d days, as you wished; until then it waits as before.",
        wish.days,
    )
    return words % told


def give_back_line(
    each: GiveBack, places: Sequence[Block], life: Life, settings: Settings, now: datetime
) -> GiveBackLine:
    """`places`: the blocks that plans have for it."""
    bent = next((bend.span.start for bend in life.bends if bend.id == each.bend_id), None)
    told = {"length": say.length(each.minutes), "title": each.title}
    title = _("%(length)s of “%(title)s”") % told
    if bent is not None:
        title = _("%(length)s of “%(title)s”, which bent on %(day)s") % {
            **told,
            "day": full_day(bent, settings),
        }
    words = give_back_words(each, places, settings, now)
    return GiveBackLine(each.id, each.bend_id, title, words, each.state, each.is_overdue(now) and not places)


def place_words(block: Block, settings: Settings, now: datetime) -> str:
    """“tomorrow, 18:00–19:30”."""
    return when(block.span, settings, now)


def give_back_words(each: GiveBack, places: Sequence[Block], settings: Settings, now: datetime) -> str:
    if places:
        several = ", ".join(place_words(block, settings, now) for block in places)
        return _("It has its place: %(place)s.") % {"place": several}
    day = {"day": full_day(each.due_at, settings)}
    if each.is_overdue(now):
        return _("Its days went by, as days do. It can have new ones, or be let go.")
    if each.state == "owed":
        return _("It is owed: planning finds it a place until %(day)s.") % day
    if each.state == "offered":
        return _("It can come back until %(day)s, or be let go.") % day
    if each.state == "given" and each.given_at:
        return _("It was given back on %(day)s.") % {"day": full_day(each.given_at, settings)}
    return _("It was let go, and that is all right.")


def wait_words(days: int) -> str:
    if not days:
        return _(
            "Loosening acts at once. You can let it wait some days, so that a hard evening does not decide."
        )
    if days == 1:
        return _("Loosening what is firm waits a day. Tightening acts at once.")
    return _("Loosening what is firm waits %(days)d days. Tightening acts at once.") % {"days": days}


def bend_words(bend: Bend, settings: Settings) -> str:
    """When it bent and for what, in one line."""
    causes = {
        "emergency": _("for an emergency"),
        "opportunity": _("for a meaningful opportunity"),
        "other": _("for something else"),
    }
    start, end = (local(moment, settings.zone) for moment in (bend.span.start, bend.span.end))
    times = f"{say.clock(start.time(), settings)}–{say.clock(end.time(), settings)}"
    told = {"day": full_day(bend.span.start, settings), "times": times, "cause": causes[bend.cause]}
    return _("%(day)s, %(times)s, %(cause)s") % told


@dataclass(frozen=True, slots=True)
class ChapterLine:
    name: str
    mark: str
    sentences: Sequence[str]
    bends: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class WeekLine:
    title: str
    chapters: Sequence[ChapterLine]
    paused: bool


def told(weeks: Sequence[WeekTold], marks: Mapping[str, str], settings: Settings) -> list[WeekLine]:
    """The weeks as the page sets them; `marks` of values, by their ids."""
    return [
        WeekLine(
            _days_of(each),
            [
                ChapterLine(
                    chapter.value.name if chapter.value else _("For no value in particular"),
                    marks.get(chapter.value.id, "·") if chapter.value else "·",
                    chapter.sentences,
                    [(bend.id, full_day(bend.span.start, settings)) for bend in chapter.bends],
                )
                for chapter in each.chapters
            ],
            each.paused,
        )
        for each in weeks
    ]


def _days_of(each: WeekTold) -> str:
    first, last = each.week.days[0], each.week.days[-1]
    if first.month == last.month:
        return f"{first.day}–{date_format(last, 'j F Y')}"
    return f"{date_format(first, 'j F')} – {date_format(last, 'j F Y')}"
