"""Giving back the time that bent: taken up, given, offered again, or let go without a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from counterpoint.desk.ports import Diary, Kept, NotThere, WeekPlan
from counterpoint.desk.week.blocks import is_held, settled
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.life import life_in
from counterpoint.desk.week.which import week_of
from counterpoint.domain.boundaries import GiveBack
from counterpoint.domain.boundaries.ledger import GIVE_BACK_DAYS, counted_gift, gift_of, with_days_paused
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import Pause
from counterpoint.domain.living.pauses import spans_of
from counterpoint.domain.planning import Block
from counterpoint.domain.planning.giving_back import item_id_of
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import Week
from counterpoint.domain.words import gettext as _


class NothingOwed(CounterpointError):
    """The bend of this was taken back: what was lived of it was a gift, and there is nothing to give back."""


def take_up(diary: Diary, id: str, now: datetime, *, days: int = GIVE_BACK_DAYS) -> Kept[GiveBack]:
    """From now on its time is owed: the planner looks for a place within its days.

    One whose days went by gets `days` more. One that is given already, or was let go, can be taken up again:
    all of it, when all was given, else what is left.
    """

    def taken(each: GiveBack) -> GiveBack:
        due = each.due_at if each.due_at > now else now + timedelta(days=days)
        return replace(_begun_anew(each), state="owed", at=now, due_at=due, given_at=None)

    return _said(diary, id, taken, now)


def _begun_anew(each: GiveBack) -> GiveBack:
    """Without the minutes that were given, if they were all of it."""
    return replace(each, minutes_given=0) if each.minutes_given >= each.minutes else each


def let_go(diary: Diary, id: str, now: datetime) -> Kept[GiveBack]:
    """It need not come back, and leaves the week where it was planned. Nobody asks why."""
    return _said(diary, id, lambda each: replace(each, state="let_go", given_at=None), now)


def offer_again(diary: Diary, id: str, now: datetime, *, days: int = GIVE_BACK_DAYS) -> Kept[GiveBack]:
    """Takes back what was said of it: it is on offer as it was when it bent."""

    def offered(each: GiveBack) -> GiveBack:
        due = max(each.due_at, now + timedelta(days=days)) if each.due_at <= now else each.due_at
        return replace(_begun_anew(each), state="offered", due_at=due, given_at=None)

    return _said(diary, id, offered, now)


def give(diary: Diary, id: str, at: datetime) -> Kept[GiveBack]:
    """It was lived, at `at`, whether a plan had it or not."""
    return _said(diary, id, lambda each: replace(each, state="given", given_at=at), at)


def _said(diary: Diary, id: str, say: Callable[[GiveBack], GiveBack], now: datetime) -> Kept[GiveBack]:
    """Keeps what a person said of a give-back; the weeks ahead that have a place for it follow."""
    with diary.together():  # tapped twice at once, the second says it of what the first has kept
        kept = diary.shelf(GiveBack).get(id)
        if kept.thing.is_gift:
            raise NothingOwed(
                _("“%(title)s” holds after all, so nothing is to be given back.")
                % {"title": kept.thing.title},
                advice=_("What you gave already stays told, as a gift."),
            )
        changed = _change(diary, kept, say(kept.thing))
        leave_plans(diary, kept.thing, now)
    return changed


def bend_taken_back(diary: Diary, kept: Kept[GiveBack], now: datetime, *, but: Week) -> None:
    """Its bend was taken back: what was lived of it stays told, as a gift; all else of it goes.

    The plans ahead follow; `but` is left as it is.
    """
    each = kept.thing
    blocks = (block for plan in diary.plans.all() for block in plan.thing.current.blocks)
    gift = gift_of(each, _last_done(each.id, blocks) or now)
    if gift is None:
        diary.shelf(GiveBack).remove(each.id)
    else:
        diary.shelf(GiveBack).change(gift, version=kept.version)
    leave_plans(diary, each, now, but=but)


def _change(diary: Diary, kept: Kept[GiveBack], said: GiveBack) -> Kept[GiveBack]:
    return kept if said == kept.thing else diary.shelf(GiveBack).change(said, version=kept.version)


def as_due(diary: Diary, each: GiveBack, now: datetime | None = None) -> GiveBack:
    """A give-back with as many more days as life happened for in its own, until `now` where it still does."""
    return with_days_paused(each, spans_of((kept.thing for kept in diary.dated(Pause).all()), now))


def open_give_backs(diary: Diary, now: datetime | None = None) -> tuple[GiveBack, ...]:
    """Those that are on offer or owed, what is due first; see `as_due`."""
    paused = spans_of((kept.thing for kept in diary.dated(Pause).all()), now)
    every = (with_days_paused(kept.thing, paused) for kept in diary.shelf(GiveBack).all())
    return tuple(sorted((each for each in every if each.is_open), key=lambda each: (each.due_at, each.id)))


def places_of(diary: Diary, each: GiveBack, now: datetime) -> tuple[Block, ...]:
    """The blocks ahead that plans have for a give-back; none unless they hold all that is left of it."""
    if each.state != "owed":
        return ()
    blocks = (block for plan in _plans_from(diary, now) for block in plan.thing.current.blocks)
    mine = (block for block in blocks if block.kind == "give_back" and block.item_id == item_id_of(each))
    found = [block for block in mine if _is_ahead(block, now)]
    whole = sum(block.span.minutes for block in found) >= each.minutes_left
    return tuple(sorted(found, key=lambda block: block.span)) if whole else ()


def _plans_from(diary: Diary, now: datetime) -> tuple[Kept[WeekPlan], ...]:
    """The plan of the running week and those of later ones."""
    return diary.plans.since(week_of(diary, now))


def _is_ahead(block: Block, now: datetime) -> bool:
    return block.state == "planned" and block.span.end > now


def count_given(diary: Diary, before: Iterable[Block], after: Iterable[Block]) -> None:
    """Brings what is owed in line with what its blocks say now: minutes that were done are given.

    All of them make it given; what is left, and what is done no longer, is owed.
    """
    after = tuple(after)
    earlier, later = _minutes_done(before), _minutes_done(after)
    for named in earlier.keys() | later.keys():
        more = later.get(named, 0) - earlier.get(named, 0)
        if more:
            _count(diary, named, more, _last_done(named, after))


def _count(diary: Diary, id: str, more: int, last: datetime | None) -> None:
    try:
        kept = diary.shelf(GiveBack).get(id)
    except NotThere:
        return
    if kept.thing.is_gift:
        _change(diary, kept, counted_gift(kept.thing, more, last))
        return
    said = replace(kept.thing, minutes_given=max(0, kept.thing.minutes_given + more))
    was_whole = _is_whole(kept.thing)
    if more > 0 and said.minutes_given >= said.minutes:
        said = replace(said, state="given", given_at=last)
    elif more < 0 and said.state == "given" and was_whole and said.minutes_given < said.minutes:
        said = replace(said, state="owed", given_at=None)
    _change(diary, kept, said)


def _is_whole(each: GiveBack) -> bool:
    """Whether its blocks gave all of it. Of those that were given before pieces counted, nothing is noted."""
    return each.minutes_given == 0 or each.minutes_given >= each.minutes


def _minutes_done(blocks: Iterable[Block]) -> Mapping[str, int]:
    """For each give-back: the minutes that its blocks say are behind."""
    total: Counter[str] = Counter()
    for each in blocks:
        if each.kind == "give_back":
            total[each.subject_id] += _done_of(each)
    return total


def _done_of(block: Block) -> int:
    if block.state == "done":
        return block.span.minutes
    return block.minutes_done if block.state == "partly" else 0


def _last_done(id: str, blocks: Iterable[Block]) -> datetime | None:
    """When the last of its pieces was."""
    mine = (each for each in blocks if each.kind == "give_back" and each.subject_id == id)
    return max((each.span.start for each in mine if _done_of(each)), default=None)


# The plans follow


def leave_plans(diary: Diary, was: GiveBack, now: datetime, *, but: Week | None = None) -> None:
    """Takes what is still ahead of a give-back out of the plans, unless it is owed as it was.

    What has begun or was marked stays: that was lived, or is to be spoken of. `but` is left as it is.
    """
    for kept in _plans_from(diary, now):
        if kept.thing.week != but:
            _leave(diary, kept, was, now)


def _leave(diary: Diary, kept: Kept[WeekPlan], was: GiveBack, now: datetime) -> None:
    week, plan = kept.thing.week, kept.thing.current
    blocks = still_owed(diary, plan.blocks, now)
    if len(blocks) == len(plan.blocks) and not any(each.subject_id == was.id for each in plan.left_out):
        return
    life, held = life_in(diary, week, now), tuple(each for each in blocks if is_held(each, now))
    after = settled(life, pose(life, facts_for(diary, week, life), week, now=now, pinned=held), blocks, plan)
    step = _("Took out “%(title)s”, which is not owed any more") % {"title": was.title}
    diary.plans.keep(after, step=step, version=kept.version)


def still_owed(diary: Diary, blocks: Iterable[Block], now: datetime) -> tuple[Block, ...]:
    """The blocks without those still ahead of a give-back that is not owed, or not as it was."""
    owed = {item_id_of(kept.thing) for kept in diary.shelf(GiveBack).all() if kept.thing.state == "owed"}
    return tuple(each for each in blocks if each.item_id in owed or not _waits(each, now))


def _waits(block: Block, now: datetime) -> bool:
    return block.kind == "give_back" and block.state == "planned" and block.span.start >= now


def follow_step_back(diary: Diary, before: Iterable[Block], after: Iterable[Block]) -> None:
    """What a step back has brought into the plan again is owed again."""
    there = {each.item_id for each in before}
    back = {each.item_id for each in after if each.kind == "give_back" and each.state == "planned"}
    for kept in diary.shelf(GiveBack).all() if back - there else ():
        is_owed = kept.thing.state == "owed" or kept.thing.is_gift
        if item_id_of(kept.thing) in back - there and not is_owed:
            _change(diary, kept, replace(kept.thing, state="owed", given_at=None))
