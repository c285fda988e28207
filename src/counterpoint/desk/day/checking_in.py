"""Check-ins: kept tap by tap, once each however often they arrive; and when somebody is asked for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from counterpoint.desk.day.moment import look_around, protected_spans
from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept, NotThere
from counterpoint.desk.week.look import WeekView, look_at_week
from counterpoint.desk.week.which import week_of
from counterpoint.domain.energy import CheckIn, Prompt, PromptWishes, settling_days
from counterpoint.domain.energy.prompts import due_among, evening_begins, prompts_on
from counterpoint.domain.living import Pause
from counterpoint.domain.timeline import DAY, Span, local
from counterpoint.domain.zones import zone_at

LONGEST_WAIT = timedelta(days=366)
MANY = 60


@dataclass(frozen=True, slots=True)
class AtHand:
    """What a new check-in begins with. `evening`: whether one can look back at the day by now."""

    activity: str = ""
    domain_id: str = ""
    evening: bool = False
    prompt_id: str = ""


@dataclass(frozen=True, slots=True)
class PastCheckIn:
    """A check-in as it is looked back at; `settling`: it stays out of estimates."""

    thing: CheckIn
    settling: bool


@dataclass(frozen=True, slots=True)
class LookedBack:
    """A page of them, and whether there are older ones."""

    past: tuple[PastCheckIn, ...]
    page: int
    older: bool


def keep_answers(
    diary: Diary, id: str, answers: Mapping[str, Any], *, at: datetime, zone: str
) -> Kept[CheckIn]:
    """The check-in under this id with these answers in it.

    The first answer makes it, with its moment and the person's zone; the others join. The same answers again
    change nothing, so a device that heard no reply may send once more.
    """
    shelf = diary.dated(CheckIn)
    try:
        return _join(diary, shelf.get(id), answers)
    except NotThere:
        pass
    try:
        return shelf.add(replace(CheckIn(id, at, zone_at(zone, at)), **answers))
    except ChangedMeanwhile as quicker:
        if quicker.kept is None:
            raise
        return _join(diary, quicker.kept, answers)


def _join(diary: Diary, kept: Kept[CheckIn], answers: Mapping[str, Any]) -> Kept[CheckIn]:
    joined = replace(kept.thing, **answers)
    if joined == kept.thing:
        return kept
    try:
        return diary.dated(CheckIn).change(joined, version=kept.version)
    except ChangedMeanwhile as quicker:
        if quicker.kept is None:
            raise
        return _join(diary, quicker.kept, answers)


def moment_of(now: datetime, ago: timedelta) -> datetime:
    """When a check-in was, that its device says was so long `ago`: a clock that is wrong does no harm."""
    return now - min(max(ago, timedelta(0)), LONGEST_WAIT)


def at_hand(diary: Diary, now: datetime) -> AtHand:
    """What the plan and the calendars say of now, to be corrected where life went another way."""
    view, around = look_around(diary, now)
    here = around.now[0] if around.now else None
    evening = evening_begins(local(now, view.life.zone).date(), view.life.availability.waking, view.life.zone)
    due = due_prompts(diary, now, view)
    return AtHand(
        activity=here.title if here else "",
        domain_id=here.domain_id if here else "",
        evening=evening is not None and now >= evening,
        prompt_id=due[0].id if due else "",
    )


def settling_in(diary: Diary) -> frozenset[date]:
    """The local days whose check-ins no estimate uses: the two that begin with the first check-in ever."""
    first = next(iter(diary.dated(CheckIn).oldest(1)), None)
    return settling_days(first.thing if first else None)


def settled(diary: Diary, check_ins: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
    """Those of other days."""
    left_out = settling_in(diary)
    return tuple(each for each in check_ins if local(each.at, each.zone).date() not in left_out)


def look_back(diary: Diary, page: int = 1, *, most: int = MANY) -> LookedBack:
    """One's own check-ins, the newest first, `most` on a page; `page` counts from 1."""
    shelf = diary.dated(CheckIn)
    settling = settling_in(diary)
    newest = shelf.newest(page * most + 1)[::-1]
    past = tuple(
        PastCheckIn(each.thing, local(each.thing.at, each.thing.zone).date() in settling)
        for each in newest[(page - 1) * most : page * most]
    )
    return LookedBack(past, page, len(newest) > page * most)


# Being asked


def prompt_wishes(diary: Diary) -> Kept[PromptWishes]:
    """What the person wants; version 0 while nothing was ever said."""
    return next(iter(diary.shelf(PromptWishes).all()), Kept(PromptWishes(), 0))


def keep_prompt_wishes(diary: Diary, wishes: PromptWishes, *, version: int) -> Kept[PromptWishes]:
    """Raises ChangedMeanwhile when another tab was quicker."""
    shelf = diary.shelf(PromptWishes)
    return shelf.change(wishes, version=version) if version else shelf.add(wishes)


def prompts_around(diary: Diary, now: datetime, view: WeekView | None = None) -> tuple[Prompt, ...]:
    """The prompts of today and yesterday, whose waking hours may reach beyond midnight.

    `view`: this week, where it has been looked at already.
    """
    wishes = prompt_wishes(diary).thing
    if wishes.often == "off":
        return ()
    settings = diary.settings().thing
    today = local(now, settings.zone).date()
    view = view or look_at_week(diary, week_of(diary, now), now)
    alone = [*protected_spans(view), *_pauses(diary, now)]
    return tuple(
        prompt
        for day in (today - DAY, today)
        for prompt in prompts_on(
            day,
            wishes,
            waking=settings.availability.waking,
            zone=settings.zone,
            person=diary.person_id,
            left_alone=alone,
        )
    )


def due_prompts(diary: Diary, now: datetime, view: WeekView | None = None) -> tuple[Prompt, ...]:
    """The prompts that can be answered at this moment and have not been."""
    waiting = [each for each in prompts_around(diary, now, view) if now in each.span]
    if not waiting:
        return ()
    given = diary.dated(CheckIn).within(Span(waiting[0].at - DAY, now + DAY))
    return due_among(waiting, (each.thing for each in given), now)


def _pauses(diary: Diary, now: datetime) -> list[Span]:
    ends = now + timedelta(days=2)
    return [
        Span(each.thing.at, max(each.thing.at, each.thing.until or ends))
        for each in diary.dated(Pause).all()
        if each.thing.at < ends
    ]
