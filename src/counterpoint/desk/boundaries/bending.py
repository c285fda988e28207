"""Protected time that gives way once: in one move, logged, its give-back on offer, and taken back as easily.

What is firm bends for its person too; it is theirs. Neither a reason nor a name is ever asked for.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from counterpoint.desk.boundaries.bent_weeks import lies_among, protected_in, settle_weeks
from counterpoint.desk.boundaries.giving_back import bend_taken_back
from counterpoint.desk.matters.things import keep
from counterpoint.desk.ports import Diary, Kept
from counterpoint.desk.week.which import week_holding
from counterpoint.domain.boundaries import Bend, BendCause, GiveBack, ProtectedTime
from counterpoint.domain.boundaries.ledger import give_back_for, left_of
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Block, Life
from counterpoint.domain.timeline import DAY, Span, Week, common, local
from counterpoint.domain.words import gettext as _

A_MOMENT = timedelta(minutes=1)
LONGEST = timedelta(days=8)
"""More than any one instance lasts; looking for it in years would hold up everybody who writes meanwhile."""


class NothingToBend(CounterpointError):
    """Nothing of this protected time lies there, it bent already, or it is said to have been lived."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One time at which something protected is: what of it still holds."""

    protected: ProtectedTime
    span: Span
    on: date


@dataclass(frozen=True, slots=True)
class Bent:
    """What came of bending: the entry in the ledger, and what is on offer for it."""

    bend: Bend
    give_back: GiveBack


def instances_of(diary: Diary, life: Life, each: ProtectedTime, within: Span) -> tuple[Instance, ...]:
    """Where a protected time is within a stretch of time, as far as it can still bend.

    What bent already cannot, and what is said to have been lived was. What floats is only where a plan has
    put it.
    """
    return _instances(life, each, within, _placed(diary, life, within) if _can_be_marked(each) else ())


def _can_be_marked(each: ProtectedTime) -> bool:
    """Whether plans have blocks of it that say what became of them."""
    return each.floats or each.firmness == "bends"


def _instances(
    life: Life, each: ProtectedTime, within: Span, placed: Sequence[Block]
) -> tuple[Instance, ...]:
    blocks = [block for block in placed if block.subject_id == each.id]
    lived = [block.span for block in blocks if block.state in ("done", "partly")]
    planned = (block.span for block in blocks if block.state == "planned")
    spans = planned if each.floats else _recurring(life, each, within)
    left = (part for span in spans for part in left_of(span, life.bends, each.id))
    parts = (part for part in left if not common([part], lived))
    return tuple(Instance(each, part, local(part.start, life.zone).date()) for part in sorted(parts))


def _recurring(life: Life, each: ProtectedTime, within: Span) -> Iterator[Span]:
    first, last = (local(moment, life.zone).date() for moment in (within.start, within.end))
    days = [first + n * DAY for n in range(-1, (last - first).days + 1)]
    for day in days:
        yield from (span for _nth, span in each.times_on(day, life.zone) if span.overlaps(within))


def _placed(diary: Diary, life: Life, within: Span) -> list[Block]:
    """The protected time that plans have within a stretch of time."""
    week = week_holding(life, within.start - DAY)
    found: list[Block] = []
    while week.span(life.zone).start < within.end:
        kept = diary.plans.of(week)
        held = (each for each in (kept.thing.current.blocks if kept else ()) if each.kind == "protected")
        found += [each for each in held if each.span.overlaps(within)]
        week = week.next()
    return found


def coming(diary: Diary, now: datetime, *, days: int = 8) -> dict[str, tuple[Instance, ...]]:
    """For each protected time, by its id: when it is next, the running one first."""
    life, within = diary.life(), Span(now, now + timedelta(days=days))
    placed = _placed(diary, life, within) if any(map(_can_be_marked, life.protected)) else ()
    return {each.id: _instances(life, each, within, placed) for each in life.protected}


def bend(
    diary: Diary, protected_id: str, span: Span, cause: BendCause, now: datetime, *, for_whom: str = ""
) -> Bent:
    """Lets one instance bend, or the part of it that `span` covers. Raises NothingToBend, or NotThere.

    It is logged, the plan of its week no longer holds that time, and its minutes are offered back. What
    floats bends as a whole.
    """
    with diary.together():
        of = diary.protected.get(protected_id).thing
        life = diary.life()
        gone = Bend(
            id=uuid.uuid4().hex,
            at=now,
            protected_id=of.id,
            title=of.title,
            span=_given_up(diary, life, of, span),
            cause=cause,
            for_whom=for_whom,
            value_id=of.value_id,
        )
        offer = give_back_for(gone, of, id=uuid.uuid4().hex, at=now)
        diary.dated(Bend).add(gone)
        diary.dated(GiveBack).add(offer)
        settle_weeks(diary, life, gone, now, step=_("Let “%(title)s” bend") % {"title": of.title})
    return Bent(gone, offer)


def just_bent(diary: Diary, protected_id: str, span: Span, now: datetime) -> Bend | None:
    """The bend of that very time that was logged a moment ago, by a tap that came twice."""
    near = diary.dated(Bend).within(Span(now - A_MOMENT, now + A_MOMENT))
    said = (kept.thing for kept in near if kept.thing.protected_id == protected_id)
    return next((each for each in said if each.span.overlaps(span)), None)


def _given_up(diary: Diary, life: Life, of: ProtectedTime, span: Span) -> Span:
    """The part of an instance that is to bend."""
    for each in instances_of(diary, life, of, span) if span.end - span.start <= LONGEST else ():
        met = each.span.meet(span.on_grid())
        if met:
            return each.span if of.floats else met
    if span.end - span.start <= LONGEST and _was_lived(diary, life, of, span):
        raise NothingToBend(
            _("“%(title)s” is marked as done, so it does not bend.") % {"title": of.title},
            advice=_("If it did not come about, say so of it in the week first; then it can bend."),
        )
    raise NothingToBend(
        _("“%(title)s” does not lie there, or it bent already.") % {"title": of.title},
        advice=_("Look at it under Boundaries."),
    )


def _was_lived(diary: Diary, life: Life, of: ProtectedTime, span: Span) -> bool:
    mine = (block for block in _placed(diary, life, span) if block.subject_id == of.id)
    return any(block.state in ("done", "partly") for block in mine)


def say_more(
    diary: Diary, id: str, *, cause: BendCause, for_whom: str, reason: str, version: int | None
) -> Kept[Bend]:
    """What a person adds to a bend afterwards, if they like. The reason is theirs and never leaves.

    Raises NotThere, or ChangedMeanwhile when somebody said something else since this `version`.
    """
    kept = diary.dated(Bend).get(id)
    said = replace(kept.thing, cause=cause, for_whom=for_whom, reason=reason)
    return kept if said == kept.thing else keep(diary.dated(Bend), said, version=version)


def unbend(diary: Diary, id: str, now: datetime) -> Bend:
    """Takes a bend back with its give-back: what was protected is so again. Raises NotThere.

    What was lived of the give-back stays told, as a gift.
    """
    with diary.together():
        gone = diary.dated(Bend).get(id).thing
        before = diary.life()
        _forget(diary, gone, now, but=week_holding(before, gone.span.start))  # which is settled as a whole
        settle_weeks(
            diary, before, gone, now, step=_("Took back the bend of “%(title)s”") % {"title": gone.title}
        )
    return gone


def _forget(diary: Diary, gone: Bend, now: datetime, *, but: Week) -> None:
    for kept in diary.dated(GiveBack).all():
        if kept.thing.bend_id == gone.id:
            bend_taken_back(diary, kept, now, but=but)
    diary.dated(Bend).remove(gone.id)


def follow_undo(
    diary: Diary, week: Week, before: Iterable[Block], after: Iterable[Block], now: datetime
) -> None:
    """Takes back each bend whose time a step back in this week has brought into the plan again.

    A bend whose time was given back by now stays: that was lived.
    """
    earlier, later = protected_in(before), protected_in(after)
    given = {kept.thing.bend_id for kept in diary.dated(GiveBack).all() if kept.thing.state == "given"}
    for kept in diary.dated(Bend).all():
        bent = kept.thing
        there, was = lies_among(bent, later), lies_among(bent, earlier)
        if there and not was and bent.id not in given:
            _forget(diary, bent, now, but=week)


def bend_of(diary: Diary, id: str) -> tuple[Kept[Bend], GiveBack | None]:
    """A bend with what is offered, owed or given back for it. Raises NotThere."""
    found = diary.dated(Bend).get(id)
    mine = (kept.thing for kept in diary.dated(GiveBack).all() if kept.thing.bend_id == id)
    return found, next(mine, None)
